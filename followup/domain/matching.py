"""Who of the people in a file is here already: surely, perhaps, or not; and what is then done with them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple

from followup.domain import likeness
from followup.domain.folding import fold, fold_point
from followup.domain.incoming import Incoming, Wrong


class Likeness(StrEnum):
    """Same: surely here. Near: somebody has a name like it. Rests: they are here and died; nobody is asked."""

    NEW = "new"
    SAME = "same"
    NEAR = "near"
    RESTS = "rests"


class Choice(StrEnum):
    """What is done with somebody who seems to be here: nothing, add what is missing, or add another person."""

    LEAVE = "leave"
    COMPLETE = "complete"
    NEW = "new"


#: What is preset for those who are surely here, and for those who only may be.
PRESETS = {Likeness.SAME: Choice.LEAVE, Likeness.NEAR: Choice.NEW}


@dataclass(frozen=True, slots=True)
class Here:
    """Somebody who is here. points: their addresses, folded. died: in no match."""

    id: int
    name: str
    folded: str
    company: str = ""
    points: frozenset[str] = frozenset()
    died: bool = False


class Match(NamedTuple):
    """How somebody in a file is here. contact: its id, None where there is none; why: in a few words."""

    kind: Likeness
    contact: int | None = None
    why: str = ""


NOBODY = Match(Likeness.NEW)


@dataclass(slots=True)
class Choices:
    """What is done: with all who are surely here, with all who may be, and with single ones by their place."""

    same: Choice = PRESETS[Likeness.SAME]
    near: Choice = PRESETS[Likeness.NEAR]
    one: dict[int, Choice] = field(default_factory=dict)

    def of(self, place: int, kind: Likeness) -> Choice:
        """What is done with the person at `place` of the file."""
        if kind is Likeness.NEW:
            return Choice.NEW
        if kind is Likeness.RESTS:
            return Choice.LEAVE
        return self.one.get(place) or (self.same if kind is Likeness.SAME else self.near)


def points_of(person: Incoming) -> list[str]:
    """Their addresses, folded."""
    return [fold_point(point) for point in (*person.emails, *person.phones, *person.links)]


def merged(people: Sequence[Incoming]) -> tuple[list[Incoming], list[Wrong]]:
    """The people without those who stand there twice, whose details are put together; and which lines these are.

    Twice: the same name, and an address in common, or the same company where one of them has no address.
    """
    found: list[Incoming] = []
    said: list[Wrong] = []
    by_name: dict[str, list[int]] = defaultdict(list)
    for person in people:
        alike = by_name[fold(person.name)]
        place = next((at for at in alike if _twice(found[at], person)), None)
        if place is None:
            alike.append(len(found))
            found.append(person)
            continue
        said.append(
            Wrong(
                person.line,
                f"Stands in line {found[place].line} already; both became one person.",
                person.name,
            )
        )
        found[place] = _both(found[place], person)
    return found, said


def _twice(one: Incoming, other: Incoming) -> bool:
    mine, theirs = set(points_of(one)), set(points_of(other))
    if mine & theirs:
        return True
    return fold(one.company) == fold(other.company) and not (mine and theirs)


def _both(one: Incoming, other: Incoming) -> Incoming:
    def all_of(first: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
        known = {fold_point(value) for value in first}
        return (*first, *(value for value in more if fold_point(value) not in known))

    return replace(
        one,
        called=one.called or other.called,
        emails=all_of(one.emails, other.emails),
        phones=all_of(one.phones, other.phones),
        links=all_of(one.links, other.links),
        company=one.company or other.company,
        title=one.title or other.title,
        tags=all_of(one.tags, other.tags),
        how_met=one.how_met or other.how_met,
        notes=one.notes or other.notes,
        connected_on=one.connected_on or other.connected_on,
    )


def match(
    people: Sequence[Incoming],
    here: Iterable[Here],
    told: Callable[[int], object] | None = None,
    also_near: bool = True,
) -> list[Match]:
    """How each of the people is here, in their order.

    Surely: an address in common that nobody else here and nobody else in the file has, or one and a word of the
    name; or the same name at the same company (or both without one, unless each has an address), unless somebody
    else of the file has that contact's address. told: is given how many are looked at, now and then. also_near: look
    for names that are only alike, which takes longer; who shares no word of the name is not found.
    """
    index = _Index(here)
    in_file = Counter(point for person in people for point in set(points_of(person)))
    found = [_reached(index, person, in_file) for person in people]
    taken = {one.contact for one in found if one and one.kind is Likeness.SAME}
    for place, person in enumerate(people):
        found[place] = found[place] or _named(index, person, taken)
    for place, person in enumerate(people):
        if found[place] is None and also_near:
            found[place] = _near(index, person)
        if told and place % 100 == 0:
            told(place)
    return [one or NOBODY for one in found]


class _Index:
    def __init__(self, here: Iterable[Here]) -> None:
        self.by_point: dict[str, list[Here]] = defaultdict(list)
        self.by_name: dict[str, list[Here]] = defaultdict(list)
        self.by_word: dict[str, list[Here]] = defaultdict(list)
        for one in here:
            for point in one.points:
                self.by_point[point].append(one)
            self.by_name[one.folded].append(one)
            if not one.died:
                for word in set(one.folded.split()):
                    self.by_word[word].append(one)


def _reached(index: _Index, person: Incoming, in_file: Counter[str]) -> Match | None:
    words = set(fold(person.name).split())
    best: tuple[bool, bool, Here, str] | None = None
    for value in (*person.emails, *person.phones, *person.links):
        point = fold_point(value)
        having = index.by_point.get(point, [])
        is_personal = len(having) == 1 and in_file[point] == 1
        for one in having:
            shares = bool(words & set(one.folded.split()))
            if (is_personal or shares) and (best is None or (shares, not one.died) > best[:2]):
                best = (shares, not one.died, one, value)
    if best is None:
        return None
    _, alive, one, value = best
    return Match(Likeness.SAME, one.id, f"has {value}, too") if alive else Match(Likeness.RESTS, one.id)


def _named(index: _Index, person: Incoming, taken: set[int | None]) -> Match | None:
    company, has_points = fold(person.company), bool(points_of(person))
    same = [
        one
        for one in index.by_name.get(fold(person.name), [])
        if one.id not in taken
        and fold(one.company) == company
        # A name alone says little where each has an address of their own.
        and (company or not (has_points and one.points))
    ]
    if not same:
        return None
    alive = next((one for one in same if not one.died), None)
    if alive is None:
        return Match(Likeness.RESTS, same[0].id)
    where = f"the same name at {alive.company}" if company else "the same name, and no company"
    return Match(Likeness.SAME, alive.id, where)


def _near(index: _Index, person: Incoming) -> Match | None:
    folded = fold(person.name)
    some: dict[int, Here] = {}
    for word in set(folded.split()):
        some.update((one.id, one) for one in index.by_word.get(word, ()))
    if not some:
        return None
    people = list(some.values())
    places = likeness.near(folded, [one.folded for one in people])
    if not places:
        return None
    one = people[places[0]]
    return Match(Likeness.NEAR, one.id, "the same name" if one.folded == folded else "a name like it")
