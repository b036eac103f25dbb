"""What somebody needs who writes to a contact: the draft, a brief, beginnings, and what advice is given by."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Integer, String, bindparam, literal, null, select, type_coerce, union_all
from sqlalchemy.orm import Session

from followup.db import reading
from followup.domain import drafts as rules
from followup.domain import sending
from followup.domain.lint import Context
from followup.domain.standing import read
from followup.domain.starters import SHIPPED
from followup.domain.starters import Starter as Beginning
from followup.domain.values import Channel, Direction, Intent, PointKind
from followup.domain.wording import short_name
from followup.models import (
    Company,
    Contact,
    ContactPoint,
    Draft,
    Encounter,
    Opportunity,
    Setting,
    Starter,
    Touchpoint,
)
from followup.queries import contacts, reasons
from followup.queries.contacts import Planned
from followup.queries.reasons import Reason
from followup.queries.settings import MY_NAME

#: How many touchpoints are read for what was said and asked, and how many others' names for a greeting gone astray.
READ = 50
OTHERS = 100
_WIDTH = 9
_CONTACT = bindparam("contact", type_=Integer)


class Word(NamedTuple):
    """The last words in one direction; what is noted of a talk is one's own."""

    day: date
    channel: Channel
    direction: Direction
    text: str

    @property
    def is_talk(self) -> bool:
        """Whether they talked."""
        return self.direction is Direction.TOGETHER


class Talk(NamedTuple):
    """What they said when you met for a role, and what you promised; `is_kept`, where there is a promise."""

    title: str
    company: str
    said: str
    promise: str
    is_kept: bool


@dataclass(frozen=True, slots=True)
class Written:
    """A draft as it is kept. starter: the key of what it began with; reason: the id of the one chosen."""

    channel: Channel
    intent: Intent | None
    subject: str
    text: str
    starter: str
    reason: int | None
    written_on: date
    version: int


@dataclass(frozen=True, slots=True)
class DraftPage:
    """What the page of a draft shows. `draft` is None where nothing is kept; used: keys of starters, to this person.

    promises are the open ones; context is for advice; my_name stands at the end of a message.
    """

    id: int
    planned: Planned
    draft: Written | None
    emails: list[str]
    linkedin: str
    talks: list[Talk]
    heard: Word | None
    sent: Word | None
    promises: list[str]
    do_not_mention: str
    reasons: list[Reason]
    starters: tuple[Beginning, ...]
    used: frozenset[str]
    my_name: str
    context: Context

    @property
    def name(self) -> str:
        """What to call them."""
        return short_name(self.planned.person.entry.name, self.planned.person.called)

    def values(self, reason: Reason | None) -> dict[str, str]:
        """What the fields of a starter are filled in with; one that is not known is empty."""
        said = next((talk.said for talk in self.talks if talk.said), "")
        return {
            "name": self.name,
            "my_name": self.my_name,
            "company": self.planned.person.entry.company_name,
            "role": next((talk.title for talk in self.talks if talk.title), ""),
            "they_said": rules.within(said),
            "reason": rules.within(reason.text) if reason else "",
            "link": reason.link if reason else "",
            "promise": rules.within(self.promises[0]) if self.promises else "",
        }

    def reason(self, reason_id: int | None) -> Reason | None:
        """The open reason of that id; None for none."""
        return next((reason for reason in self.reasons if reason.id == reason_id), None)


def page(contact_id: int, today: date) -> DraftPage:
    """Everything on the page of a draft. Raises NotFound."""
    with reading() as session:
        return load(session, contact_id, today)


def load(session: Session, contact_id: int, today: date) -> DraftPage:
    """The same, inside a transaction."""
    planned = contacts.planned_in(session, contact_id, today)
    found: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    parameters = {"contact": contact_id, **reasons.days(today)}
    for part, *row in session.connection().execute(_details(), parameters):
        found[part].append(tuple(row))
    talks = [_talk(row) for row in found["talks"]]
    told = [row for row in found["out"] if row[2]]
    kept = reasons.newest_first(
        reasons.read(row, part == "company") for part in ("own", "company") for row in found[part]
    )
    promises = [talk.promise for talk in talks if talk.promise and not talk.is_kept]
    promises += [text for text, *_ in found["promises"]]
    (do_not_mention, how_met, *_), *_ = found["card"]
    return DraftPage(
        id=contact_id,
        planned=planned,
        draft=next((_written(row) for row in found["draft"]), None),
        emails=[value for kind, value, *_ in found["points"] if kind == PointKind.EMAIL],
        linkedin=sending.linkedin(value for kind, value, *_ in found["points"] if kind == PointKind.LINK),
        talks=talks,
        heard=next((_word(row) for row in found["in"]), None),
        sent=next((_word(row) for row in told), None),
        promises=promises,
        do_not_mention=do_not_mention,
        reasons=kept,
        starters=(*SHIPPED, *(_own(row) for row in found["starters"])),
        used=frozenset(row[4] for row in found["out"] if row[4]),
        my_name=next((value for value, *_ in found["name"]), ""),
        context=Context(
            name=planned.person.entry.name,
            called=planned.person.called,
            company=planned.person.entry.company_name,
            others=tuple(dict.fromkeys([name for name, *_ in found["others"]])),
            direct_out=sum(t.is_out for t in read(planned.person.history.until(today)).touchpoints),
            intents=tuple(Intent(row[3]) if row[3] else None for row in reversed(found["out"])),
            last_text=told[0][2] if told else "",
            do_not_mention=do_not_mention,
            specifics=(
                *(text for talk in talks for text in (talk.title, talk.company, talk.said, talk.promise)),
                *(text for reason in kept for text in (reason.text, reason.link)),
                *(row[2] for row in (*found["out"], *found["in"])),
                *promises,
                how_met,
                planned.person.title,
            ),
        ),
    )


@cache
def _details():
    """Everything but the plan in one statement: the part, then columns of its own, as plain text."""

    def columns(name: str, *wanted: Any) -> list[Any]:
        every: list[Any] = [literal(name), *(type_coerce(column, String) for column in wanted)]
        every += [null() for _ in range(_WIDTH - len(wanted))]
        return [column.label(f"c{place}") for place, column in enumerate(every)]

    def part(name: str, *wanted: Any):
        return select(*columns(name, *wanted))

    def nested(found: Any):
        """A part with an order and an end of its own."""
        return select(found.subquery())

    return union_all(
        part("card", Contact.do_not_mention, Contact.how_met).where(Contact.id == _CONTACT),
        part(
            "draft",
            Draft.channel,
            Draft.intent,
            Draft.subject,
            Draft.text,
            Draft.starter,
            Draft.reason_id,
            Draft.written_on,
            Draft.version,
        ).where(Draft.contact_id == _CONTACT),
        part("points", ContactPoint.kind, ContactPoint.value).where(ContactPoint.contact_id == _CONTACT),
        nested(_talks(part)),
        part("promises", Touchpoint.promise).where(
            Touchpoint.contact_id == _CONTACT,
            Touchpoint.promise != "",
            Touchpoint.promise_kept_on.is_(None),
            Touchpoint.deleted_on.is_(None),
        ),
        nested(_exchanged(part, "out", Touchpoint.direction == Direction.OUT).limit(READ)),
        nested(
            _exchanged(part, "in", Touchpoint.direction != Direction.OUT)
            .where(Touchpoint.text != "")
            .limit(READ)
        ),
        reasons.own(*columns("own", *reasons.COLUMNS)).where(Contact.id == _CONTACT),
        reasons.of_companies(*columns("company", *reasons.COLUMNS)).where(Contact.id == _CONTACT),
        part("starters", Starter.id, Starter.intent, Starter.text).where(Starter.deleted_on.is_(None)),
        nested(
            part("others", Contact.name)
            .where(Contact.id != _CONTACT, Contact.deleted_on.is_(None), Contact.touched_on.is_not(None))
            .order_by(Contact.touched_on.desc(), Contact.id.desc())
            .limit(OTHERS)
        ),
        part("name", Setting.value).where(Setting.name == MY_NAME),
    )


def _talks(part: Any):
    """The newest first."""
    return (
        part(
            "talks",
            Opportunity.title,
            Company.name,
            Encounter.said,
            Encounter.promise,
            Encounter.promise_kept_on,
        )
        .select_from(Encounter)
        .join(Opportunity, Opportunity.id == Encounter.opportunity_id)
        .join(Company, Company.id == Opportunity.company_id)
        .where(
            Encounter.contact_id == _CONTACT,
            Encounter.deleted_on.is_(None),
            Opportunity.deleted_on.is_(None),
        )
        .order_by(Encounter.id.desc())
    )


def _exchanged(part: Any, name: str, which: Any):
    """Touchpoints that arrived, the newest first."""
    return (
        part(
            name,
            Touchpoint.day,
            Touchpoint.channel,
            Touchpoint.text,
            Touchpoint.intent,
            Touchpoint.starter,
            Touchpoint.direction,
        )
        .where(
            Touchpoint.contact_id == _CONTACT,
            which,
            Touchpoint.arrived,
            Touchpoint.deleted_on.is_(None),
        )
        .order_by(Touchpoint.day.desc(), Touchpoint.position.desc())
    )


def _talk(row: tuple[Any, ...]) -> Talk:
    title, company, said, promise, kept_on, *_ = row
    return Talk(title, company, said, promise, kept_on is not None)


def _word(row: tuple[Any, ...]) -> Word:
    day, channel, text, _, _, direction, *_ = row
    return Word(date.fromisoformat(day), Channel(channel), Direction(direction), text)


def _written(row: tuple[Any, ...]) -> Written:
    channel, intent, subject, text, starter, reason, written_on, version, *_ = row
    return Written(
        channel=Channel(channel),
        intent=Intent(intent) if intent else None,
        subject=subject,
        text=text,
        starter=starter,
        reason=int(reason) if reason else None,
        written_on=date.fromisoformat(written_on),
        version=int(version),
    )


def _own(row: tuple[Any, ...]) -> Beginning:
    row_id, intent, text, *_ = row
    return Beginning(f"own-{int(row_id)}", Intent(intent), text)
