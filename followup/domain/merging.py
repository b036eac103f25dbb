"""Of two cards of one person, one: which value stays, and what two texts are together."""

from dataclasses import dataclass, field
from enum import StrEnum

from followup.domain.values import MetPlan, Part

_PLANS = (MetPlan.KEEP, MetPlan.ONE_HELLO, MetPlan.CORRESPONDENT)


class Side(StrEnum):
    """Whose value stays: of the card that is kept, of the other one, or (of texts) both, one below the other."""

    THIS = "this"
    OTHER = "other"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen where the cards differ. job: whose current job is the one of now; texts: by their columns."""

    name: Side = Side.THIS
    called: Side = Side.THIS
    rhythm: Side = Side.THIS
    job: Side = Side.THIS
    texts: dict[str, Side] = field(default_factory=dict)


def preset(this: str, other: str, is_text: bool = False) -> Side:
    """What is chosen to begin with: what is there, before nothing; of two texts both."""
    if not this and other:
        return Side.OTHER
    return Side.BOTH if is_text and other and this != other else Side.THIS


def chosen_text(side: Side, this: str, other: str, between: str = "\n\n") -> str:
    """The text that stays; both together where that was chosen, once where they say the same."""
    if side is Side.BOTH:
        return between.join(dict.fromkeys(filter(None, (this, other))))
    return other if side is Side.OTHER else this


def fuller_plan(one: MetPlan, other: MetPlan) -> MetPlan:
    """Of two plans for one person in one opportunity the one that asks for more: a correspondent stays one."""
    return max(one, other, key=_PLANS.index)


def known_part(this: Part, other: Part) -> Part:
    """The part that somebody played, as far as either card knows it."""
    return other if this is Part.OTHER else this
