"""A browser without JavaScript, or with htmx, in front of the real app."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from bs4 import BeautifulSoup
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
        answer = self.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return BeautifulSoup(answer.text, "html.parser")

    def with_htmx(self) -> "Visitor":
        """The same with JavaScript."""
        return Visitor(self.app, {**self.headers, "HX-Request": "true"})


def text_of(page: BeautifulSoup, selector: str = "main") -> str:
    """The words of a part of a page, spaces folded; empty where the part is not there."""
    found = page.select_one(selector)
    return " ".join(found.get_text(" ").split()) if found else ""


def value_of(page: BeautifulSoup, selector: str) -> str:
    """What a field holds; fails where the field is not there."""
    found = page.select_one(selector)
    assert found is not None, selector
    return str(found["value"])


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    """Somebody at this machine, without JavaScript."""
    return Visitor(app)
