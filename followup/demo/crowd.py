"""A crowd beyond the story: people, companies and touchpoints with the same distributions, written in bulk."""

from datetime import date, timedelta
from random import Random
from typing import Any

from followup.actions import projection, searching
from followup.db import writing
from followup.demo import names
from followup.domain.folding import fold, fold_point
from followup.domain.values import (
    Channel,
    DecisionKind,
    Direction,
    MetPlan,
    Part,
    PointKind,
    Reason,
    Stage,
    ToldBy,
    Tone,
    default_weight,
)
from followup.models import (
    Base,
    Company,
    Contact,
    ContactPoint,
    Counter,
    Decision,
    Employment,
    Encounter,
    Opportunity,
    Touchpoint,
)

TOUCHPOINTS_EACH = 10
PEOPLE_A_COMPANY = 8
_BATCH = 1000
TITLES = ("Engineer", "Team Lead", "Product Manager", "Recruiter", "Designer", "Director", "Analyst")
CHANNELS = (Channel.EMAIL,) * 5 + (Channel.LINKEDIN_MESSAGE,) * 3 + (Channel.PHONE, Channel.MESSAGE)
_DECISIONS = (DecisionKind.TURNED_DOWN,) * 6 + (
    DecisionKind.FROZEN,
    DecisionKind.CANCELLED,
    DecisionKind.NO_ANSWER,
)
_LINES = (
    "An article that fits what they are building.",
    "A short update, no question in it.",
    "Thanked for the hint of last time.",
    "Congratulated on the release.",
    "Asked how the move went.",
)


def gather(today: date, count: int, random: Random) -> int:
    """Add `count` people, none where that is not positive; return how many."""
    for start in range(0, count, _BATCH):
        with writing() as session:
            batch = _Batch(session, today, random, start // PEOPLE_A_COMPANY)
            ids = batch.add(min(_BATCH, count - start))
            batch.write()
            projection.project(session, ids)
            searching.index(session, (), batch.companies())
    return max(count, 0)


class _Batch:
    """Rows by table, with the ids that they will have."""

    def __init__(self, session: Any, today: date, random: Random, first_company: int) -> None:
        self.session, self.today, self.random = session, today, random
        self.company_number = first_company
        self.rows: dict[type[Base], list[dict[str, Any]]] = {}
        self.next_ids = {table: self._highest(table) + 1 for table in (Company, Contact, Opportunity)}
        self.events: list[dict[str, Any]] = []

    def _highest(self, table: type[Base]) -> int:
        found = self.session.connection().exec_driver_sql(f"SELECT max(id) FROM {table.__tablename__}")
        return found.scalar() or 0

    def _put(self, table: type[Base], **values: Any) -> int:
        if table in self.next_ids:
            values["id"] = self.next_ids[table]
            self.next_ids[table] += 1
        self.rows.setdefault(table, []).append(values)
        return values.get("id", 0)

    def _ago(self, least: int, most: int) -> date:
        return self.today - timedelta(self.random.randint(least, most))

    def add(self, count: int) -> list[int]:
        """Add `count` people, a few to a company; returns their ids."""
        people: list[int] = []
        while len(people) < count:
            together = min(PEOPLE_A_COMPANY, count - len(people))
            people += self._company(together)
        return people

    def companies(self) -> list[int]:
        """The ids of those that were added."""
        return [row["id"] for row in self.rows.get(Company, ())]

    def _company(self, count: int) -> list[int]:
        """A company with its people; the first three were met in an opportunity."""
        name = names.company(self.company_number)
        self.company_number += 1
        added_on, decided_on = self._ago(1100, 1400), self._ago(230, 1000)
        company = self._put(Company, name=name, folded=fold(name), added_on=added_on)
        stage = self.random.choice((Stage.SCREEN, Stage.INTERVIEW, Stage.FINAL_ROUND, Stage.FINAL_ROUND))
        opportunity = self._put(
            Opportunity,
            company_id=company,
            title="Engineer",
            stage=stage,
            added_on=decided_on - timedelta(30),
        )
        kind = self.random.choice(_DECISIONS)
        self._event(
            Decision,
            decided_on,
            opportunity_id=opportunity,
            kind=kind,
            decided_on=decided_on,
            recorded_on=decided_on,
            told=ToldBy.NOBODY if kind is DecisionKind.NO_ANSWER else ToldBy.PERSON,
            reason=Reason.OTHER_CANDIDATE,
        )
        people = [self._person(company, added_on, place) for place in range(count)]
        for place, contact in enumerate(people[:3]):
            part, plan = MET[place]
            self._put(
                Encounter,
                contact_id=contact,
                opportunity_id=opportunity,
                part=part,
                told_you=place == 0,
                thank_now=place == 0,
                plan=plan,
                recorded_on=decided_on,
            )
        return people

    def _person(self, company: int, added_on: date, place: int) -> int:
        name = names.person(self.random)
        rhythms = (30, 60, 60, 90, 180, None, None) if place else (30, 60, 90)
        cadence = self.random.choice(rhythms)
        contact = self._put(
            Contact, name=name, folded=fold(name), added_on=added_on, cadence=cadence, notes=""
        )
        self._put(
            Employment,
            contact_id=contact,
            company_id=company,
            title=self.random.choice(TITLES),
            is_current=True,
        )
        if self.random.random() < 0.7:
            address = f"person{contact}@crowd.example"
            self._put(
                ContactPoint,
                contact_id=contact,
                kind=PointKind.EMAIL,
                value=address,
                folded=fold_point(address),
            )
        self._exchange(contact, cadence)
        return contact

    def _exchange(self, contact: int, cadence: int | None) -> None:
        """Ten touchpoints, the newest first: with most a conversation, with some a silence at its end."""
        is_quiet = self.random.random() < 0.25
        silence = self.random.randint(2, 4) if is_quiet else 0
        since = int((cadence or 200) * self.random.random()) + 1
        for place in range(TOUCHPOINTS_EACH):
            ours = place < silence or (place - silence) % 2 == 1
            self._touch(contact, self.today - timedelta(since), ours)
            since += self.random.randint(25, 90) if ours else self.random.randint(1, 6)

    def _touch(self, contact: int, day: date, ours: bool) -> None:
        channel = self.random.choice(CHANNELS)
        tone = None if ours else self.random.choice((Tone.WARM, Tone.WARM, Tone.BRIEF, None))
        self._event(
            Touchpoint,
            day,
            contact_id=contact,
            day=day,
            channel=channel,
            direction=Direction.OUT if ours else Direction.IN,
            weight=default_weight(channel),
            tone=tone,
            wants_answer=False,
            text=self.random.choice(_LINES) if ours else "",
        )

    def _event(self, table: type[Base], when: date, /, **values: Any) -> None:
        self.events.append({"table": table, "when": when, "values": values})

    def write(self) -> None:
        """Insert everything, events in the order of their days, a table at a time."""
        counter = self.session.get(Counter, "position") or Counter(name="position", value=0)
        self.session.add(counter)
        for event in sorted(self.events, key=lambda event: event["when"]):
            counter.value += 1
            self._put(event["table"], position=counter.value, **event["values"])
        self.session.flush()
        for table in Base.metadata.sorted_tables:
            for model, rows in self.rows.items():
                if model.__table__ is table:
                    self.session.connection().execute(model.__table__.insert(), rows)


MET = (
    (Part.HIRING_MANAGER, MetPlan.CORRESPONDENT),
    (Part.PANEL, MetPlan.ONE_HELLO),
    (Part.HR, MetPlan.KEEP),
)
