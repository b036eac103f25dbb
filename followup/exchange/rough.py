"""Somebody as a file has them, made into what may be kept: everything cleaned, nothing lost without a word."""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from followup.domain import fields
from followup.domain.errors import Invalid
from followup.domain.folding import fold, fold_point
from followup.domain.incoming import Found, Incoming, Wrong

#: The most e-mail addresses, telephone numbers, links or tags that one person brings along.
MANY = 20
#: How much of what was left out is shown, in characters.
_SHOWN = 500

_NO_NAME = "There is no name here, so nobody was taken from it."
_NO_EMAIL = "An e-mail address needs one @ with something on both sides, so this was left out."
_NO_PHONE = "A telephone number needs a few digits, so this was left out."
_NO_LINK = "A link leads to a web page, with http or https, so this was left out."
_FAR = "This day is too far away to be right, so it was left out."
_TOO_LONG = "An address has 500 characters at most, so this was left out."
_TOO_MANY = "Twenty of a kind are the most for one person, so these were left out."


@dataclass(slots=True)
class Rough:
    """Somebody as they stand in a file: nothing is checked yet. See `Incoming` for what each field means."""

    line: int
    name: str = ""
    called: str = ""
    emails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    company: str = ""
    title: str = ""
    tags: list[str] = field(default_factory=list)
    how_met: str = ""
    notes: str = ""
    connected_on: date | None = None


def take(person: Rough, found: Found, what: str) -> None:
    """Add somebody to `found`, and what had to be left out or cut to its `wrong`; what: all of them, for people.

    Without a name that can be seen, nobody is added, and `wrong` says so.
    """
    cleaner = _Cleaner(person.line, found.wrong)
    name = cleaner.short(person.name, "name")
    if not any(letter.isprintable() and not letter.isspace() for letter in name):
        cleaner.say(_NO_NAME, what)
        return
    found.people.append(
        Incoming(
            line=person.line,
            name=name,
            called=cleaner.short(person.called, "short name"),
            emails=cleaner.points(person.emails, fields.email, _NO_EMAIL),
            phones=cleaner.points(person.phones, fields.phone, _NO_PHONE),
            links=cleaner.points(person.links, fields.link, _NO_LINK),
            company=cleaner.short(person.company, "company"),
            title=cleaner.short(person.title, "title"),
            tags=cleaner.tags(person.tags),
            how_met=cleaner.long(person.how_met, "how you met"),
            notes=cleaner.long(person.notes, "notes"),
            connected_on=cleaner.day(person.connected_on),
        )
    )


def shown(what: str) -> str:
    """What stands in a file, as one line that can be shown: 500 characters at most, marks that mislead taken out."""
    plain = " ".join(_sound(what[: 4 * _SHOWN]).split())
    cut = plain if len(plain) <= _SHOWN else f"{plain[: _SHOWN - 1]}…"
    return fields.line(cut)


class _Cleaner:
    """Cleans what belongs to one person, and says what it could not keep."""

    def __init__(self, line: int, wrong: list[Wrong]) -> None:
        self._line, self._wrong = line, wrong

    def say(self, why: str, what: str) -> None:
        self._wrong.append(Wrong(self._line, why, shown(what)))

    def short(self, value: str, label: str) -> str:
        """A name, title or tag, cut where it is over 200 characters."""
        if not value:
            return ""
        clean = " ".join(_sound(value).split())
        try:
            return fields.name(clean, label, required=False)
        except Invalid:
            self.say(
                f"This {label} has more than {fields.NAME_LIMIT} characters; the rest was left out.", clean
            )
        return fields.name(clean[: fields.NAME_LIMIT], label, required=False)

    def long(self, value: str, label: str) -> str:
        """Text of several lines, cut where it is over 20,000 characters."""
        if not value:
            return ""
        clean = _sound(value.replace("\r\n", "\n").replace("\r", "\n")).strip()
        if len(clean) > fields.TEXT_LIMIT:
            rest = clean[fields.TEXT_LIMIT :]
            self.say(f"There are more than 20,000 characters of {label}; the rest was left out.", rest)
        return fields.text(clean[: fields.TEXT_LIMIT], label)

    def points(self, values: Iterable[str], clean: Callable[[str], str], why: str) -> tuple[str, ...]:
        """Addresses of one kind, each once. What cannot be one is told in a single line."""
        kept: dict[str, str] = {}
        bad: list[str] = []
        too_long: list[str] = []
        given = [value for value in map(str.strip, map(_sound, values)) if value]
        for value in given[:MANY]:
            if len(value) > fields.LINE_LIMIT:
                too_long.append(value)
                continue
            try:
                point = clean(value)
            except Invalid:
                bad.append(value)
            else:
                kept.setdefault(fold_point(point), point)
        for sentence, left_out in ((why, bad), (_TOO_LONG, too_long), (_TOO_MANY, given[MANY:])):
            if left_out:
                self.say(sentence, "; ".join(left_out))
        return tuple(kept.values())

    def tags(self, values: Iterable[str]) -> tuple[str, ...]:
        """Tags, each once, whatever its case and accents."""
        given = [value for value in map(str.strip, values) if value]
        if given[MANY:]:
            self.say(_TOO_MANY, "; ".join(given[MANY:]))
        clean = [self.short(value, "tag") for value in given[:MANY]]
        return tuple({fold(tag): tag for tag in reversed(clean) if fold(tag)}.values())[::-1]

    def day(self, value: date | None) -> date | None:
        """A day within reason; None for none."""
        try:
            return fields.any_day(value) if value else None
        except Invalid:
            self.say(_FAR, str(value))
            return None


def _sound(text: str) -> str:
    """The text without what no text can hold: NUL, lone surrogates, and control characters but those of lines."""
    if text.isprintable():
        return text
    return "".join(
        letter for letter in text if letter in "\n\t\r" or unicodedata.category(letter) not in ("Cc", "Cs")
    )
