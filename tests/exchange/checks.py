"""What holds of everything that a reader finds, whatever the file held."""

from pathlib import Path

from followup.domain import fields
from followup.domain.incoming import Found, Incoming
from followup.exchange import csv, google, linkedin, vcard
from followup.exchange.rough import MANY
from followup.exchange.texts import PEOPLE_LIMIT

SAMPLES = {path.name: path.read_bytes() for path in sorted((Path(__file__).parent / "samples").iterdir())}


def by_guess(data: bytes) -> Found:
    """A table, read with what its headers say."""
    return csv.read(data, csv.guess_mapping(csv.columns(data)[0]))


READERS = {"linkedin": linkedin.read, "google": google.read, "csv": by_guess, "vcard": vcard.read}


def sample(name: str) -> bytes:
    return SAMPLES[name]


def one(found: Found) -> Incoming:
    """The only person, of whom nothing is wrong."""
    (person,) = found.people
    assert found.wrong == []
    return person


def assert_sound(found: Found, data: bytes) -> None:
    """Everything is clean and within its limits, and the lines are in the file."""
    lines = len(data) + 1
    assert len(found.people) <= PEOPLE_LIMIT
    for person in found.people:
        assert 1 <= person.line <= lines
        assert person.name == fields.name(person.name)
        for short in (person.called, person.company, person.title, *person.tags):
            assert short == fields.name(short, required=False)
        assert all(person.tags)
        for long in (person.how_met, person.notes):
            assert long == fields.text(long)
            assert "\r" not in long
        for clean, values in (
            (fields.email, person.emails),
            (fields.phone, person.phones),
            (fields.link, person.links),
        ):
            assert all(value == clean(value) for value in values)
            assert len(values) == len(set(values)) <= MANY
        assert all(map(fields.is_link, person.links))
        assert len(person.tags) <= MANY
        if person.connected_on:
            fields.any_day(person.connected_on)
        for text in (person.name, person.notes, person.company):
            text.encode("utf-8")
    for wrong in found.wrong:
        assert 1 <= wrong.line <= lines
        assert wrong.why.endswith(".")
        assert len(wrong.why) <= 140
        assert wrong.what == fields.line(wrong.what)
