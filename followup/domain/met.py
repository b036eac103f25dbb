"""The plan of the people met, as preset before a "no" is saved, and the preview of what it makes (R4)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from followup.domain import schedule, week
from followup.domain.constants import CORRESPONDENT_CADENCE, MONTH, ONE_HELLOS_PRESET
from followup.domain.history import History, Touchpoint
from followup.domain.settings import Settings
from followup.domain.values import NOES, DecisionKind, MetPlan, Part, Stage, ToldBy
from followup.domain.wording import rhythm

FROM_OUTSIDE = (Part.AGENCY, Part.REFERRER)


class Ending(Enum):
    """How an opportunity ended, as far as a plan goes: told (R4), without a word (R5), or in another way."""

    TOLD = "told"
    SILENCE = "silence"
    OTHER = "other"


def ending(kind: DecisionKind | None, told: ToldBy) -> Ending:
    """The ending that a decision is; None is no decision yet."""
    if kind is DecisionKind.NO_ANSWER or (kind in NOES and told is ToldBy.NOBODY):
        return Ending.SILENCE
    return Ending.TOLD if kind in NOES else Ending.OTHER


@dataclass(frozen=True, slots=True)
class Met:
    """A person met in an opportunity: the part played, and whether it was they who told you."""

    part: Part = Part.OTHER
    told_you: bool = False


@dataclass(frozen=True, slots=True)
class Preset:
    """What is preset for a person met. cadence: days, or None for the address book."""

    plan: MetPlan = MetPlan.KEEP
    thank_now: bool = False
    cadence: int | None = None


def presets(
    people: Sequence[Met], stage: Stage, own_employer: bool = False, end: Ending = Ending.TOLD
) -> list[Preset]:
    """The preset plan of each person, in the order given.

    The correspondent is the agency's recruiter where one stands between, else the hiring manager, else the
    decision maker, else who told you, else the first entered. Thanked now: who told you, who put you forward,
    the correspondent. One hello is preset for at most two others of the company from the interview stage on;
    somebody thanked takes one of these places, so that a silent company hears five notes in half a year at
    most. At your own employer everybody keeps the address. After a silence there is one closing note, to the
    correspondent, from the interview stage on (R5); where you ended it, or it goes on, nothing is preset.
    """
    is_far = stage.rank >= Stage.INTERVIEW.rank
    if end is Ending.OTHER or (end is Ending.SILENCE and not is_far):
        return [Preset() for _ in people]
    chosen = None if own_employer else _correspondent(people)
    if end is Ending.SILENCE:
        cadence = CORRESPONDENT_CADENCE.get(stage.value)
        carrier = Preset(MetPlan.CORRESPONDENT, cadence=cadence)
        return [carrier if index == chosen else Preset() for index in range(len(people))]
    agency = any(person.part is Part.AGENCY for person in people)
    thanked = [
        index == chosen or person.told_you or person.part is Part.REFERRER
        for index, person in enumerate(people)
    ]
    hellos = _hellos(people, chosen, thanked) if not (agency or own_employer) else frozenset()
    if not is_far:
        hellos = frozenset()
    found = []
    for index in range(len(people)):
        if index == chosen:
            cadence = CORRESPONDENT_CADENCE.get(stage.value)
            found.append(Preset(MetPlan.CORRESPONDENT, True, cadence))
        else:
            plan = MetPlan.ONE_HELLO if index in hellos else MetPlan.KEEP
            found.append(Preset(plan, thanked[index]))
    return found


def _correspondent(people: Sequence[Met]) -> int | None:
    wanted = (
        lambda person: person.part is Part.AGENCY,
        lambda person: person.part is Part.HIRING_MANAGER,
        lambda person: person.part is Part.DECISION_MAKER,
        lambda person: person.told_you and person.part is not Part.REFERRER,
        lambda person: person.part is not Part.REFERRER,
    )
    for is_wanted in wanted:
        for index, person in enumerate(people):
            if is_wanted(person):
                return index
    return None


def _hellos(people: Sequence[Met], chosen: int | None, thanked: Sequence[bool]) -> frozenset[int]:
    """Who gets one hello: those thanked anyway first, then in the order entered."""
    others = [index for index in range(len(people)) if index != chosen]
    taken = sum(1 for index in others if people[index].part in FROM_OUTSIDE and thanked[index])
    inside = [index for index in others if people[index].part not in FROM_OUTSIDE]
    inside.sort(key=lambda index: not thanked[index])
    return frozenset(inside[: max(ONE_HELLOS_PRESET - taken, 0)])


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of a "no" before it is saved: the history holds the new decision already."""

    entry: week.Entry
    history: History


@dataclass(frozen=True, slots=True)
class Outlook:
    """A person's first date after W3, and the next as if written to on that day; None for no date."""

    person: Person
    first: week.Item | None
    then: week.Item | None


def preview(
    people: Sequence[Person],
    holds: Sequence[week.Hold],
    notes: Sequence[week.Note],
    settings: Settings,
    today: date,
) -> list[Outlook]:
    """What a "no" plans for each person, in the order given; `notes` are those that open company gaps (W3)."""
    planned = [Person(_planned(p, settings, today), p.history) for p in people]
    dates = first_dates(planned, holds, notes, settings, today)
    first = {entry.contact: item for entry, item in dates if item}
    written = [_written_to(p, first[p.entry.contact].day) for p in people if p.entry.contact in first]
    sent = [
        week.Note(p.entry.company, p.entry.contact, first[p.entry.contact].day)
        for p in written
        if p.entry.company is not None and week.opens_gap(first[p.entry.contact].entry)
    ]
    entries = [_planned(p, settings, first[p.entry.contact].day) for p in written]
    then = week.places(entries, holds, [*notes, *sent], settings, today)
    return [Outlook(p, first.get(p.entry.contact), then.get(p.entry.contact)) for p in people]


def first_dates(
    people: Sequence[Person],
    holds: Sequence[week.Hold],
    notes: Sequence[week.Note],
    settings: Settings,
    today: date,
) -> list[tuple[week.Entry, week.Item | None]]:
    """Each person, planned for `today`, as they come up next and where W1 and W3 put that; None for no date.

    A thank-you that a hold keeps beyond its days is a first hello by then, or nothing, and a closing note a rest.
    """
    entries = [person.entry for person in people]
    placed = week.places(entries, holds, notes, settings, today)
    days = [_offered_on(entry, placed.get(entry.contact), today) for entry in entries]
    if any(day != today for day in days):
        entries = [
            p.entry if day == today else _planned(p, settings, day)
            for p, day in zip(people, days, strict=True)
        ]
        placed = week.places(entries, holds, notes, settings, today)
    return [(entry, placed.get(entry.contact)) for entry in entries]


def _offered_on(entry: week.Entry, item: week.Item | None, today: date) -> date:
    """The day to plan for: today, or the day after the date lapses where it is placed later than that."""
    lapses_on = entry.plan.lapses_on
    return lapses_on + timedelta(1) if item and lapses_on and item.day > lapses_on else today


def _planned(person: Person, settings: Settings, day: date) -> week.Entry:
    return replace(person.entry, plan=schedule.plan(person.history, settings, day))


def _written_to(person: Person, day: date) -> Person:
    position = max((event.position for event in person.history.events()), default=0) + 1
    return Person(person.entry, person.history.with_touchpoint(Touchpoint(day, position)))


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who is here and may be the person met. `named` by exactly that name, `here` at that company."""

    id: int
    name: str
    title: str = ""
    company: str = ""
    named: bool = True
    here: bool = False


def meant(candidates: Sequence[Candidate], part: Part) -> list[int]:
    """Who is meant where the user does not say: of that name at that company, else at none.

    Who comes from outside may work anywhere. Nobody of these: it is somebody new. Several: ask.
    """
    named = [candidate for candidate in candidates if candidate.named]
    here = [candidate.id for candidate in named if candidate.here]
    return here or [c.id for c in named if not c.company or part in FROM_OUTSIDE]


class Doing(Enum):
    """What a step of a plan asks for."""

    THANK = "a short thank-you"
    HELLO = "a first hello"
    ONE_HELLO = "one hello"
    CLOSING = "a closing note"
    NOTE = "a note"
    NOTHING = "keep the address"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the plan that is shown: who, when (None for no date), what, and why."""

    contact: int
    name: str
    day: date | None
    doing: Doing
    why: str


def steps(outlooks: Sequence[Outlook]) -> list[Step]:
    """The lines of a plan: first dates and, as if written to on these, the next ones; in their order."""
    found = []
    for seen in outlooks:
        entry = seen.person.entry
        if seen.first is None:
            found.append(Step(entry.contact, entry.name, None, Doing.NOTHING, entry.plan.why))
            continue
        doing = doing_of(seen.person.history, seen.first.entry.plan)
        found.append(Step(entry.contact, entry.name, seen.first.day, doing, _why(seen, doing)))
        if seen.then:
            pace = rhythm(seen.then.entry.plan.interval or MONTH).capitalize()
            sentence = f"{pace} from then on; the gaps grow where no answer comes."
            found.append(Step(entry.contact, entry.name, seen.then.day, Doing.NOTE, sentence))
    return sorted(found, key=lambda step: step.day or date.max)


def doing_of(history: History, plan: schedule.Plan) -> Doing:
    """What the next date of a contact, planned by `plan`, is for."""
    if plan.due_on is None:
        return Doing.NOTHING
    if plan.kind is schedule.Kind.THANK:
        return Doing.THANK
    if plan.rule == "R5" and plan.lapses_on:
        return Doing.CLOSING
    if plan.rule != "R4":
        return Doing.NOTE
    return Doing.ONE_HELLO if _newest_plan(history) is MetPlan.ONE_HELLO else Doing.HELLO


def _newest_plan(history: History) -> MetPlan:
    noes = [decision for decision in history.decisions if decision.is_no]
    return max(noes, key=lambda decision: decision.order).plan if noes else MetPlan.KEEP


def _why(seen: Outlook, doing: Doing) -> str:
    """Why, and where a thank-you is all there is, that it is the hello, too."""
    if seen.first is None:
        raise ValueError("a step without a date has the reason of its plan")
    if doing is Doing.THANK and seen.then is None and _newest_plan(seen.person.history) is MetPlan.ONE_HELLO:
        return "This thank-you is the hello, too; after that the next word is up to them."
    return seen.first.why
