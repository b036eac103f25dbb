"""A life of random actions against a plain model of it: what is stored is what must be there, after every step."""

import re
import sys
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.internal.conjecture import engine
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import event, select

from followup.actions import cards, projection, snoozes, standing, touchpoints, undos
from followup.actions.changes import AlreadyDone
from followup.actions.touchpoints import Exchange
from followup.db import db, reading
from followup.domain import schedule
from followup.domain.errors import Conflict, Invalid, NotFound
from followup.domain.settings import Settings
from followup.domain.values import Channel, Closing, Direction, Tone, Weight, default_weight
from followup.models import Contact
from followup.queries import histories, week
from followup.storage import doctor
from tests.factories import TODAY, add
from tests.torture.model import EVENTS, Model
from tests.torture.profile import CHOSEN

PICK = st.integers(0, 1000)
COLUMNS = {
    "contacts": ("name", "added_on", "cadence", "cadence_given_on"),
    **{table: ("contact_id", "day", "position", *names) for table, (_, names) in EVENTS.items()},
}
COLUMNS["touchpoints"] += ("text",)


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
        self.sent, self.undos, self.started = [], [], 0
        home.again(empty=True)
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
    def two_people(self):
        for _ in range(2):
            self.add()
            self.write(len(self.model.changes))

    @precondition(lambda self: len(self.model.live("contacts")) < 4)
    @rule()
    def add(self):
        name, today = f"Ruth {len(self.model.rows['contacts'])}", self.today
        self.do(
            lambda once: add(name, today, request_id=once),
            lambda: self.model.make("contacts", name=name, added_on=today, cadence=30, cadence_given_on=None),
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
    @rule(pick=PICK, every=st.lists(exchanges(), min_size=1, max_size=2))
    def edit(self, pick, every):
        number = self.one("touchpoints", pick)
        for found in every:
            self.edit_once(number, found, self.exchange(found), self.version(number))

    def edit_once(self, number, found, exchange, version):
        today = self.today
        with pytest.raises(Conflict):
            touchpoints.edit(number, version - 1, exchange, today)
        self.do(
            lambda once: touchpoints.edit(number, version, exchange, today, once),
            lambda: self.model.alter("touchpoints", number, **self.settled(found)),
        )
        assert self.version(number) == version + 1

    def version(self, number):
        with reading() as session:
            found = session.connection().exec_driver_sql(
                "SELECT version FROM touchpoints WHERE id = ?", (number,)
            )
            return found.scalar_one()

    @precondition(lambda self: self.has("contacts"))
    @rule(pick=PICK)
    def delete_somebody(self, pick):
        self.delete("contacts", cards.delete, pick)

    @precondition(lambda self: self.has("touchpoints"))
    @rule(pick=PICK)
    def delete_touchpoint(self, pick):
        self.delete("touchpoints", touchpoints.delete, pick)

    @precondition(lambda self: self.has("snoozes"))
    @rule(pick=PICK)
    def delete_snooze(self, pick):
        self.delete("snoozes", snoozes.delete, pick)

    @precondition(lambda self: self.has("standing_changes"))
    @rule(pick=PICK)
    def delete_closing(self, pick):
        self.delete("standing_changes", standing.delete_change, pick)

    def delete(self, table, action, pick):
        number, today = self.one(table, pick), self.today
        self.do(
            lambda once: action(number, today, once),
            lambda: self.model.alter(table, number, deleted_on=today),
        )
        with pytest.raises(NotFound):
            action(number, today)

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
    @rule(pick=PICK, cadences=st.lists(st.sampled_from((None, 14, 30)), min_size=1, max_size=3))
    def rhythm(self, pick, cadences):
        contact = self.one("contacts", pick)
        for cadence in cadences:
            self.set_rhythm(contact, cadence)

    def set_rhythm(self, contact, cadence):
        today, was = self.today, self.model.rows["contacts"][contact]
        given = today if was["cadence"] is None and cadence is not None else was["cadence_given_on"]
        self.do(
            lambda once: standing.set_cadence(contact, cadence, today, once),
            lambda: self.model.alter("contacts", contact, cadence=cadence, cadence_given_on=given),
        )

    def undo(self):
        """The newest change, which may be an undo."""
        self.take_back(len(self.model.changes))

    # More often than anything else.
    undo_at_once, undo_now, undo_soon = rule()(undo), rule()(undo), rule()(undo)

    @rule(ago=st.integers(1, 5))
    def undo_of_long_ago(self, ago):
        self.take_back(max(1, len(self.model.changes) - ago))

    @precondition(lambda self: self.undos)
    @rule(pick=PICK)
    def undo_an_undo(self, pick):
        self.take_back(self.undos[pick % len(self.undos)])

    @precondition(lambda self: self.model.overtaken())
    @rule(pick=PICK)
    def undo_what_was_altered_since(self, pick):
        found = self.model.overtaken()
        self.take_back(found[pick % len(found)])

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
        """What is undone would be carried out again."""
        held = [sent for sent in self.sent if not self.model.changes[sent[2]].is_undone]
        action, request_id, change = held[pick % len(held)]
        with pytest.raises(AlreadyDone) as done:
            action(request_id)
        assert done.value.change == change

    @rule(days=st.sampled_from((1, 1, 3, 14, 31, 90, 366)))
    def later(self, days):
        self.today += timedelta(days)

    @precondition(lambda self: len(self.model.changes) > self.started + 5)
    @rule()
    def restart(self):
        self.started = len(self.model.changes)
        self.leave()
        start(self.home)
        self.enter()
        self.send_again(len(self.sent) - 1)

    @precondition(lambda self: self.has("contacts"))
    @rule(pick=PICK)
    def look(self, pick):
        """At the pages themselves."""
        contact, found = self.one("contacts", pick), week.week(self.today, self.today).week
        self.leave()
        self.home.clock.day = self.today
        cards = re.findall(r'id="card-(\d+)"', self.home.visitor.get("/").text)
        page = self.home.visitor.get(f"/contacts/{contact}").text
        self.enter()
        assert sorted(map(int, cards)) == sorted(item.entry.contact for item in found.waiting + found.due)
        shown = sorted(int(number) for number in re.findall(r'id="touchpoint-(\d+)"', page))
        assert shown == [
            number
            for number in self.model.live("touchpoints")
            if self.model.rows["touchpoints"][number]["contact_id"] == contact
        ]

    @invariant()
    def is_as_it_must_be(self):
        """What is stored, what is read of it, and whom the week shows."""
        model, live = self.model, self.model.live("contacts")
        lives = {contact: model.history(contact) for contact in live}
        with reading() as session:
            connection = session.connection()
            for table, columns in COLUMNS.items():
                names = ("id", "deleted_on", *columns)
                stored = {
                    row[0]: dict(zip(names[1:], row[1:], strict=True))
                    for row in connection.exec_driver_sql(f"SELECT {', '.join(names)} FROM {table}")
                }
                wanted = {
                    number: {name: plain(row[name]) for name in names[1:]}
                    for number, row in model.rows[table].items()
                }
                assert stored == wanted
            undone = connection.exec_driver_sql("SELECT id, undone_by IS NOT NULL FROM changes")
            assert dict(undone.all()) == {n: change.is_undone for n, change in model.changes.items()}
            assert histories.load(session, live) == lives
            rows = session.execute(select(Contact).where(Contact.deleted_on.is_(None))).scalars()
            for row in rows:
                wanted = projection.outlook(lives[row.id], Settings())
                assert {name: getattr(row, name) for name in wanted} == wanted
                closed = model.closed(row.id)
                assert (row.standing == "closed") == bool(closed)
                assert not (closed and row.due_on)
        found = week.week(self.today, self.today)
        lists = found.week
        items = [*lists.waiting, *lists.due, *lists.later, *lists.can_wait, *lists.held]
        due = {contact: schedule.plan(lives[contact], Settings(), self.today).due_on for contact in live}
        assert sorted(item.entry.contact for item in items) == [
            contact
            for contact in live
            if not model.closed(contact) and (due[contact] or date.max) <= lists.end
        ]
        reached = {person.entry.contact for person in found.reached}
        assert reached == {
            contact
            for contact in live
            if any(
                t.arrived and t.direction != "in" and lists.start <= t.day for t in lives[contact].touchpoints
            )
        }

    def teardown(self):
        if self.context:
            has_failed = sys.exception() is not None
            found = [] if has_failed else [line for line in doctor(self.today) if "synchronous" not in line]
            self.leave()
            assert found == []


def plain(value):
    """A value as SQLite keeps it."""
    if isinstance(value, bool):
        return int(value)
    return value.isoformat() if isinstance(value, date) else value


def start(home):
    """Begin as a new process does. Nothing here has to survive a power cut."""
    home.start()
    with home.app.app_context():
        db.engine.dispose()
        event.listen(db.engine, "connect", lambda made, _: made.execute("PRAGMA synchronous=OFF"))


def test_it_works(home, monkeypatch):
    start(home)
    # A failure is to be told within a minute, as short as it is by then.
    monkeypatch.setattr(engine, "MAX_SHRINKING_SECONDS", 20)
    try:
        run_state_machine_as_test(
            lambda: Life(home),  # ty: ignore[invalid-argument-type]
            settings=settings(
                max_examples=CHOSEN.runs,
                stateful_step_count=CHOSEN.steps,
                phases=(Phase.generate, Phase.shrink),
                derandomize=True,
                deadline=None,
                database=None,
                report_multiple_bugs=False,
                print_blob=False,
                suppress_health_check=list(HealthCheck),
            ),
        )
    finally:
        home.clock.day = TODAY
        home.start()
