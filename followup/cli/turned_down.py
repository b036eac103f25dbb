"""`followup turned-down`: record a decision with everybody met, and show the plan that it makes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from followup.cli.desk import Desk, at_desk
from followup.cli.met import MetPerson, Spoken, settle
from followup.cli.options import Words, on_option, word_option
from followup.cli.output import done, say, table
from followup.domain.fields import NAME_LIMIT
from followup.domain.values import DecisionKind, Door, MetPlan, Reason, Stage
from followup.domain.wording import day_name

if TYPE_CHECKING:
    from followup.actions.changes import Draft
    from followup.actions.opportunities import Outcome
    from followup.domain.met import Outlook

ENDED = (DecisionKind.TURNED_DOWN, DecisionKind.FROZEN, DecisionKind.CANCELLED, DecisionKind.NO_ANSWER)
_BETWEEN = (re.compile(r"\s+@\s+"), re.compile(r"\s+at\s+", re.IGNORECASE), re.compile(r"\s*@\s*"))


class Role(Words):
    """The role and the company of "Staff Engineer @ Northwind", parted at the last " @ ", else " at "."""

    name = "role"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return (role, company); the role may be empty."""
        text = f" {super().convert(value, param, ctx).strip()}"
        marks = next(filter(None, (list(mark.finditer(text)) for mark in _BETWEEN)), None)
        if not marks or not text[marks[-1].end() :]:
            self.fail('write the role and the company, as in "Staff Engineer @ Northwind".', param, ctx)
        return text[: marks[-1].start()].strip(), text[marks[-1].end() :]


@click.command("turned-down")
@click.argument("role", metavar='"ROLE @ COMPANY"', type=Role(2 * NAME_LIMIT + 10))
@on_option("The day on which you heard, if not today.")
@word_option("--stage", Stage, "How far you got.", default="final_round", show_default=True)
@word_option("--decision", DecisionKind, "How it ended.", ENDED, default="turned_down", show_default=True)
@word_option("--reason", Reason, "The reason given.", default="unknown", show_default=True)
@click.option(
    "--met",
    metavar="NAME:PART[:PLAN]",
    type=MetPerson(),
    multiple=True,
    help="Somebody you met; again for each. PLAN is correspondent, one_hello or keep.",
)
@click.option(
    "--thank",
    metavar="NAME",
    type=Words(NAME_LIMIT),
    multiple=True,
    help="Thank them now, beside those who are thanked anyway; again for each.",
)
@click.option(
    "--told",
    metavar="NAME",
    type=Words(NAME_LIMIT),
    help="Who told you: somebody you met, letter, or nobody if you found out.",
)
@word_option("--door", Door, "Why it is worth staying in touch; again for each.", multiple=True)
@at_desk
def turned_down(
    desk: Desk,
    role: tuple[str, str],
    on: str | None,
    stage: Stage,
    decision: DecisionKind,
    reason: Reason,
    met: Sequence[Spoken],
    thank: Sequence[str],
    told: str | None,
    door: Sequence[Door],
) -> None:
    """Record a decision and whom you met.

    Shows the plan that it makes: who, when and why.

    PART is hiring_manager, decision_maker, recruiter, hr, panel, peer, agency, referrer or other. NAME may be
    the number of a contact.

    \b
    Example: $ followup turned-down "Staff Engineer @ Northwind" --on yesterday
        --met "Marta Weiss:hiring_manager" --met "Jo Park:panel" --told Marta
    """
    from followup.actions.opportunities import Outcome

    people = settle(met, thank, told, decision)
    outcome = Outcome(
        company=role[1],
        title=role[0],
        decided_on=desk.past_day(on),
        stage=stage,
        decision=decision,
        told=people.told,
        reason=reason,
        doors=frozenset(door),
        people=people.met,
    )
    draft = _record(outcome, desk.today)
    say(draft.summary)
    _show(draft.answer["contacts"], desk.today)
    done(desk, "", draft.id)


def _record(outcome: Outcome, today: date) -> Draft:
    from followup.actions import opportunities
    from followup.domain.errors import Ambiguous

    try:
        return opportunities.record(outcome, today)
    except Ambiguous as error:
        advice = "Write the number instead of the name, as in --met 3:panel."
        raise Ambiguous(f"{error} {advice}", error.candidates) from error


def _show(contacts: Sequence[int], today: date) -> None:
    """The plan of everybody met: the first date, the one after it as if written to on that day, and why."""
    from followup.queries.preview import preview

    if not contacts:
        say('Whom did you meet? Add them with --met "NAME:PART", and Followup works out who, when and why.')
        return
    rows = [(seen.person.entry.name, *_dates(seen, today)) for seen in preview(contacts, today)]
    table(rows, ("bold", "", "", ""))


def _dates(seen: Outlook, today: date) -> tuple[str, str, str]:
    from followup.domain.schedule import Kind

    plan = seen.person.entry.plan
    if seen.first is None:
        return "no date", "", plan.why
    decisions = seen.person.history.decisions
    is_hello = max(decisions, key=lambda d: d.order).plan is MetPlan.ONE_HELLO if decisions else False
    if plan.kind is Kind.THANK and is_hello:
        then = "the thank-you is the hello"
    else:
        then = f"then {day_name(seen.then.day, today)}" if seen.then else "then it is up to them"
    return day_name(seen.first.day, today), then, seen.first.why
