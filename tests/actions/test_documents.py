"""Followup's own document: out, in again, and met by what is here already."""

import shutil
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from followup.actions import cards, documents, encounters, holds, merges, points, purges
from followup.actions import settings as settings_actions
from followup.actions.changes import AlreadyDone
from followup.actions.undos import undo
from followup.clock import FixedClock
from followup.db import reading
from followup.domain.errors import FollowupError, Invalid
from followup.domain.values import PointKind, Tone
from followup.exchange.json import read, write
from followup.models import Change, Contact, Employment, Encounter
from followup.queries import exports
from followup.queries.documents import Count, compare
from followup.storage import doctor
from tests.conftest import inside
from tests.factories import TODAY, add, letter, log, person, planned, record, stored

EVERYTHING = exports.TABLES


def out(with_writing: bool = False) -> bytes:
    pieces = write(exports.tables(with_writing), exports.everything(with_writing))
    return "".join(pieces).encode()


def bring(data: bytes, today: date = TODAY, **options):
    return documents.put(read(data, EVERYTHING), today, **options)


def added(data: bytes) -> dict[str, int]:
    return {table: count.new for table, count in compare(read(data, EVERYTHING)).items() if count.new}


@pytest.fixture(scope="module")
def demo(tmp_path_factory, demo_folder) -> bytes:
    """An export of the made-up year, with the day of private writing."""
    with inside(tmp_path_factory.mktemp("out") / "data", FixedClock(TODAY), demo_folder):
        return out(with_writing=True)


def test_it_works(app, demo):
    done = bring(demo)
    assert done.summary == "Added from the file: 40 people, 106 touchpoints and 214 details."
    assert out(with_writing=True) == demo
    assert doctor(TODAY) == []


def test_all_that_is_computed_is_as_it_was(app, demo, tmp_path, demo_folder):
    bring(demo)
    found, plans = stored(without=["settings"]), planned()
    with inside(tmp_path / "demo", FixedClock(TODAY), demo_folder):
        assert stored(without=["settings"]) == found
        assert planned() == plans


def test_the_same_file_twice_changes_nothing(app, demo):
    bring(demo)
    assert added(demo) == {}
    again = bring(demo)
    assert again.summary == "Everything in the file was here already."
    assert again.answer == {"added": {}}
    assert out(with_writing=True) == demo


def test_into_what_is_here_already(app, demo):
    record()
    dana = person()
    before = stored()
    done = bring(demo)
    assert doctor(TODAY) == []
    found = out(with_writing=True)
    assert bring(demo).answer == {"added": {}}
    assert out(with_writing=True) == found
    undo(done.id, TODAY)
    # A tag is never taken back, and private writing is in no undo.
    after = stored()
    assert {name: rows for name, rows in after.items() if name not in ("tags", "writings")} == {
        name: rows for name, rows in before.items() if name not in ("tags", "writings")
    }
    assert len(after["writings"]) == 1
    assert doctor(TODAY) == []
    with reading() as session:
        assert session.get_one(Contact, dana).deleted_on is None


def test_undo_and_its_undo(app, demo):
    done = bring(demo)
    plans = planned()
    undone = undo(done.id, TODAY)
    assert planned() == {}
    undo(undone.id, TODAY)
    assert planned() == plans
    assert doctor(TODAY) == []


def test_after_an_undo_it_can_be_brought_in_again(app, demo):
    done = bring(demo)
    undo(done.id, TODAY)
    again = bring(demo)
    assert again.answer["added"]["contacts"] == 40
    assert doctor(TODAY) == []


def test_no_undo_holds_private_writing(app, demo):
    done = bring(demo)
    undo(done.id, TODAY)
    with reading() as session:
        steps = [step for change in session.query(Change) for step in change.steps]
    assert steps
    assert not any(step["table"] == "writings" for step in steps)


def test_a_request_sent_again_is_one(app, demo):
    bring(demo, request_id="once")
    with pytest.raises(AlreadyDone):
        bring(demo, request_id="once")


def test_the_order_of_entry_goes_on(app, demo):
    bring(demo)
    contact = person("Ruth Aye @ Tidewater")
    log(contact)
    last = max(row["position"] for row in rows("touchpoints"))
    assert [row["position"] for row in rows("touchpoints")].count(last) == 1
    assert next(row for row in rows("touchpoints") if row["position"] == last)["contact_id"] == contact


def rows(table: str) -> list[dict]:
    described = next(one for one in EVERYTHING if one.name == table)
    return [dict(zip(described.names, row, strict=True)) for row in exports.everything(True)[table]]


# Who is the same


def exported(tmp_path, empty_folder, make) -> bytes:
    """An export of a folder of its own, in which `make` was done."""
    with inside(tmp_path / "other", FixedClock(TODAY), empty_folder):
        make()
        return out()


def test_what_quick_add_keeps_comes_back(app, tmp_path, empty_folder):
    line = "Dana Li @ Acme, http://acme::?[[, +49 30 1234567, d@localhost, https://ü.example/x, #ü"
    data = exported(tmp_path, empty_folder, lambda: person(line))
    bring(data)
    assert out() == data


@pytest.mark.parametrize(
    ("there", "here", "are_same"),
    [
        ("Dana Li @ Acme, dana@acme.example", "dana  LÍ @ Contoso, DANA@acme.example", True),
        ("Dana Li @ Acme, dana@acme.example", "Dana Li @ Contoso, dana@contoso.example", False),
        ("Dana Li @ Acme", "Dana Li @ ACME", True),
        ("Dana Li @ Acme", "Dana Li @ Contoso", False),
        ("Dana Li", "Dana Li", True),
        ("Dana Li", "Dana Li @ Acme", False),
        ("Dana Li @ Acme", "Dana Lin @ Acme", False),
    ],
)
def test_who_is_the_same(app, tmp_path, empty_folder, there, here, are_same):
    data = exported(tmp_path, empty_folder, lambda: person(there))
    person(here)
    assert compare(read(data, EVERYTHING))["contacts"] == (Count(0, 1) if are_same else Count(1, 0))
    bring(data)
    assert len(rows("contacts")) == (1 if are_same else 2)
    assert added(data) == {}
    assert doctor(TODAY) == []


def test_namesakes_stay_two(app, tmp_path, empty_folder):
    def two():
        person("Dana Li @ Acme, one@acme.example")
        add("Dana Li @ Acme, two@acme.example", another=True)

    data = exported(tmp_path, empty_folder, two)
    person("Dana Li @ Acme, two@acme.example")
    bring(data)
    assert [row["value"] for row in rows("contact_points")] == ["two@acme.example", "one@acme.example"]
    assert added(data) == {}


def test_somebody_who_is_here_keeps_the_card_and_gets_the_rest(app, tmp_path, empty_folder):
    def there():
        contact = person("Dana Li, VP Eng @ Acme, dana@acme.example #python")
        points.add(contact, PointKind.PHONE, "+49 30 1234567", TODAY)
        log(contact, text="Hello from there")

    data = exported(tmp_path, empty_folder, there)
    dana = person("Dana Li, CTO @ Contoso, dana@acme.example, quarterly")
    bring(data)
    (card,) = rows("contacts")
    assert (card["id"], card["cadence"]) == (dana, 90)
    assert [row["value"] for row in rows("contact_points")] == ["dana@acme.example", "+49 30 1234567"]
    assert [row["is_current"] for row in rows("employments")] == [True, False]
    assert [row["text"] for row in rows("touchpoints")] == ["Hello from there"]
    with reading() as session:
        assert session.get_one(Contact, dana).title == "CTO"
        assert session.query(Employment).count() == 2
    assert added(data) == {}
    assert doctor(TODAY) == []


def test_what_was_deleted_since_comes_back(app):
    record()
    contact = person()
    log(contact)
    data = out()
    contacts_before = len(rows("contacts"))
    cards.delete(contact, TODAY)
    bring(data)
    assert len(rows("contacts")) == contacts_before + 1
    assert sum(row["deleted_on"] is None for row in rows("contacts")) == contacts_before
    assert added(data) == {}
    assert doctor(TODAY) == []


def test_an_encounter_comes_back_as_itself(app):
    record()
    data = out()
    encounters.delete(1, TODAY)
    done = bring(data)
    with reading() as session:
        assert session.get_one(Encounter, 1).deleted_on is None
    assert out() == data
    undo(done.id, TODAY)
    assert doctor(TODAY) == []


def test_two_that_are_the_same_stay_two(app, tmp_path, empty_folder):
    def twice():
        contact = person()
        log(contact, text="Hello")
        log(contact, text="Hello")

    data = exported(tmp_path, empty_folder, twice)
    contact = person()
    log(contact, text="Hello")
    assert added(data) == {"touchpoints": 1}
    bring(data)
    assert len(rows("touchpoints")) == 2
    assert added(data) == {}


def test_settings_that_are_here_stay(app, tmp_path, empty_folder):
    def there():
        person()
        settings_actions.save({"budget": "3", "gap": "21"}, TODAY)

    data = exported(tmp_path, empty_folder, there)
    person("Ruth Aye")
    settings_actions.save({"budget": "7"}, TODAY)
    done = bring(data)
    assert {row["name"]: row["value"] for row in rows("settings")} == {"budget": "7", "gap": "21"}
    assert doctor(TODAY) == []
    undo(done.id, TODAY)
    assert {row["name"]: row["value"] for row in rows("settings")} == {"budget": "7"}
    assert doctor(TODAY) == []


def test_nobody_becomes_made_up(app, demo):
    person()
    with_flag = demo.replace(b'"settings": []', b'"settings": [\n{"name": "demo", "value": "yes"}\n]')
    assert with_flag != demo
    assert "settings" not in added(with_flag)
    bring(with_flag)
    assert rows("settings") == []


def test_what_is_to_come_is_refused(app):
    log(person())
    data = out().replace(TODAY.isoformat().encode(), b"2027-01-01")
    with pytest.raises(Invalid, match='companies, row 1: "added_on" is 2027-01-01, which is still to come'):
        bring(data)
    tomorrow = out().replace(TODAY.isoformat().encode(), (TODAY + timedelta(1)).isoformat().encode())
    bring(tomorrow)


def test_all_or_nothing(app, monkeypatch):
    person()
    data = out().replace(b"Dana", b"Rana")
    before = stored()
    monkeypatch.setattr(documents, "_bring_back", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        bring(data)
    assert stored() == before


# Random histories

who = st.integers(1, 3)
steps = st.lists(
    st.one_of(
        st.tuples(
            st.just("add"), st.sampled_from(["Dana Li @ Acme", "Dana Li", "دانا #x", "Ruth Aye @ Acme #y"])
        ),
        st.tuples(st.just("log"), who, st.sampled_from(["", "Hello", "مرحبا"])),
        st.tuples(st.just("letter"), who),
        st.tuples(st.just("delete"), who),
        st.tuples(st.just("hold"), st.sampled_from(["Acme", "Northwind"])),
        st.tuples(st.just("no"), st.sampled_from(["Northwind", "Acme"])),
        st.tuples(st.just("undo"), st.integers(1, 8)),
    ),
    max_size=12,
)


def live(done: list) -> None:
    """Do it all, as far as it can be done."""
    for what, *rest in done:
        try:
            if what == "add":
                add(rest[0], another=True)
            elif what == "log":
                log(rest[0], text=rest[1])
            elif what == "letter":
                letter(rest[0], tone=Tone.WARM, wants_answer=True)
            elif what == "delete":
                cards.delete(rest[0], TODAY)
            elif what == "hold":
                holds.hold_named(rest[0], TODAY + timedelta(9), TODAY)
            elif what == "no":
                record(company=rest[0])
            else:
                undo(rest[0], TODAY)
        except FollowupError:
            continue


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps, steps)
def test_any_history_comes_back(tmp_path_factory, empty_folder, first, second):
    base = tmp_path_factory.mktemp("history")
    with inside(base / "one", FixedClock(TODAY), empty_folder):
        live(first)
        data, held = out(), stored()
    with inside(base / "two", FixedClock(TODAY), empty_folder):
        bring(data)
        assert out() == data
        assert stored() == held
        assert doctor(TODAY) == []
    with inside(base / "three", FixedClock(TODAY), empty_folder):
        live(second)
        before = stored(without=["tags"])
        done = bring(data)
        after = out()
        assert doctor(TODAY) == []
        bring(data)
        assert out() == after
        undo(done.id, TODAY)
        assert stored(without=["tags"]) == before
        assert doctor(TODAY) == []
    shutil.rmtree(base)


def test_two_who_are_not_the_same_stay_so_whatever_their_order_is_here(app):
    """One of them is here already, under a higher id than the one who is new."""
    one, other = person("Marta Nowak @ Northwind"), person("Marta Nowack @ Northwind")
    merges.tell_apart(one, other, TODAY)
    data = out()
    purges.delete("contacts", cards.delete(one, TODAY).answer["contact"])
    person("Ruth")
    bring(data)
    with reading() as session:
        told = session.connection().exec_driver_sql("SELECT one_id, other_id FROM distinctions").all()
    assert [low < high for low, high in told] == [True]
    assert added(data) == {}
    assert doctor(TODAY) == []
