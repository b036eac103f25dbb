"""The server as a process: it announces itself, guards its folder and port, and ends politely."""

import http.client
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from datetime import datetime

import pytest

from followup.cli.serve import run
from followup.config import load
from followup.domain.errors import Refused
from tests.browser.server import free_port

PROGRAM = """
import datetime, os, pathlib, sys, time
from flask import Flask, request
from followup.cli.serve import run
from followup.config import load
from followup.domain.errors import FollowupError

app = Flask("small")
signs = pathlib.Path(sys.argv[1])

def wait_for(path):
    deadline = time.monotonic() + 20
    while not path.exists() and time.monotonic() < deadline:
        time.sleep(0.01)

@app.get("/")
def home():
    return f"{request.script_root}|{request.remote_addr}|{request.scheme}|{request.host}"

@app.get("/slow")
def slow():
    (signs / "started").touch()
    wait_for(signs / "go")
    return "finished"

@app.get("/large")
def large():
    (signs / "started").touch()
    # More than the server holds before it waits for the client.
    return (b"x" * 1_000_000 for _ in range(30))

@app.post("/upload")
def upload():
    return str(len(request.get_data()))

try:
    run(app, load(os.environ, {"data": sys.argv[2], "port": sys.argv[3]}), datetime.datetime.now)
except FollowupError as error:
    sys.exit(f"Error: {error}")
"""


def start(tmp_path, port, data="data", **environ):
    command = [sys.executable, "-c", PROGRAM, str(tmp_path), str(tmp_path / data), str(port)]
    return subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@contextmanager
def serving(tmp_path, **environ):
    """A running server as (process, port, the lines it printed); ended afterwards whatever happens."""
    port = free_port()
    with start(tmp_path, port, **environ) as process:
        try:
            assert process.stdout is not None
            yield process, port, [process.stdout.readline() for _ in range(3)]
        finally:
            process.kill()


def get(port, path="/", headers=None, method="GET", body=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request(method, path, body=body, headers=headers or {})
    return connection, connection.getresponse()


def listens(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_until(condition):
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.01)


def test_it_works(tmp_path):
    with serving(tmp_path) as (_, port, lines):
        assert lines == [
            f"Followup 0.1.0 at http://127.0.0.1:{port}/\n",
            f"Your data: {tmp_path / 'data'}\n",
            "To stop: Ctrl+C\n",
        ]
        connection, answer = get(port)
        assert answer.read().decode() == f"|127.0.0.1|http|127.0.0.1:{port}"
        assert answer.headers["Server"] == "followup"
        connection.close()
        assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_request_in_flight_finishes(tmp_path, number):
    with serving(tmp_path) as (process, port, _):
        answers = []

        def ask():
            connection, answer = get(port, "/slow")
            answers.append((answer.status, answer.read()))
            connection.close()

        client = threading.Thread(target=ask)
        client.start()
        wait_until((tmp_path / "started").exists)
        process.send_signal(number)
        wait_until(lambda: not listens(port))
        (tmp_path / "go").touch()
        client.join()
        assert answers == [(200, b"finished")]
        assert process.wait(timeout=20) == 0
        assert process.communicate()[1] == ""


def test_a_large_answer_is_not_cut(tmp_path):
    with serving(tmp_path) as (process, port, _):
        connection, answer = get(port, "/large")
        wait_until((tmp_path / "started").exists)
        process.send_signal(signal.SIGTERM)
        wait_until(lambda: not listens(port))
        assert len(answer.read()) == 30_000_000
        connection.close()
        assert process.wait(timeout=20) == 0


def test_a_second_server_on_the_same_folder_is_refused(tmp_path):
    with serving(tmp_path) as (_, port, _):
        second = start(tmp_path, free_port())
        out, error = second.communicate(timeout=20)
        assert (second.returncode, out) == (1, "")
        assert error.startswith("Error: Followup already runs for ")
        assert f"http://127.0.0.1:{port}/" in error
        assert error.count("\n") == 1


def test_the_folder_is_free_again_after_a_stop(tmp_path):
    for _ in range(2):
        with serving(tmp_path) as (process, port, _):
            get(port)[0].close()
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=20) == 0


def test_a_taken_port_is_named_with_the_way_out(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = start(tmp_path, port)
        out, error = process.communicate(timeout=20)
    assert (process.returncode, out) == (1, "")
    assert error.startswith(f"Error: Port {port} is taken by another program; ")
    assert "--port" in error
    assert error.count("\n") == 1


def test_it_does_not_serve_a_network(tmp_path):
    with pytest.raises(Refused, match="no password"):
        run(None, load({}, {"data": tmp_path / "data", "host": "0.0.0.0"}), datetime.now)  # ty: ignore[invalid-argument-type]
    assert not (tmp_path / "data").exists()


def test_a_prefix_of_the_base_url_is_honoured(tmp_path):
    with serving(tmp_path, FOLLOWUP_BASE_URL="https://followup.localhost/mine") as (_, port, lines):
        assert lines[0] == "Followup 0.1.0 at https://followup.localhost/mine/\n"
        connection, answer = get(port, "/mine/")
        assert answer.read().decode().startswith("/mine|")
        connection.close()


FORWARDED = {"X-Forwarded-For": "10.1.2.3", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example"}


@pytest.mark.parametrize(
    ("trusted", "expected"),
    [("", "|127.0.0.1|http|"), ("127.0.0.2", "|127.0.0.1|http|"), ("::1, 127.0.0.1", "|10.1.2.3|https|")],
)
def test_forwarded_headers_count_only_from_a_trusted_proxy_and_never_the_host(tmp_path, trusted, expected):
    with serving(tmp_path, FOLLOWUP_TRUSTED_PROXIES=trusted) as (_, port, _):
        connection, answer = get(port, headers=FORWARDED)
        assert answer.read().decode() == f"{expected}127.0.0.1:{port}"
        connection.close()


def test_a_body_far_over_ten_megabytes_is_refused(tmp_path):
    """Up to a hundred it is let in, so that the app says on a page that ten are the most."""
    with serving(tmp_path) as (_, port, _):
        connection, answer = get(port, "/upload", method="POST", body=b"x" * 1000)
        assert answer.read() == b"1000"
        connection.close()
        # Announced, not sent: waitress answers as soon as it has read the header.
        connection, answer = get(port, "/upload", {"Content-Length": str(101 * 1024 * 1024)}, "POST", b"x")
        assert answer.status == 413
        connection.close()


def test_a_misspelt_setting_is_mentioned(tmp_path):
    with serving(tmp_path, FOLLOWUP_PROT="80") as (process, _, _):
        assert process.stderr is not None
        assert process.stderr.readline().startswith("There is no setting FOLLOWUP_PROT")
