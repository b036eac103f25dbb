"""Single numbers: the start, memory, what a first visit fetches, and people in and out."""

import re
import subprocess
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import urljoin

from bench import servers
from bench.servers import Client

#: What a page fetches, and what a module or a style sheet of ours fetches after it.
LINKED = re.compile(r"""(?:src|href)="([^"#]*/static/[^"#]+)""")
IMPORTED = re.compile(r"""(?:\bfrom\s*|\bimport\s*\(?\s*|url\()["']?(\.{1,2}/[^"')]+)""")


@dataclass(frozen=True)
class Figure:
    """A number with its unit and the target that it should stay under, if any."""

    name: str
    value: float
    unit: str
    limit: float | None = None
    digits: int = 1


def start_and_memory(folder: Path, paths: Iterable[str], starts: int, requests: int) -> list[Figure]:
    """The median of some starts to the first page, and what the last one has in memory after some requests."""
    seconds, resident = [], 0.0
    for number in range(starts):
        with servers.followup(folder, "/") as server:
            seconds.append(server.seconds)
            if number == starts - 1:
                client, asked = Client(server.url), list(paths)
                for place in range(requests):
                    client.ask(asked[place % len(asked)])
                client.close()
                resident = servers.resident_memory(server.pid)
    return [
        Figure("Start of the process to the first page", median(seconds), "s", 0.65, 2),
        Figure(f"Memory after {requests} requests", resident, "MB", 90.0, 0),
    ]


def first_visits(folder: Path) -> list[Figure]:
    """What a first visit fetches in all, compressed."""
    with servers.followup(folder) as server:
        client = Client(server.url)
        found = [
            Figure(f"First visit of {path}, all files", first_visit(client, path) / 1024, "KB", limit)
            for path, limit in (("/", 40.0), ("/add", 20.0))
        ]
        client.close()
    return found


def first_visit(client: Client, path: str) -> int:
    """The bytes of a page and of all files that it leads a browser to, as they come over the wire."""
    page = client.ask(path)
    size, seen = len(page.sent), set()
    ahead = LINKED.findall(page.body.decode())
    while ahead:
        address = ahead.pop()
        if address in seen:
            continue
        seen.add(address)
        answer = client.ask(address)
        size += len(answer.sent)
        if address.endswith((".js", ".css")):
            ahead += [urljoin(address, found) for found in IMPORTED.findall(answer.body.decode())]
    return size


def in_and_out(folder: Path, people: int, times: int) -> list[Figure]:
    """The medians of bringing so many people in from a table, into an empty folder, and of writing out all of `folder`.

    By the command line, the start of the process counted.
    """
    table = folder.with_name("people.csv")
    lines = (f"Person{number} Haddad,Acme {number % 500},p{number}@acme.example" for number in range(people))
    table.write_text("\n".join(["Name,Company,E-mail", *lines]))
    brought = [
        _seconds("import", str(table), "--data", str(folder.with_name(f"in-{number}")))
        for number in range(times)
    ]
    target = str(folder.with_name("out.json"))
    written = [_seconds("export", "-o", target, "--data", str(folder)) for _ in range(times)]
    return [
        Figure(f"Import of {people:,} people", median(brought), "s", digits=2),
        Figure("Export of everything as JSON", median(written), "s", digits=2),
    ]


def _seconds(*arguments: str) -> float:
    begun = time.perf_counter()
    subprocess.run(
        [str(servers.FOLLOWUP), *arguments], check=True, capture_output=True, env=servers.as_users_have_it()
    )
    return time.perf_counter() - begun
