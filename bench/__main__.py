"""Run everything: `make bench`, or `python -m bench --help`."""

import os
import signal
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import click

from bench import figures, pages, people, report
from bench.report import Results

HERE = Path(__file__).parent
SIZES = (1_000, 10_000, 100_000)
QUICK_SIZES = (150, 200, 250)


@click.command()
@click.option(
    "--quick", is_flag=True, help="Small databases and few rounds: to see that it runs, not how fast."
)
@click.option("--browser/--no-browser", default=True, help="Whether to measure in Chromium, too.")
@click.option(
    "--data", type=click.Path(path_type=Path), default=HERE / "data", help="Where databases are kept."
)
@click.option("--out", type=click.Path(path_type=Path), default=HERE / "RESULTS.md", help="What is written.")
def main(quick: bool, browser: bool, data: Path, out: Path) -> None:
    """Measure Followup beside a bare Flask page, and write the table."""
    # Ended from outside, it still stops its servers and takes its copies away.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    results = measure(data, quick, browser)
    report.show(results)
    out.write_text(report.written(results), "utf-8")


def measure(cache: Path, quick: bool, browser: bool) -> Results:
    """Measure everything, on copies of the databases in `cache`."""
    small, size, large = sizes = QUICK_SIZES if quick else SIZES
    rounds, block = (2, 1) if quick else (80, 5)
    today, load = datetime.now(UTC).date(), os.getloadavg()[0]
    cache.mkdir(exist_ok=True)
    # Beside the databases, not in a folder for temporary files: that may be memory, where nothing is durable.
    with tempfile.TemporaryDirectory(dir=cache) as place:
        folders = {}
        for count in sizes:
            click.echo(f"{count:,} contacts …", err=True)
            folders[count] = Path(place) / str(count)
            people.settled(people.kept(cache, count), folders[count], today)
        click.echo("Start, memory, first visit …", err=True)
        contact = next(pages.contacts(folders[size], size, today))
        paths = [ask.path.format(contact=contact) for ask in pages.ASKS if ask.fields is None]
        found = figures.start_and_memory(folders[size], paths, 1 if quick else 5, 20 if quick else 200)
        found += figures.first_visits(folders[size])
        click.echo("In and out …", err=True)
        found += figures.in_and_out(folders[size], 100 if quick else 10_000, 1 if quick else 3)
        if browser:
            from bench.browser import felt

            click.echo("Chromium …", err=True)
            found += felt(folders[size], 10 if quick else 60)
        click.echo("Pages and writes …", err=True)
        measured = pages.measured(folders, today, rounds, block)
    return Results(today, load, (small, size, large), rounds, measured, found)


if __name__ == "__main__":
    main()
