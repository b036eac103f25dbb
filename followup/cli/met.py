"""The people of `followup turned-down`: who was met, who told you, whom to thank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from followup.cli.options import Words
from followup.domain.folding import fold
from followup.domain.values import DecisionKind, MetPlan, Part, ToldBy

if TYPE_CHECKING:
    from followup.actions.opportunities import PersonMet

_PARTS = {part.value: part for part in Part}
_PLANS = {plan.value: plan for plan in MetPlan}
_LONGEST_ID = 18


@dataclass(frozen=True, slots=True)
class Spoken:
    """One `--met`: a name or the number of a contact, the part, and the plan where one was given."""

    name: str
    part: Part = Part.OTHER
    plan: MetPlan | None = None


class MetPerson(Words):
    """`NAME[:PART[:PLAN]]`, read from the right, so that a name may hold colons."""

    name = "met"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return a Spoken."""
        if isinstance(value, Spoken):
            return value
        name, *words = super().convert(value, param, ctx).split(":")
        said = [word.strip().casefold().replace("-", "_").replace(" ", "_") for word in words]
        plan = _PLANS.get(said[-1]) if len(said) > 1 and said[-2] in _PARTS else None
        place = len(said) - (2 if plan else 1)
        if said and said[place] not in _PARTS:
            self.fail(f'"{words[-1].strip()[:60]}" is no part; write one of {", ".join(_PARTS)}.', param, ctx)
        name = ":".join([name, *words[: max(place, 0)]]).strip()
        if not name:
            self.fail("write a name before the part, as in Jo Park:panel.", param, ctx)
        return Spoken(name, _PARTS[said[place]] if said else Part.OTHER, plan)


@dataclass(frozen=True, slots=True)
class Settled:
    """Everybody met, with who told you and whom to thank marked."""

    told: ToldBy
    met: tuple[PersonMet, ...]


def settle(
    people: Sequence[Spoken], thank: Sequence[str], told: str | None, decision: DecisionKind
) -> Settled:
    """Put `--thank` and `--told` to the people met. Wrong usage where they name somebody else."""
    from followup.actions.opportunities import PersonMet

    told_by, teller = _teller(people, told, decision)
    thanked = {_index(people, name, "--thank") for name in thank}
    met = tuple(
        PersonMet(
            name=person.name,
            part=person.part,
            told_you=index == teller,
            plan=person.plan,
            thank_now=True if index in thanked else None,
            contact=int(person.name) if _is_id(person.name) else None,
        )
        for index, person in enumerate(people)
    )
    return Settled(told_by, met)


def _is_id(name: str) -> bool:
    return name.isascii() and name.isdigit() and len(name) < _LONGEST_ID


def _teller(people: Sequence[Spoken], told: str | None, decision: DecisionKind) -> tuple[ToldBy, int | None]:
    """Who told it: as said, else the only person met, else the hiring manager; nobody tells a silence."""
    word = (told or "").strip().casefold()
    if word in (ToldBy.LETTER, ToldBy.NOBODY):
        return ToldBy(word), None
    if decision is DecisionKind.NO_ANSWER:
        if told is not None:
            raise click.UsageError("--decision no_answer says that nobody told you; leave --told out.")
        return ToldBy.NOBODY, None
    if told is not None:
        return ToldBy.PERSON, _index(people, told, "--told")
    managers = [index for index, person in enumerate(people) if person.part is Part.HIRING_MANAGER]
    likely = managers if len(people) > 1 else list(range(len(people)))
    if len(likely) == 1:
        return ToldBy.PERSON, likely[0]
    if people:
        raise click.UsageError("Say who told you: --told NAME, --told letter, or --told nobody.")
    return ToldBy.LETTER, None


def _index(people: Sequence[Spoken], name: str, option: str) -> int:
    """Whom of the people met a name means: the whole name, else a part that fits one alone."""
    names, wanted = [fold(person.name) for person in people], fold(name)
    exact = [index for index, known in enumerate(names) if known == wanted]
    found = exact or [index for index, known in enumerate(names) if wanted and wanted in known]
    if len(found) == 1:
        return found[0]
    how = "fits several" if found else "is none"
    raise click.UsageError(
        f'{option} "{name[:60]}" {how} of the people given with --met; write the name as there.'
    )
