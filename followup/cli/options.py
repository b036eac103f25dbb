"""Options and arguments that several commands share, and how their words are read."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

import click

from followup.domain.fields import LINE_LIMIT, NAME_LIMIT


class Words(click.ParamType):
    """Text: nothing that no text can hold, at most `limit` characters."""

    name = "text"

    def __init__(self, limit: int = LINE_LIMIT) -> None:
        self.limit = limit

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the text. Bytes that the locale could not read arrive as lone surrogates: they may be UTF-8."""
        try:
            value = value.encode("utf-8", "surrogateescape").decode("utf-8")
        except UnicodeError:
            self.fail("it holds a character that no text can hold; please type it again.", param, ctx)
        if "\0" in value:
            self.fail("it holds a NUL, which no text can hold; please type it again.", param, ctx)
        if len(value) > self.limit:
            self.fail(f"it has {len(value)} characters; {self.limit} is the most.", param, ctx)
        return value


class Place(click.ParamType):
    """The name of a file or folder, which may be any bytes but none and NUL."""

    name = "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name as it is."""
        if not value.strip() or "\0" in value:
            self.fail("write the name of a file or folder.", param, ctx)
        return value


class Word(click.ParamType):
    """One value of an enumeration, `only` some of them; - is as good as _."""

    name = "word"

    def __init__(self, kind: type[StrEnum], only: Iterable[StrEnum] = ()) -> None:
        self.kind = kind
        self.choices = [member.value for member in only or kind]

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> StrEnum:
        """Return the member."""
        word = value.strip().casefold().replace("-", "_").replace(" ", "_")
        if word not in self.choices:
            self.fail(f"{value[:60]!r} is none of {', '.join(self.choices)}.", param, ctx)
        return self.kind(word)


data_option = click.option("--data", metavar="DIR", type=Place(), help="The data folder; else FOLLOWUP_DATA.")
json_option = click.option("--json", "as_json", is_flag=True, help="JSON for programs instead of words.")
who_argument = click.argument("who", type=Words(NAME_LIMIT))


def word_option(
    flag: str, kind: type[StrEnum], help_text: str, only: Iterable[StrEnum] = (), **more: Any
) -> Any:
    """An option that takes one value of `kind`, all of which its help lists."""
    values = ", ".join(member.value for member in only or kind)
    help_text = f"{help_text} One of {values}."
    return click.option(flag, metavar="WORD", type=Word(kind, only), help=help_text, **more)


def on_option(help_text: str) -> Any:
    """`--on DATE`, to be read with `Desk.day` or `Desk.past_day`."""
    return click.option("--on", metavar="DATE", type=Words(), help=help_text)
