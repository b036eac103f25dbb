"""Reads template sources as HTML, without rendering them: what is written, whatever the data."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser

from followup.web.assets import folder

ANY = "*"  # stands for whatever {{ ... }} would print
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
PRINT = re.compile(r"\{\{.*?\}\}", re.DOTALL)
TAG = re.compile(r"\{%.*?%\}", re.DOTALL)
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Element:
    """A start tag: its attributes ({{ ... }} as *), how deep it stands (0: a root), and its own text."""

    tag: str
    attributes: dict[str, str]
    depth: int
    line: int
    text: str = field(default="", repr=False)

    @property
    def id(self) -> str:
        return self.attributes.get("id", "")


class Reader(HTMLParser):
    """Reads a template: its elements, and the text outside of them."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.loose: list[str] = []  # text outside every element

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        element = Element(tag, attributes, len(self.open), self.getpos()[0])
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        while any(element.tag == tag for element in self.open) and self.open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.open:
            self.open[-1].text += data
        elif data.strip():
            self.loose.append(data.strip())


def html_of(source: str) -> str:
    """The source with Jinja's statements and comments out (lines kept) and each {{ ... }} a *."""
    for pattern, instead in ((COMMENT, ""), (PRINT, ANY), (TAG, "")):
        source = pattern.sub(lambda found, instead=instead: instead + "\n" * found[0].count("\n"), source)
    return source


def read(source: str) -> Reader:
    reader = Reader()
    reader.feed(html_of(source))
    reader.close()
    return reader


def elements(source: str) -> list[Element]:
    return read(source).elements


def templates() -> dict[str, str]:
    """The source of every template, by its name: "contacts/_card.html"."""
    root = folder("templates")
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in root.rglob("*.html")}


def check_all(sources: dict[str, str], check: Callable[[str], list[str]]) -> dict[str, list[str]]:
    """What `check` finds, by template; templates in which it finds nothing are left out."""
    found = {name: check(source) for name, source in sources.items()}
    return {name: faults for name, faults in found.items() if faults}
