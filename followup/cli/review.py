"""What is planned: `followup due` for a week, `followup plan` for one contact."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from followup.cli.desk import Desk, at_desk
from followup.cli.options import json_option, on_option, who_argument
from followup.cli.output import coming, emit, iso, next_date, person_name, say, table
from followup.domain.wording import day_name, joined, number, rhythm, short_name

if TYPE_CHECKING:
    from followup.domain.week import Entry, Item
    from followup.queries.contacts import Planned
    from followup.queries.week import WeekPage


@click.command()
@on_option("A day of another week, coming or past.")
@json_option
@at_desk
def due(desk: Desk, on: str | None, as_json: bool) -> None:
    """Show the week: who might like to hear from you, and why.

    \b
    Example: $ followup due --on "1 Dec"
    """
    from followup.queries import week

    day = desk.day(on)
    page = week.week(day, desk.today)
    if as_json:
        emit(_week_json(page, day))
    else:
        _show_week(desk, page, day)


def _week_json(page: WeekPage, on: date) -> dict[str, Any]:
    found = page.week
    boxes = ("waiting", "due", "can_wait", "held")
    rows = {box: [_row(item.entry, item.why) for item in getattr(found, box)] for box in boxes}
    return {
        "on": iso(on),
        "week": {"from": iso(found.start), "to": iso(found.end)},
        **rows,
        "later": len(found.later),
        "reached": [_row(person.entry, person.entry.plan.why) for person in page.reached],
        "budget": page.settings.budget,
    }


def _row(entry: Entry, why: str) -> dict[str, Any]:
    plan = entry.plan
    return {
        "id": entry.contact,
        "name": entry.name,
        "company": entry.company_name,
        "due_on": iso(plan.due_on),
        "standing": plan.standing.value,
        "rule": plan.rule,
        "advice": plan.advice.value,
        "why": why,
    }


def _show_week(desk: Desk, page: WeekPage, on: date) -> None:
    week, today = page.week, desk.today
    is_this = week.start <= today <= week.end
    start = day_name(week.start, today) if week.start.month != week.end.month else str(week.start.day)
    say(f"{'This week' if is_this else 'The week'}, {start} to {day_name(week.end, today)}")
    _box("Waiting a little", week.waiting, on, since=True)
    _box("To write to", week.due, on)
    if not (week.waiting or week.due):
        say(f"\n{_empty(desk, page, on)}")
    if week.can_wait:
        count, plenty = len(week.can_wait), number(page.settings.budget).capitalize()
        keep = "keeps" if count == 1 else "keep"
        _box(
            f"{plenty} is plenty for a week. The other {number(count)} {keep} until then.", week.can_wait, on
        )
    _box("Held", week.held, on)
    if week.later:
        moved = joined([short_name(item.entry.name) for item in week.later])
        say(f"\nAfter this week, to leave room between colleagues: {moved}.")
    if page.reached:
        reached = joined([short_name(person.entry.name, person.called) for person in page.reached])
        say(f"\nReached {'this' if is_this else 'that'} week: {reached}.")


def _box(title: str, items: list[Item], on: date, since: bool = False) -> None:
    if not items:
        return
    rows = []
    for item in items:
        day = item.entry.plan.due_on if since and item.entry.plan.due_on else item.day
        when = f"since {day_name(day, on)}" if since else day_name(day, on)
        who = person_name(item.entry.name, item.entry.company_name)
        rows.append((str(item.entry.contact), who, when, item.why))
    say(f"\n{title}")
    table(rows, ("dim", "bold", "", ""))


def _empty(desk: Desk, page: WeekPage, on: date) -> str:
    """What a light user sees most, said kindly."""
    if page.is_empty:
        command = desk.command("turned-down", "ROLE @ COMPANY", "--met", "NAME:PART")
        return (
            "When a company has turned you down, tell Followup whom you met. It works out who, when and why.\n"
            f"{command}"
        )
    nobody = "Nobody else" if page.reached else "Nobody"
    that = "this" if page.week.start <= desk.today <= page.week.end else "that"
    calm = f"{nobody} to write to {that} week. That is the plan working."
    if page.next is None or page.week.end < desk.today:
        return calm
    return f"{calm} Next: {short_name(page.next.name)}, {coming(page.next.day, desk.today)}."


@click.command()
@who_argument
@on_option("See it as of another day.")
@json_option
@at_desk
def plan(desk: Desk, who: str, on: str | None, as_json: bool) -> None:
    """Show when one contact comes up, by which rule, and why.

    \b
    Example: $ followup plan "Dana Li" --on 2027-01-11
    """
    from followup.queries import contacts

    day = desk.day(on)
    planned = contacts.planned(contacts.who(who), day)
    if as_json:
        emit(_plan_json(planned, day))
    else:
        _show_plan(planned, day)


def _plan_json(planned: Planned, on: date) -> dict[str, Any]:
    entry, plan = planned.person.entry, planned.plan
    return {
        "id": entry.contact,
        "name": entry.name,
        "company": entry.company_name,
        "on": iso(on),
        "due_on": iso(plan.due_on),
        "moved_to": iso(planned.moved_to),
        "standing": plan.standing.value,
        "rule": plan.rule,
        "advice": plan.advice.value,
        "channel": plan.channel.value if plan.channel else None,
        "why": planned.why,
        "earliest_on": iso(plan.earliest_on),
        "since": iso(plan.since),
        "interval": plan.interval,
    }


def _show_plan(planned: Planned, on: date) -> None:
    entry, plan = planned.person.entry, planned.plan
    say(f"{person_name(entry.name, entry.company_name)} ({entry.contact})")
    say(next_date(planned, on))
    say(planned.why)
    facts = [f"Rule {plan.rule}", plan.standing.value]
    if plan.interval:
        facts.append(rhythm(plan.interval))
    if plan.channel:
        facts.append(f"{plan.advice.value}: {plan.channel.value.replace('_', ' ')}")
    if plan.earliest_on and plan.earliest_on > on:
        facts.append(f"not before {day_name(plan.earliest_on, on)}")
    say(", ".join(facts))
