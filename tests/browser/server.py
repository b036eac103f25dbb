"""A real Followup in a process of its own, with a data folder of its own, for tests that need one."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import ProxyHandler, Request, build_opener

FOLLOWUP = Path(sys.executable).with_name("followup")
START_WITHIN = 30.0
STOP_WITHIN = 10.0
# Nothing here may leave the machine, whatever proxy its environment names.
opener = build_opener(ProxyHandler({}))


@dataclass(frozen=True)
class Server:
    """Where it listens, where it keeps its data, and the process, for who ends it in another way."""

    url: str
    data: Path
    process: subprocess.Popen


@contextmanager
def serving(data: Path, program: Path = FOLLOWUP, **settings: str) -> Generator[Server]:
    """Start `followup serve` on a free port of loopback, wait until it is well, stop it at the end if it still runs.

    `settings` are environment variables without their FOLLOWUP_: `serving(data, TZ="UTC")`. None of the
    caller's own gets through. Raises AssertionError with what it printed where it does not start.
    """
    port = free_port()
    log = data.with_name(f"{data.name}.log")
    command = [str(program), "serve", "--host", "127.0.0.1", "--port", str(port), "--data", str(data)]
    with log.open("wb") as out:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            env=environment(settings),
            cwd=data.parent,
        )
    server = Server(f"http://127.0.0.1:{port}", data, process)
    try:
        wait_until_well(server, process, log)
        yield server
    finally:
        stop(process)


def environment(settings: dict[str, str]) -> dict[str, str]:
    """The caller's environment without its Followup settings, with `settings` instead."""
    own = {name: text for name, text in os.environ.items() if not name.startswith("FOLLOWUP_")}
    return own | {f"FOLLOWUP_{name}": text for name, text in settings.items()}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_well(server: Server, process: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + START_WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if json.loads(get(f"{server.url}/healthz"))["status"] == "ok":
                return
        except (URLError, ConnectionError):
            time.sleep(0.05)
    raise AssertionError(f"followup serve did not start (exit status {process.poll()}):\n{log.read_text()}")


def get(url: str, **headers: str) -> bytes:
    """The body of one answer. Raises HTTPError for a status of 400 or more."""
    with opener.open(Request(url, headers=headers), timeout=10) as answer:
        return answer.read()


def stop(process: subprocess.Popen) -> None:
    process.terminate()
    try:
        process.wait(STOP_WITHIN)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        raise AssertionError("followup serve did not stop when asked to (SIGTERM)") from None
