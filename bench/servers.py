"""Servers in processes of their own, and a client that measures them."""

import gzip
import subprocess
import sys
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from tests.browser.server import FOLLOWUP, environment, free_port, stop

ROOT = Path(__file__).parents[1]
START_WITHIN = 60.0  # seconds
ASK_AGAIN_AFTER = 0.003
GET_HEADERS = {"Accept-Encoding": "gzip", "Accept": "text/html"}


@dataclass(frozen=True)
class Answer:
    """What a server answered; `sent` as it came over the wire, `body` unpacked. Seconds from asking to the end."""

    status: int
    sent: bytes
    body: bytes
    seconds: float


class Client:
    """One connection, kept open, as a browser keeps it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._connection = HTTPConnection(urlsplit(url).netloc, timeout=60)

    def ask(self, path: str, fields: Mapping[str, str] | None = None, htmx: bool = False) -> Answer:
        """GET, or POST where there are `fields`."""
        headers = GET_HEADERS | ({"HX-Request": "true"} if htmx else {})
        body = None
        if fields is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.url}
            body = urlencode(fields).encode()
        begun = time.perf_counter()
        self._connection.request("GET" if body is None else "POST", path, body, headers)
        answer = self._connection.getresponse()
        sent = answer.read()
        seconds = time.perf_counter() - begun
        zipped = answer.getheader("Content-Encoding") == "gzip"
        return Answer(answer.status, sent, gzip.decompress(sent) if zipped else sent, seconds)

    def close(self) -> None:
        """Hang up."""
        self._connection.close()


@dataclass(frozen=True)
class Server:
    """A running server; `seconds` is the time from the start of its process to its first 200."""

    url: str
    data: Path
    pid: int
    seconds: float


@contextmanager
def followup(data: Path, path: str = "/healthz") -> Generator[Server]:
    """`followup serve` on a data folder; its first 200 is awaited at `path`."""
    port = free_port()
    command = [str(FOLLOWUP), "serve", "--host", "127.0.0.1", "--port", str(port), "--data", str(data)]
    with _started(command, port, data, path) as server:
        yield server


@contextmanager
def floor(data: Path) -> Generator[Server]:
    """The floor, with its table in the same folder."""
    port = free_port()
    with _started([sys.executable, "-m", "bench.floor", str(port), str(data)], port, data, "/0/0") as server:
        yield server


@contextmanager
def _started(command: list[str], port: int, data: Path, path: str) -> Generator[Server]:
    url = f"http://127.0.0.1:{port}"
    with data.with_name(f"{data.name}.log").open("ab") as log:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env=as_users_have_it(),
            cwd=ROOT,
        )
    try:
        while not _is_well(url, path):
            if process.poll() is not None or time.perf_counter() - begun > START_WITHIN:
                raise RuntimeError(f"{' '.join(command)} did not start; see {log.name}")
            time.sleep(ASK_AGAIN_AFTER)
        yield Server(url, data, process.pid, time.perf_counter() - begun)
    finally:
        stop(process)


def as_users_have_it() -> dict[str, str]:
    """Python keeps what it compiled, whatever the environment of the tests says."""
    return {
        name: text for name, text in environment({"TZ": "UTC"}).items() if name != "PYTHONDONTWRITEBYTECODE"
    }


def _is_well(url: str, path: str) -> bool:
    client = Client(url)
    try:
        return client.ask(path).status == 200
    except (OSError, HTTPException):
        return False
    finally:
        client.close()


def resident_memory(pid: int) -> float:
    """What a process has in memory, in MB."""
    done = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=True)
    return int(done.stdout) / 1024
