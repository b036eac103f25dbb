"""People and outcomes with a default for everything, made through the actions; what the database holds, as text."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from followup.actions import contacts, opportunities, staging, touchpoints
from followup.actions.changes import Draft
from followup.actions.opportunities import Outcome, PersonMet
from followup.actions.touchpoints import Exchange
from followup.db import reading
from followup.domain import matching, quickadd
from followup.domain.incoming import Found, Incoming, Wrong
from followup.domain.values import Direction, Part
from followup.models import Base
from followup.queries import imports, outlook, settings, week

TODAY = date(2026, 11, 23)
#: The newest change of the made-up year whose notice asks for a reason: somebody was written to who has one.
ASKS = (
    "SELECT max(changes.id) FROM changes JOIN touchpoints ON touchpoints.id = json_extract(answer, '$.touchpoint')"
    " JOIN reasons USING (contact_id) WHERE direction = 'out' AND reasons.added_on > '2026-10-01'"
)

#: What Followup keeps about changes, and what only counts up.
_BOOKKEEPING = {"alembic_version", "changes", "request_ids", "counters", "imports"}


def add(line: str = "Dana Li, VP Eng @ Acme", today: date = TODAY, **options: Any) -> Draft:
    """Add somebody by a quick-add line."""
    return contacts.quick_add(quickadd.parse(line, today), today, **options)


def person(line: str = "Dana Li, VP Eng @ Acme", today: date = TODAY) -> int:
    """The same, for its id."""
    return add(line, today).answer["contact"]


def outcome(**fields: Any) -> Outcome:
    """A "no" of today from Northwind: Marta, who leads the team, told it; Jo was on the panel."""
    people = (PersonMet("Marta Nowak", Part.HIRING_MANAGER, told_you=True), PersonMet("Jo Berg", Part.PANEL))
    base = Outcome("Northwind", "Staff Engineer", TODAY, people=people)
    return replace(base, **fields)


def record(today: date = TODAY, request_id: str | None = None, **fields: Any) -> Draft:
    """Record an outcome."""
    return opportunities.record(outcome(**{"decided_on": today, **fields}), today, request_id)


def log(contact: int, today: date = TODAY, day: date | None = None, **fields: Any) -> Draft:
    """Log a touchpoint, an e-mail that went out unless told otherwise."""
    return touchpoints.log(contact, Exchange(day or today, **fields), today)


def letter(contact: int, today: date = TODAY, **fields: Any) -> Draft:
    """They wrote, and would like an answer."""
    return log(contact, today, direction=Direction.IN, **fields)


def stored(without: Iterable[str] = ()) -> dict[str, list[tuple[Any, ...]]]:
    """Every row outside the trash by its table, without the bookkeeping and the columns `version`."""
    found = {}
    with reading() as session:
        for table in Base.metadata.sorted_tables:
            if table.name in _BOOKKEEPING or table.name in without:
                continue
            names = [column.name for column in table.columns if column.name != "version"]
            listed = ", ".join(f'"{name}"' for name in names)
            live = "WHERE deleted_on IS NULL" if "deleted_on" in names else ""
            rows = session.connection().exec_driver_sql(f"SELECT {listed} FROM {table.name} {live}")
            found[table.name] = sorted((tuple(row) for row in rows), key=repr)
    return found


def planned(today: date = TODAY) -> dict[int, tuple[Any, ...]]:
    """The plan of everybody on `today`, with where the company's hold and gap put them, and why."""
    with reading() as session:
        chosen = settings.load(session)
        everybody = session.connection().exec_driver_sql("SELECT id FROM contacts WHERE deleted_on IS NULL")
        people, _, places = outlook.placed(session, [row[0] for row in everybody], chosen, today)
    return {contact: (person.entry.plan, places.get(contact)) for contact, person in people.items()}


def shown(today: date = TODAY) -> dict[str, list[str]]:
    """Who is in which list of the week."""
    found = week.week(today, today)
    lists = {name: getattr(found.week, name) for name in ("waiting", "due", "later", "can_wait", "held")}
    names = {name: [item.entry.name for item in items] for name, items in lists.items()}
    return {**names, "reached": [person.entry.name for person in found.reached]}


def stage_files(today: date = TODAY) -> None:
    """Files that were chosen for import: one to be looked at, with every list; a table, one cut short, one unread."""
    people = [
        Incoming(2, "Ruth Abernethy", emails=("ruth@contoso.example",), company="Contoso", title="CTO"),
        Incoming(
            3, "سارة الأحمد", phones=("+49 30 123",), company="شركة النور", connected_on=date(2024, 3, 15)
        ),
        Incoming(4, "Wei Chen"),
        Incoming(5, "Wei C."),
    ]
    here = imports.everybody()
    people += [
        Incoming(9, here[0].name, company=here[0].company),
        Incoming(10, here[1].name, company="Elsewhere"),
    ]
    file = staging.choose_file("Connections.csv", "linkedin", b"x", today)
    wrong = [Wrong(7, "There is no name in this line.", "x@y.example")]
    staging.keep_read(file, Found(people, wrong), matching.match(people, here))
    table = b"Name,Firm\nRuth Abernethy,Contoso\n"
    staging.choose_file("people.csv", "csv", table, today, ["Name", "Firm"])
    staging.choose_file("cards.vcf", "vcard", b"BEGIN:VCARD\nVERSION:3.0\nFN:Ruth\nEND:VCARD\n", today)
    staging.fail(
        staging.choose_file("picture.csv", "csv", table, today, ["Name", "Firm"]), "This is a picture."
    )
