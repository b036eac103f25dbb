"""Names that may mean the same person: "Jonas" and "Jonas B.", "Marta Nowak" and "Marta Novak".

And pairs of people who may be one: by an address, or by a name like it. Only those with some part in common are ever
compared, so that ten thousand take no longer than a moment.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import combinations
from typing import NamedTuple
from urllib.parse import unquote

from rapidfuzz import fuzz, process

from followup.domain.values import PointKind

#: Of 100. A letter or two differs, or one name is a part of the other.
CLOSE = 88
MOST = 12


def near(folded: str, names: Sequence[str]) -> list[int]:
    """The positions in `names` of those that may mean the same person, the most alike first, at most twelve.

    All are folded. A name of a single letter is like none. Alike: rapidfuzz's token_set_ratio from 88 of 100 on, or
    the same first word and initials.
    """
    if len(folded.replace(".", "")) < 2:
        return []
    found = process.extract(folded, names, scorer=fuzz.token_set_ratio, score_cutoff=CLOSE, limit=None)
    # Of names that hold every word, the one nearest in length is the likeliest.
    scored = {place: (score, fuzz.ratio(folded, name)) for name, score, place in found}
    first = folded.split(" ", 1)[0] + " "
    for place, name in enumerate(names):
        if place not in scored and name.startswith(first) and same_initials(folded, name):
            scored[place] = (100.0, fuzz.ratio(folded, name))
    return sorted(scored, key=lambda place: (scored[place], -place), reverse=True)[:MOST]


def same_initials(one: str, other: str) -> bool:
    """Whether each word of one name is a word of the other, or its initial: "jonas b." and "jonas berg"."""
    pairs = list(zip(one.split(), other.split(), strict=False))
    same_length = len(one.split()) == len(other.split())
    return same_length and all(_same_word(*pair) for pair in pairs)


def _same_word(one: str, other: str) -> bool:
    one, other = one.rstrip("."), other.rstrip(".")
    return one == other or (min(len(one), len(other)) == 1 and one[:1] == other[:1])


class Sign(StrEnum):
    """Why two may be one person."""

    EMAIL = "email"
    LINKEDIN = "linkedin"
    PHONE = "phone"
    LINK = "link"
    NAME = "name"
    NEAR = "near"
    COMPANY = "company"


class Someone(NamedTuple):
    """What is compared of a person: the folded name, where they work now (None: unknown), the folded addresses."""

    id: int
    folded: str
    company: int | None
    points: Sequence[tuple[PointKind, str]] = ()


class Pair(NamedTuple):
    """Two who may be one, by their ids, the lower one first, with the signs, the surest first."""

    one: int
    other: int
    signs: tuple[Sign, ...]

    @property
    def weight(self) -> int:
        """How much speaks for it; only for ordering pairs."""
        return sum(_WEIGHTS[sign] for sign in self.signs)


_WEIGHTS = {
    Sign.EMAIL: 60,
    Sign.LINKEDIN: 60,
    Sign.PHONE: 45,
    Sign.LINK: 25,
    Sign.NAME: 40,
    Sign.NEAR: 25,
    Sign.COMPANY: 15,
}
#: An address that more people have than this is that of an office; a name, one that many have.
MOST_SHARING = 6
#: Of people with a part of the name in common so many are compared with all others, of more only with so many nearest.
MOST_ALIKE, NEIGHBOURS = 40, 8
_FEWEST_DIGITS = 7
_LINKEDIN = re.compile(r"(?:^|[./])linkedin\.com/(?:in|pub)/([^/?#]+)")


def pairs(people: Sequence[Someone], apart: Collection[tuple[int, int]] = ()) -> list[Pair]:
    """Who may be one person, the surest first. apart: pairs that are known to be two, the lower id first."""
    known = {one.id: one for one in people}
    signs: dict[tuple[int, int], set[Sign]] = defaultdict(set)
    for sign, one, other in _by_address(people):
        signs[one, other].add(sign)
    names = Counter(one.folded for one in people)
    for one, other in _by_name(people):
        if is_worth_a_look(known[one], known[other], names):
            signs[one, other] |= set()
    found = []
    for (one, other), reached in signs.items():
        if (one, other) in apart:
            continue
        every = reached | _of_names(known[one], known[other], bool(reached))
        if every:
            found.append(Pair(one, other, tuple(sorted(every, key=list(Sign).index))))
    return sorted(found, key=lambda pair: (-pair.weight, pair.one, pair.other))


def _by_address(people: Iterable[Someone]) -> Iterator[tuple[Sign, int, int]]:
    sharing: dict[tuple[Sign, str], dict[int, str]] = defaultdict(dict)
    for one in people:
        for kind, folded in one.points:
            sign, key = address_key(kind, folded)
            if key:
                sharing[sign, key].setdefault(one.id, folded)
    for (sign, _), holders in sharing.items():
        if 1 < len(holders) <= MOST_SHARING:
            for (one, first), (other, second) in combinations(sorted(holders.items()), 2):
                if sign is not Sign.PHONE or same_number(first, second):
                    yield sign, one, other


def address_key(kind: PointKind, folded: str) -> tuple[Sign, str]:
    """What an address has in common with the same one written otherwise; nothing where it is too short for that.

    A number: its last seven digits. A page on LinkedIn: its own name, whatever the country and what follows it.
    """
    if kind is PointKind.EMAIL:
        return Sign.EMAIL, folded.removeprefix("mailto:")
    if kind is PointKind.PHONE:
        return Sign.PHONE, folded[-_FEWEST_DIGITS:] if len(folded) >= _FEWEST_DIGITS else ""
    found = _LINKEDIN.search(folded)
    return (Sign.LINKEDIN, unquote(found[1])) if found else (Sign.LINK, folded.partition("#")[0])


def same_number(one: str, other: str) -> bool:
    """Whether two numbers, as digits, are the same, with and without the country's: 49301234567 and 0301234567."""
    one, other = sorted((one.lstrip("0"), other.lstrip("0")), key=len)
    return len(one) >= _FEWEST_DIGITS and other.endswith(one)


def _by_name(people: Sequence[Someone]) -> Iterator[tuple[int, int]]:
    """Pairs with a first or a last name in common and the other one's first letter; no pair of two far ones."""
    blocks: dict[tuple[str, str | int], list[tuple[str, int]]] = defaultdict(list)
    for one in people:
        for key in _name_keys(one):
            blocks[key].append((one.folded, one.id))
    # Of those with a part of the name in common nobody else is compared but by whom no employer is known.
    unemployed = {one.id for one in people if one.company is None}
    done: set[tuple[int, int]] = set()
    for (_, besides), block in blocks.items():
        is_of_parts = isinstance(besides, str) and besides
        if len(block) < 2 or (is_of_parts and unemployed.isdisjoint(row for _, row in block)):
            continue
        if besides == "" and len(block) > 2 * MOST_SHARING:
            continue
        block.sort()
        reach = len(block) if len(block) <= MOST_ALIKE else NEIGHBOURS
        for place, (_, one) in enumerate(block):
            for _, other in block[place + 1 : place + 1 + reach]:
                pair = (one, other) if one < other else (other, one)
                if pair not in done:
                    done.add(pair)
                    yield pair


def is_worth_a_look(one: Someone, other: Someone, names: Mapping[str, int]) -> bool:
    """Whether a name may say anything of two whom no address joins.

    Of people with different employers only the very same name does, and not one that many have. names: how many have
    each.
    """
    if one.company == other.company is not None or one.folded == other.folded:
        return one.company == other.company is not None or names[one.folded] <= MOST_SHARING
    return one.company is None or other.company is None


def _name_keys(one: Someone) -> set[tuple[str, str | int]]:
    words = [word for word in re.split(r"[\s.,]+", one.folded) if word]
    if not words:
        return set()
    first, last = words[0], words[-1]
    keys: set[tuple[str, str | int]] = {(" ".join(sorted(words)), "")}
    if len(words) > 1:
        keys |= {(first, last[0]), (last, first[0])}
    # Somebody of whom only one name is known is sought among colleagues.
    if one.company is not None:
        keys |= {(first, one.company), (last, one.company)}
    return {key for key in keys if len(key[0]) > 1}


def _of_names(one: Someone, other: Someone, is_reached: bool) -> set[Sign]:
    """What two names say. Where nothing else does, one of a single word says it only of colleagues."""
    colleagues = one.company is not None and one.company == other.company
    besides = {Sign.COMPANY} if colleagues else set()
    if sorted(one.folded.split()) == sorted(other.folded.split()):
        return {Sign.NAME, *besides} if len(one.folded) > 1 else set()
    is_single = 1 in (len(one.folded.split()), len(other.folded.split()))
    ratio = fuzz.token_sort_ratio(one.folded, other.folded)
    alike = ratio >= CLOSE or same_initials(one.folded, other.folded)
    if not alike and (colleagues or is_reached):
        alike = fuzz.token_set_ratio(one.folded, other.folded) >= 100
    if not alike or (is_single and not (colleagues or is_reached)):
        return set()
    return {Sign.NEAR, *besides}
