"""What a draft begins as, and how a starter joins what is written already. Pure."""

from collections.abc import Iterable

from followup.domain.schedule import Kind, Plan
from followup.domain.starters import Starter
from followup.domain.values import WRITTEN_CHANNELS, Channel, Intent, Standing, Weight

#: What is said in an interview may be long; in a starter it stands within a sentence.
WITHIN_A_SENTENCE = 160
_ENDS = " .…,;:!"


def first_channel(plan: Plan, has_email: bool, has_linkedin: bool) -> Channel:
    """The channel that is advised, where a message is written on it; else what there is an address for."""
    if plan.advice is Weight.AMBIENT and has_linkedin:
        return Channel.LINKEDIN_COMMENT
    if plan.channel in WRITTEN_CHANNELS and plan.advice is Weight.DIRECT:
        return plan.channel
    return Channel.LINKEDIN_MESSAGE if has_linkedin and not has_email else Channel.EMAIL


def first_intent(plan: Plan, has_reason: bool, owes: bool) -> Intent | None:
    """What the plan is for, the first that fits; None for an answer, which begins with what they wrote."""
    if plan.kind in (Kind.ANSWER, Kind.LATE_ANSWER):
        return None
    if plan.kind is Kind.THANK:
        return Intent.THANK_DECISION
    if plan.rule == "R5":
        return Intent.CLOSE_LOOP
    if owes:
        return Intent.HELP
    if has_reason:
        return Intent.CONGRATULATE
    return Intent.RECONNECT if plan.standing in (Standing.RESTING, Standing.DORMANT) else Intent.SHARE


def ordered(first: Intent | None) -> list[Intent]:
    """Every intent, the one that fits best first."""
    return sorted(Intent, key=lambda intent: intent is not first)


def begun(written: str, last: str, beginning: str) -> tuple[str, bool]:
    """The text with another beginning, and whether that stands below what was written.

    It takes the place of the `last` one where nothing was changed in that.
    """
    if not written.strip() or written.split() == last.split():
        return beginning, False
    return f"{written.rstrip()}\n\n{beginning}", True


def with_key(starters: Iterable[Starter], key: str) -> Starter | None:
    """The starter of that key; None for none."""
    return next((starter for starter in starters if starter.key == key), None)


def within(text: str) -> str:
    """A note as it stands within a sentence: its first line, cut after a word, without what ends it."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    if len(line) > WITHIN_A_SENTENCE:
        line = line[:WITHIN_A_SENTENCE].rpartition(" ")[0] or line[:WITHIN_A_SENTENCE]
    return line.rstrip(_ENDS)
