"""Several contacts at once: their ids as an address or a form carries them."""

from collections.abc import Collection, Iterable
from zlib import crc32

from followup.domain.errors import Invalid
from followup.domain.wording import number

#: No more are chosen at once.
MOST = 100_000


def compact(ids: Collection[int]) -> str:
    """Ids as a short text: "1-5,9"."""
    runs: list[list[int]] = []
    for each in sorted(ids):
        if runs and each == runs[-1][1] + 1:
            runs[-1][1] = each
        else:
            runs.append([each, each])
    return ",".join(f"{first}-{last}" if last > first else str(first) for first, last in runs)


def parse(texts: Iterable[str]) -> set[int]:
    """The ids of such texts; what is none is left out. Raises Invalid for more than MOST."""
    found: set[int] = set()
    for text in texts:
        for part in text.split(","):
            first, _, last = part.strip().partition("-")
            if not (_is_id(first) and (_is_id(last) or not last)):
                continue
            run = range(int(first), int(last or first) + 1)
            if len(found) + len(run) > MOST:
                raise Invalid("These are too many to choose at once. Narrow the list first.")
            found.update(run)
    return found


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19 and int(text) > 0


def fingerprint(ids: Collection[int]) -> str:
    """A short text that differs for other ids, to see whether those who match are still the same."""
    return f"{len(ids)}.{crc32(compact(ids).encode()):x}"


def people(count: int) -> str:
    """So many people, at the beginning of a sentence: "One person", "Twelve people", "40 people"."""
    return "One person" if count == 1 else f"{number(count).capitalize()} people"


def done(count: int, one: str, many: str, left: int = 0, because: str = "") -> str:
    """What was done to whom, and to whom not: "Two people come back on 3 March. One was left alone: closed."."""
    said = f"{people(count)} {one if count == 1 else many}."
    if not left:
        return said
    return f"{said} {number(left).capitalize()} {'was' if left == 1 else 'were'} left as before: {because}."
