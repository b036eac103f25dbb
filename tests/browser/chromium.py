"""Finds a Chromium for the browser tests; run as a script, installs one where there is none.

The script prints which one it is, or one line on what to do. It never lets the browser tests be skipped.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "google-chrome", "google-chrome-stable")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
ASK = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""
HELP = (
    "No Chromium was found and none could be installed: install it (Debian: sudo apt install chromium; "
    "macOS: brew install --cask google-chrome), then run make test again."
)


def find() -> Path | None:
    """The system's Chromium or Chrome, else Playwright's own; None where neither starts."""
    for look in (find_system, find_playwright):
        path = look()
        if path and starts(path):
            return path
    return None


def find_system() -> Path | None:
    found = (shutil.which(name) for name in (*NAMES, *PLACES))
    return next((Path(path) for path in found if path), None)


def find_playwright() -> Path | None:
    """Asked in a process of its own, since Playwright refuses to be started twice in one."""
    answer = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, check=True)
    path = Path(answer.stdout.strip())
    return path if path.is_file() else None


def starts(path: Path) -> bool:
    """Whether it runs at all: a downloaded one may lack libraries of the system."""
    return subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0


def install() -> Path | None:
    """Playwright's own, which needs no rights; where that cannot be had or does not start, root's apt."""
    if tried([sys.executable, "-m", "playwright", "install", "chromium"]) and (path := find()):
        return path
    if os.geteuid() == 0 and shutil.which("apt-get"):
        tried(["apt-get", "update", "-qq"])
        tried(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"])
    return find()


def tried(command: list[str]) -> bool:
    """Run it, shown on standard error, for ten minutes at most."""
    environment = os.environ | {
        "DEBIAN_FRONTEND": "noninteractive",
        "PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "10000",  # ms; so that no network is noticed soon
    }
    print("Installing Chromium:", *command, file=sys.stderr, flush=True)
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr,
            env=environment,
            timeout=600,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        print(error, file=sys.stderr)
        return False
    return done.returncode == 0


def main() -> None:
    path = find() or install()
    if path is None:
        sys.exit(HELP)
    print(f"Browser tests run in {path}")


if __name__ == "__main__":
    main()
