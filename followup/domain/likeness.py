"""Names that may mean the same person: "Jonas" and "Jonas B.", "Marta Nowak" and "Marta Novak"."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process

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
