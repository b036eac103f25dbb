"""A browser without JavaScript, or with htmx, in front of the real app."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask
from werkzeug.test import TestResponse

OURS = {"Host": "localhost:5111", "Sec-Fetch-Site": "same-origin"}


@dataclass
class Visitor:
    """Opens pages and sends forms as a browser on this machine does."""

    app: Flask
    headers: dict[str, str] = field(default_factory=lambda: dict(OURS))

    def get(self, path: str) -> TestResponse:
        """Open a page."""
        return self.app.test_client().get(path, headers=self.headers)

    def post(self, path: str, data: Mapping[str, Any] | None = None, **more: Any) -> TestResponse:
        """Send a form."""
        return self.app.test_client().post(path, data={**(data or {}), **more}, headers=self.headers)

    def page(self, path: str) -> BeautifulSoup:
        """A page that must be there, as a tree."""
        return tree(self.get(path))

    def undo(self, answer: TestResponse, **fields: str) -> TestResponse:
        """Press Undo in the notice of the page that an answer leads to."""
        form = self.page(answer.headers["Location"]).select_one("#notice form")
        assert form is not None
        return self.post(str(form["action"]), fields)

    def with_htmx(self) -> "Visitor":
        """The same with JavaScript."""
        return Visitor(self.app, {**self.headers, "HX-Request": "true"})


def tree(answer: TestResponse, status: int = 200) -> BeautifulSoup:
    """An answer as a tree; fails where its status is another."""
    assert answer.status_code == status, answer.text[:500]
    return BeautifulSoup(answer.text, "html.parser")


def text_of(page: Tag, selector: str = "main") -> str:
    """The words of a part of a page, spaces folded; empty where the part is not there."""
    found = page.select_one(selector)
    return " ".join(found.get_text(" ").split()) if found else ""


def value_of(page: BeautifulSoup, selector: str) -> str:
    """What a field holds; fails where the field is not there."""
    found = page.select_one(selector)
    assert found is not None, selector
    return str(found["value"])


def first_button(page: BeautifulSoup, action: str) -> dict[str, Any]:
    """What the first button of a form says of itself: Enter in a field presses it."""
    found = page.select_one(f'form[action="{action}"] button:not([type=button])')
    assert found is not None, action
    return found.attrs


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    """Somebody at this machine, without JavaScript."""
    return Visitor(app)
