"""What other settings would change, computed for the people of this week and of the coming weeks."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from followup.db import reading
from followup.domain import schedule
from followup.domain import week as rules
from followup.domain.settings import ALLOWED, Settings
from followup.domain.settings_preview import Scene, differences
from followup.models import Contact
from followup.queries import outlook, settings
from followup.queries.outlook import Person
from followup.queries.week import LIMIT, counts_toward_budget, within

#: No date later than this is moved by a gap, nor by the days for an answer.
HORIZON = timedelta(max(ALLOWED["gap"]))


def preview(numbers: Mapping[str, int], today: date) -> list[str]:
    """What would change with these numbers of daily life, a sentence each; nothing where nothing would."""
    with reading() as session:
        old = settings.load(session)
        new = replace(old, **numbers)
        if new == old:
            return []
        start = min(rules.bounds(today, chosen.first_weekday)[0] for chosen in (old, new))
        candidates, reached, thanked = within(session, start, today + HORIZON, today)
        people = outlook.people(session, {*candidates, *reached}, old, today)
        entries = [people[contact].entry for contact in candidates if contact in people]
        wider = replace(new, company_gap=max(old.company_gap, new.company_gap))
        around = outlook.neighbourhood(session, entries, wider, today)
        are_all = len(candidates) < LIMIT and (
            old.company_gap == new.company_gap or not _others(session, today + HORIZON)
        )
    met = [people[contact] for contact in reached if contact in people]
    before, after = (
        _scene([people[entry.contact] for entry in entries], met, around, chosen, today, thanked)
        for chosen in (old, new)
    )
    return differences(before, after, today, are_all)


def _others(session: Session, after: date) -> bool:
    """Whether somebody has a date that is not looked at."""
    later = select(Contact.id).where(Contact.deleted_on.is_(None), Contact.due_on > after).limit(1)
    return session.scalar(later) is not None


def _scene(
    planned: list[Person],
    met: list[Person],
    around: outlook.Neighbourhood,
    chosen: Settings,
    today: date,
    thanked: Mapping[int, set[date]],
) -> Scene:
    entries = [replace(person.entry, plan=schedule.plan(person.history, chosen, today)) for person in planned]
    start, _ = rules.bounds(today, chosen.first_weekday)
    reached = sum(
        counts_toward_budget(person.history, start, today, thanked.get(person.entry.contact, ()))
        for person in met
    )
    return Scene(
        chosen,
        rules.plan(entries, around.holds, around.notes, reached, chosen, today),
        rules.places(entries, around.holds, around.notes, chosen, today),
    )
