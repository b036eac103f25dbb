"""Databases to measure with: any number of people with ten touchpoints each, and the same week at every size.

The same size always gives the same rows. They are built for one day and kept; `settled` moves a copy to another
day. All that the rules count is days between days, so the plan moves with it.
"""

import hashlib
import shutil
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from flask import Flask
from sqlalchemy import insert

import followup
from followup import create_app
from followup.actions import projection, searching
from followup.clock import FixedClock
from followup.config import load
from followup.db import DATABASE, db, engine_at, writing
from followup.demo import names
from followup.demo.crowd import CHANNELS, MET, PEOPLE_A_COMPANY, TITLES, TOUCHPOINTS_EACH
from followup.domain.folding import fold, fold_point
from followup.domain.values import (
    Closing,
    DecisionKind,
    Direction,
    PointKind,
    Reason,
    Stage,
    ToldBy,
    Tone,
    Weight,
)
from followup.models import (
    Base,
    Company,
    Contact,
    ContactPoint,
    ContactTag,
    Counter,
    Decision,
    Employment,
    Encounter,
    Opportunity,
    Snooze,
    StandingChange,
    Tag,
    Touchpoint,
)
from followup.queries import week
from followup.storage import automatic_backup, doctor, prepare

SEED = 1
#: The day that they are built for.
DAY = date(2026, 1, 5)
#: In the week, one at a company: so many wait since some days, are due on the day, and were written to on it.
WAITING, DUE, REACHED = 60, 40, 2
#: Among those who wait and among those who are due: people whose letter wants an answer; and thank-yous.
ANSWERS, THANKS = 2, 1
CADENCE = 30  # of those in the week
_ROOMS = (
    *("domain", "models", "migrations", "actions/projection.py", "actions/searching.py"),
    *("demo/names.py", "demo/crowd.py"),
)
_TAGS = ("conference", "former team", "alumni", "meetup", "open source", "mentor", "neighbour", "climbing")
_LINES = (
    "An article that fits what they build.",
    "A short update, no question in it.",
    "Thanked for a hint.",
)
#: What the others do, in hundredths.
_OTHERS = (
    ("later",) * 50 + ("address book",) * 20 + ("resting",) * 12 + ("dormant",) * 8 + ("closed",) * 6
) + ("snoozed",) * 4
#: Letters without an answer at the end of the story.
_UNANSWERED = {"resting": 3, "dormant": 4, "reached": 1}


def kept(cache: Path, size: int) -> Path:
    """The data folder with `size` people in `cache`, built where it is missing or older than the tables."""
    folder = cache / f"{size}-{_fingerprint()}"
    if not folder.is_dir():
        for older in cache.glob(f"{size}-*"):
            shutil.rmtree(older)
        unfinished = cache / f"unfinished-{size}"
        shutil.rmtree(unfinished, ignore_errors=True)
        build(unfinished, size)
        unfinished.rename(folder)
    return folder


def _fingerprint() -> str:
    """Of all code that decides what the rows are."""
    package = Path(followup.__file__).parent
    rooms = [package / room for room in _ROOMS]
    files = [path for room in rooms for path in ([room] if room.is_file() else sorted(room.rglob("*.py")))]
    return hashlib.sha256(b"".join(path.read_bytes() for path in (Path(__file__), *files))).hexdigest()[:8]


def open_app(folder: Path, today: date) -> Flask:
    """An app on a data folder, on a day that stands still."""
    return create_app(load({"FOLLOWUP_DATA": str(folder), "FOLLOWUP_TZ": "UTC"}), clock=FixedClock(today))


def build(folder: Path, size: int) -> None:
    """Make the data folder with `size` people. Raises ValueError where it is not as it should be."""
    with open_app(folder, DAY).app_context():
        _fill(size)
        _check(DAY)
        if wrong := doctor(DAY):
            raise ValueError(f"the database of {size} people is not sound: {wrong}")
        db.engine.dispose()


def settled(source: Path, folder: Path, today: date) -> None:
    """Copy the data folder `source` to `folder` and move every date in it, so that its day is `today`.

    With the backup of the day, so that a server does not begin with taking it.
    """
    prepare(folder)
    shutil.copyfile(source / DATABASE, folder / DATABASE)
    prepare(folder)
    engine = engine_at(folder)
    days = f"{(today - DAY).days:+d} days"
    with engine.begin() as connection:
        for table in Base.metadata.sorted_tables:
            moved = [column.name for column in table.columns if column.type.python_type is date]
            if moved:
                sets = ", ".join(f"{name} = date({name}, '{days}')" for name in moved)
                connection.exec_driver_sql(f"UPDATE {table.name} SET {sets}")
    engine.dispose()
    with open_app(folder, today).app_context():
        _check(today)
        db.engine.dispose()
    automatic_backup(folder, datetime.combine(today, datetime.min.time()))


def _check(today: date) -> None:
    found = week.week(today, today).week
    items = [*found.waiting, *found.due, *found.can_wait]
    waiting = sum(item.is_waiting for item in items)
    if (waiting, len(items) - waiting, found.held, found.later) != (WAITING, DUE, [], []):
        raise ValueError(f"{waiting} wait and {len(items) - waiting} are due, not {WAITING} and {DUE}")


def beside_the_week(size: int) -> Iterator[int]:
    """People with a later date at companies without anybody in the week: what is logged there moves no card."""
    first = (WAITING + DUE + REACHED) * _a_company(size)
    with db.engine.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT id FROM contacts WHERE id > ? AND due_on IS NOT NULL AND standing = 'active' ORDER BY id LIMIT 500",
            (first,),
        )
        yield from [row[0] for row in rows]


def _a_company(size: int) -> int:
    """How many people a company has: fewer where there would be too few companies for the week."""
    return min(PEOPLE_A_COMPANY, size // (WAITING + DUE + REACHED))


def _fill(size: int) -> None:
    together = _a_company(size)
    if not together:
        raise ValueError(f"{WAITING + DUE + REACHED} people are the least")
    with writing() as session:
        crowd = _Crowd(Random(SEED))
        tags = [{"id": n, "name": name, "folded": fold(name)} for n, name in enumerate(_TAGS, 1)]
        session.execute(insert(Tag), tags)
        for company in range(-(-size // together)):
            crowd.add_company(company, min(together, size - company * together))
            if len(crowd.rows[Contact]) > 1000:
                crowd.write(session)
        crowd.write(session)
        session.add(Counter(name="position", value=crowd.position))
        projection.project(session, range(1, size + 1))
        searching.index(session, (), range(1, -(-size // together) + 1))


class _Crowd:
    """Rows by table, written a thousand people at a time."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.contact = self.opportunity = self.position = 0
        self.rows: dict[type[Base], list[dict[str, Any]]] = {}
        self._empty()

    def _empty(self) -> None:
        tables = (Company, Contact, ContactPoint, ContactTag, Employment, Opportunity, Decision, Encounter)
        self.rows = {table: [] for table in (*tables, Touchpoint, Snooze, StandingChange)}

    def write(self, session: Any) -> None:
        """Insert all, and begin anew."""
        for table, rows in self.rows.items():
            if rows:
                session.connection().execute(insert(table), rows)
        self._empty()

    def _put(self, table: type[Base], **values: Any) -> None:
        self.rows[table].append(values)

    def _next(self) -> int:
        self.position += 1
        return self.position

    def add_company(self, number: int, people: int) -> None:
        """A company with its people. The first three were met in an opportunity that ended long ago."""
        company, name = number + 1, names.company(number)
        self._put(Company, id=company, name=name, folded=fold(name), added_on=_ago(1400))
        long_ago = self._opportunity(company, self.random.randint(1100, 1300))
        for place in range(people):
            contact = self._person(
                company, _part(number) if place == 0 else self.random.choice(_OTHERS), number
            )
            if place < 3:
                self._encounter(contact, long_ago, place, _ago(1000))
        if WAITING <= number < WAITING + THANKS:
            # Told yesterday: the thank-you is due today.
            self._encounter(self.contact - people + 1, self._opportunity(company, 1), 0, _ago(1))

    def _opportunity(self, company: int, ago: int) -> int:
        """One that ended with a "no" so many days ago; its id."""
        self.opportunity += 1
        self._put(
            Opportunity,
            id=self.opportunity,
            company_id=company,
            title="Engineer",
            stage=self.random.choice((Stage.SCREEN, Stage.INTERVIEW, Stage.FINAL_ROUND)),
            added_on=_ago(ago + 30),
        )
        self._put(
            Decision,
            opportunity_id=self.opportunity,
            kind=DecisionKind.TURNED_DOWN,
            decided_on=_ago(ago),
            recorded_on=_ago(ago),
            position=self._next(),
            told=ToldBy.PERSON,
            reason=Reason.OTHER_CANDIDATE,
        )
        return self.opportunity

    def _encounter(self, contact: int, opportunity: int, place: int, day: date) -> None:
        part, plan = MET[place]
        self._put(
            Encounter,
            contact_id=contact,
            opportunity_id=opportunity,
            part=part,
            told_you=place == 0,
            thank_now=place == 0,
            plan=plan,
            recorded_on=day,
        )

    def _person(self, company: int, part: str, number: int) -> int:
        self.contact += 1
        contact, name = self.contact, names.person(self.random)
        cadence, since = self._rhythm(part, number)
        self._put(
            Contact,
            id=contact,
            name=name,
            folded=fold(name),
            added_on=_ago(1400),
            cadence=cadence,
            notes="Met at the second round. Likes mountains and long trains.",
        )
        title = self.random.choice(TITLES)
        self._put(Employment, contact_id=contact, company_id=company, title=title, is_current=True)
        for tag in self.random.sample(range(1, len(_TAGS) + 1), k=self.random.randint(0, 2)):
            self._put(ContactTag, contact_id=contact, tag_id=tag)
        if self.random.random() < 0.7:
            email = f"person{contact}@crowd.example"
            self._put(
                ContactPoint, contact_id=contact, kind=PointKind.EMAIL, value=email, folded=fold_point(email)
            )
        self._exchange(contact, since, part)
        if part == "closed":
            self._put(
                StandingChange, contact_id=contact, day=_ago(5), position=self._next(), because=Closing.OTHER
            )
        if part == "snoozed":
            until = DAY + timedelta(self.random.randint(10, 60))
            self._put(
                Snooze, contact_id=contact, day=_ago(10), position=self._next(), until=until, pinned=False
            )
        return contact

    def _rhythm(self, part: str, number: int) -> tuple[int | None, int]:
        """The cadence, and how many days ago the newest touchpoint was.

        Of those outside the week it is 20 days at least, so that nobody of their company has to wait for it.
        """
        if part in ("waiting", "due", "thanks"):
            return CADENCE, CADENCE + (number + 1 if part == "waiting" else 0)
        if part in ("waiting for an answer", "due an answer", "reached"):
            return CADENCE, {"waiting for an answer": 3 + number, "due an answer": 2, "reached": 0}[part]
        if part == "address book":
            return None, self.random.randint(20, 400)
        if part == "resting":
            return CADENCE, self.random.randint(20, 80)
        if part == "dormant":
            return CADENCE, self.random.randint(20, 350)
        cadence = self.random.choice((30, 60, 90, 180))
        return cadence, self.random.randint(20, cadence - 8)

    def _exchange(self, contact: int, since: int, part: str) -> None:
        """Ten touchpoints, the newest `since` days ago: at the end letters without an answer, or theirs."""
        silence, wants_answer = _UNANSWERED.get(part, 0), part.endswith("answer")
        story: list[tuple[int, bool]] = []
        for place in range(TOUCHPOINTS_EACH):
            ours = place < silence or (place - silence) % 2 == 1
            story.append((since, ours))
            since += self.random.randint(35, 45) if ours else self.random.randint(1, 5)
        for place, (ago, ours) in reversed(list(enumerate(story))):
            self._put(
                Touchpoint,
                contact_id=contact,
                day=_ago(ago),
                position=self._next(),
                channel=self.random.choice(CHANNELS),
                direction=Direction.OUT if ours else Direction.IN,
                weight=Weight.DIRECT,
                tone=None if ours else Tone.WARM,
                wants_answer=wants_answer and place == 0,
                text=self.random.choice(_LINES),
            )


def _ago(days: int) -> date:
    return DAY - timedelta(days)


def _part(number: int) -> str:
    """What the first person of a company does."""
    if number < WAITING:
        return "waiting for an answer" if number < ANSWERS else "waiting"
    if number < WAITING + DUE:
        place = number - WAITING
        return "thanks" if place < THANKS else "due an answer" if place < THANKS + ANSWERS else "due"
    return "reached" if number < WAITING + DUE + REACHED else "later"
