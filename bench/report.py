"""The table, on the screen and as Markdown."""

import os
import platform
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.figures import Figure
from bench.pages import AIM, LIMIT, Page
from bench.people import DUE, TOUCHPOINTS_EACH, WAITING

GROWTH = 1.25
CPU = Path("/proc/cpuinfo")
#: A table: its heads, and its rows.
Rows = tuple[list[str], list[list[str]]]


@dataclass(frozen=True)
class Results:
    """All that was measured. `sizes`: smallest, middle, largest. `load`: of the machine before it began."""

    day: date
    load: float
    sizes: tuple[int, int, int]
    rounds: int
    pages: list[Page]
    figures: list[Figure]

    @property
    def missed(self) -> list[str]:
        """The targets that are not met, each by its name."""
        targeted = [page for page in self.pages if page.ask.targeted]
        found = [f"{page.ask.name}: times the floor" for page in targeted if over(page.ratio, LIMIT)]
        found += [f"{page.ask.name}: growth" for page in self.pages if over(page.growth, GROWTH)]
        return found + [figure.name for figure in self.figures if over(figure.value, figure.limit)]


def over(value: float, limit: float | None) -> bool:
    """Whether a target is missed."""
    return limit is not None and value > limit


def verdict(value: float, limit: float | None) -> str:
    """What stands beside a number that has a target."""
    return "" if limit is None else "no" if over(value, limit) else "yes"


def time_rows(results: Results) -> Rows:
    """Times in ms by size, and how they grow."""
    small, size, large = results.sizes
    heads = ["", f"p50 at {small:,}", f"p50 at {size:,}", f"p95 at {size:,}", f"p50 at {large:,}"]
    return [*heads, "growth", f"at most {GROWTH}"], [
        [
            page.ask.name,
            *(f"{time:.1f}" for time in (page.smallest, page.p50, page.p95, page.largest)),
            f"{page.growth:.2f}",
            verdict(page.growth, GROWTH),
        ]
        for page in results.pages
    ]


def work_rows(results: Results) -> Rows:
    """What an answer takes: statements, bytes, and how many times the floor."""
    return ["", "SQL", "bytes", "gzip", "× floor", "target", "met"], [
        [
            page.ask.name,
            str(page.statements),
            f"{page.plain:,}",
            f"{page.zipped:,}",
            f"{page.ratio:.2f}",
            f"{LIMIT} (aim {AIM})" if page.ask.targeted else "",
            verdict(page.ratio, LIMIT if page.ask.targeted else None),
        ]
        for page in results.pages
    ]


def figure_rows(results: Results) -> Rows:
    """Single numbers."""
    return ["", "", "target", "met"], [
        [
            figure.name,
            f"{figure.value:.{figure.digits}f} {figure.unit}",
            f"under {figure.limit:g} {figure.unit}" if figure.limit else "",
            verdict(figure.value, figure.limit),
        ]
        for figure in results.figures
    ]


def machine(results: Results) -> list[str]:
    """What it was measured on, a line each."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    return [
        f"CPU: {_cpu()}, {os.cpu_count()} cores; {memory:.0f} GB of memory",
        f"{platform.system()} {platform.release()}, {platform.machine()}",
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}",
        f"Load before it began (1 minute): {results.load:.2f}",
    ]


def _cpu() -> str:
    lines = CPU.read_text().splitlines() if CPU.is_file() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.processor() or platform.machine()


def tables(results: Results) -> list[Rows]:
    """All tables in their order."""
    return [time_rows(results), work_rows(results), figure_rows(results)]


def show(results: Results) -> None:
    """The tables on the screen."""
    console = Console()
    for heads, rows in tables(results):
        table = Table(*heads)
        for row in rows:
            table.add_row(*row)
        console.print(table)
    console.print(ending(results))


def ending(results: Results) -> str:
    """What is missed."""
    return f"Missed: {'; '.join(results.missed)}." if results.missed else "Every target is met."


def written(results: Results) -> str:
    """The page with the results."""
    small, size, large = results.sizes
    return "\n".join(
        [
            "# Measured",
            "",
            f"By `make bench` on {results.day}. Times in ms, as a client on the same machine sees them.",
            "",
            *(f"- {line}" for line in machine(results)),
            "",
            f"Databases of {small:,}, {size:,} and {large:,} contacts with {TOUCHPOINTS_EACH} touchpoints each;",
            f"{WAITING} waiting and {DUE} due in the week at every size. What is said without a size is said",
            f"for {size:,}.",
            "",
            f"*Growth* is the time at {large:,} over the time at {small:,}. *× floor* is the time over that of a",
            "bare Flask page with as many rows and bytes from one query; for a write, over that of one bare durable",
            f"insert in the same journal mode. Both are medians of {results.rounds} rounds, in which blocks of",
            "requests to each server take turns.",
            "",
            *(line for table in tables(results) for line in (*_markdown(*table), "")),
            ending(results),
            "",
        ]
    )


def _markdown(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    lines = [heads, ["---", *["--:"] * (len(heads) - 1)], *rows]
    return [f"| {' | '.join(line)} |" for line in lines]
