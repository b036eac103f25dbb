"""A life of random actions against a plain model of it: what is stored is what must be there, after every step."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import event

from followup.actions import projection, snoozes, standing, touchpoints, undos
from followup.actions.changes import AlreadyDone
from followup.actions.touchpoints import Exchange
from followup.clock import FixedClock
from followup.db import db, reading
from followup.domain.errors import Conflict, Invalid, NotFound
from followup.domain.values import CADENCES, Channel, Closing, Direction, Tone, Weight, default_weight
from followup.storage import doctor
from tests.conftest import open_app
from tests.factories import TODAY, add
from tests.torture.model import TABLES, Model
from tests.torture.profile import CHOSEN

PICK = st.integers(0, 1000)
COLUMNS = {
    "contacts": ("name", "cadence", "cadence_given_on"),
    "touchpoints": (
        "contact_id",
        "day",
        "position",
        "channel",
        "direction",
        "weight",
        "tone",
        "wants_answer",
        "arrived",
        "text",
    ),
    "snoozes": ("contact_id", "day", "position", "until", "pinned"),
    "standing_changes": ("contact_id", "day", "position", "because"),
    "cools": ("contact_id", "day", "position", "ended"),
}


def fast(connection, _record) -> None:
    """Nothing here has to survive a power cut."""
    connection.execute("PRAGMA synchronous=OFF")


@st.composite
def exchanges(draw):
    """What may have been exchanged up to two months ago."""
    direction = draw(st.sampled_from(Direction))
    tones = (None,) if direction is Direction.OUT else (None, None, Tone.WARM, Tone.BRIEF, Tone.DECLINED)
    return {
        "ago": draw(st.sampled_from((0, 0, 0, 1, 20, 60))),
        "channel": draw(st.sampled_from(Channel)),
        "direction": direction,
        "weight": draw(st.sampled_from((None, None, *Weight))),
        "tone": draw(st.sampled_from(tones)),
        "wants_answer": draw(st.booleans()),
        "arrived": draw(st.sampled_from((True, True, True, False))),
        "text": draw(st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=8)),
    }


class Life(RuleBasedStateMachine):
    """Every rule does the same to Followup and to the model."""

    def __init__(self, home) -> None:
        super().__init__()
        self.home, self.model, self.today = home, Model(), TODAY
        self.sent, self.undos = [], []
        home.again(empty=True)
        self.context = None
        self.enter()

    def enter(self):
        self.context = self.home.app.app_context()
        self.context.push()

    def leave(self):
        if self.context:
            db.session.remove()
            db.engine.dispose()
            self.context.pop()
            self.context = None

    def do(self, action, expected, refused=False):
        """Carry it out as a request with an id. `refused`: it must not be."""
        request_id = f"r{len(self.sent)}"
        if refused:
            with pytest.raises(refused):
                action(request_id)
            return
        change = action(request_id).id
        expected()
        assert change == len(self.model.changes)
        self.sent.append((action, request_id, change))

    def one(self, table, pick):
        """Some row outside the trash."""
        found = self.model.live(table)
        return found[pick % len(found)]

    def has(self, table):
        return bool(self.model.live(table))

    @initialize()
    def somebody(self):
        self.add()

    @rule()
    def add(self):
        name = f"Ruth {len(self.model.rows['contacts'])}"
        self.do(
            lambda once: add(name, self.today, request_id=once),
            lambda: self.model.make("contacts", name=name, cadence=30, cadence_given_on=None),
        )

    def settled(self, found):
        """The columns of an exchange."""
        weight = found["weight"] or default_weight(found["channel"])
        arrived = found["arrived"] or found["direction"] is not Direction.OUT
        is_letter = (
            found["direction"] is Direction.IN
            and weight is Weight.DIRECT
            and found["tone"] is not Tone.DECLINED
        )
        return {
            "day": self.today - timedelta(found["ago"]),
            "channel": found["channel"],
            "direction": found["direction"],
            "weight": weight,
            "tone": found["tone"],
            "wants_answer": is_letter and found["wants_answer"],
            "arrived": arrived,
            "text": found["text"],
            # What asks for nothing moves nothing.
            "counts": arrived and not (weight is Weight.AMBIENT and found["direction"] is Direction.IN),
        }

    def exchange(self, found):
        rest = {name: value for name, value in found.items() if name != "ago"}
        return Exchange(self.today - timedelta(found["ago"]), **rest)

    @precondition(lambda self: self.has("contacts"))
    @rule(pick=PICK)
    def write(self, pick):
        found = {"ago": 0, "channel": Channel.EMAIL, "direction": Direction.OUT, "weight": None, "tone": None}
        self.log(pick, {**found, "wants_answer": False, "arrived": True, "text": ""})

    @precondition(lambda self: self.has("contacts"))
    @rule(pick=PICK, found=exchanges())
    def exchange_words(self, pick, found):
        self.log(pick, found)

    def log(self, pick, found):
        contact, exchange = self.one("contacts", pick), self.exchange(found)
        self.do(
            lambda once: touchpoints.log(contact, exchange, self.today, request_id=once),
            lambda: self.model.make("touchpoints", contact_id=contact, **self.settled(found)),
        )

    @precondition(lambda self: self.has("touchpoints"))
    @rule(pick=PICK, found=exchanges())
    def edit(self, pick, found):
        number, exchange = self.one("touchpoints", pick), self.exchange(found)
        version = self.version(number)
        with pytest.raises(Conflict):
            touchpoints.edit(number, version - 1, exchange, self.today)
        self.do(
            lambda once: touchpoints.edit(number, version, exchange, self.today, once),
            lambda: self.model.alter("touchpoints", number, **self.settled(found)),
        )
        assert self.version(number) == version + 1

    def version(self, number):
        with reading() as session:
            found = session.connection().exec_driver_sql(
                "SELECT version FROM touchpoints WHERE id = ?", (number,)
            )
            return found.scalar_one()

    @precondition(lambda self: self.has("touchpoints"))
    @rule(pick=PICK)
    def delete(self, pick):
        number = self.one("touchpoints", pick)
        self.do(
            lambda once: touchpoints.delete(number, self.today, once),
            lambda: self.model.alter("touchpoints", number, deleted_on=self.today),
        )
        with pytest.raises(NotFound):
            touchpoints.delete(number, self.today)

    @precondition(lambda self: self.has("contacts"))
    @rule(pick=PICK, days=st.sampled_from((0, 1, 7, 30, 400)), pinned=st.booleans())
    def snooze(self, pick, days, pinned):
        contact, until, today = self.one("contacts", pick), self.today + timedelta(days), self.today
        self.do(
            lambda once: snoozes.snooze(contact, until, today, pinned, once),
            lambda: self.model.make("snoozes", contact_id=contact, day=today, until=until, pinned=pinned),
            Invalid if self.model.closed(contact) else False,
        )

    @precondition(lambda self: self.has("contacts"))
    @rule(pick=PICK, because=st.sampled_from(Closing))
    def close(self, pick, because):
        contact, today = self.one("contacts", pick), self.today
        self.do(
            lambda once: standing.close(contact, because, today, once),
            lambda: self.model.make("standing_changes", contact_id=contact, day=today, because=because),
            Invalid if self.model.closed(contact) in (because, Closing.DIED) else False,
        )

    @precondition(lambda self: self.has("contacts"))
    @rule(pick=PICK)
    def reopen(self, pick):
        contact, today = self.one("contacts", pick), self.today
        self.do(
            lambda once: standing.reopen(contact, today, once),
            lambda: self.model.make("standing_changes", contact_id=contact, day=today, because=None),
            False if self.model.closed(contact) else Invalid,
        )

    @precondition(lambda self: self.has("contacts"))
    @rule(pick=PICK, ended=st.booleans())
    def cool(self, pick, ended):
        contact, today = self.one("contacts", pick), self.today
        refused = self.model.closed(contact) or ended != self.model.is_cool(contact)
        self.do(
            lambda once: standing.cool(contact, today, ended, once),
            lambda: self.model.make("cools", contact_id=contact, day=today, ended=ended),
            Invalid if refused else False,
        )

    @precondition(lambda self: self.has("contacts"))
    @rule(pick=PICK, cadence=st.sampled_from((None, *CADENCES)))
    def rhythm(self, pick, cadence):
        contact, today = self.one("contacts", pick), self.today
        was = self.model.rows["contacts"][contact]
        given = today if was["cadence"] is None and cadence is not None else was["cadence_given_on"]
        self.do(
            lambda once: standing.set_cadence(contact, cadence, today, once),
            lambda: self.model.alter("contacts", contact, cadence=cadence, cadence_given_on=given),
        )

    @rule()
    def undo(self):
        """The newest change, which may be an undo."""
        self.take_back(len(self.model.changes))

    @rule(pick=PICK)
    def undo_of_long_ago(self, pick):
        self.take_back(1 + pick % len(self.model.changes))

    @precondition(lambda self: self.undos)
    @rule(pick=PICK)
    def undo_an_undo(self, pick):
        self.take_back(self.undos[pick % len(self.undos)])

    def take_back(self, change):
        today, count = self.today, len(self.model.changes)
        self.do(
            lambda once: undos.undo(change, today, once),
            lambda: self.model.undo(change, today),
            Conflict if self.model.changes[change].is_undone else False,
        )
        if len(self.model.changes) > count:
            self.undos.append(len(self.model.changes))

    @rule(pick=PICK)
    def send_again(self, pick):
        action, request_id, change = self.sent[pick % len(self.sent)]
        with pytest.raises(AlreadyDone) as done:
            action(request_id)
        assert done.value.change == change

    @rule(days=st.sampled_from((1, 1, 3, 14, 31, 90, 366)))
    def later(self, days):
        self.today += timedelta(days)

    @rule()
    def restart(self):
        self.leave()
        self.home.start()
        self.enter()

    @invariant()
    def is_as_it_must_be(self):
        with reading() as session:
            connection = session.connection()
            for table in TABLES:
                names = ("id", "deleted_on", *COLUMNS[table])
                stored = {
                    row[0]: dict(zip(names[1:], row[1:], strict=True))
                    for row in connection.exec_driver_sql(f"SELECT {', '.join(names)} FROM {table}")
                }
                wanted = {
                    number: {name: plain(row[name]) for name in names[1:]}
                    for number, row in self.model.rows[table].items()
                }
                assert stored == wanted
            closed = {
                row[0]
                for row in connection.exec_driver_sql("SELECT id FROM contacts WHERE standing = 'closed'")
            }
            live = self.model.live("contacts")
            assert closed & set(live) == {contact for contact in live if self.model.closed(contact)}
            assert list(projection.differences(session)) == []

    def teardown(self):
        if self.context:
            with suppress(Exception):
                db.session.remove()
            found = [line for line in doctor(self.today) if "journal mode" not in line]
            self.leave()
            assert found == []


def plain(value):
    """A value as SQLite keeps it."""
    if isinstance(value, bool):
        return int(value)
    return value.isoformat() if isinstance(value, date) else value


@pytest.fixture
def restarted(home):
    """A home that can be started anew, without waiting for the disk."""

    def start():
        home.app = open_app(home.folder, FixedClock(TODAY))
        with home.app.app_context():
            db.engine.dispose()
            event.listen(db.engine, "connect", fast)

    was, home.start = home.app, start
    start()
    yield home
    home.close()
    home.app = was


def test_it_works(restarted):
    run_state_machine_as_test(
        lambda: Life(restarted),  # ty: ignore[invalid-argument-type]
        settings=settings(
            max_examples=CHOSEN.runs,
            stateful_step_count=CHOSEN.steps,
            derandomize=True,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
