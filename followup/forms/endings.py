"""What is asked for each thing that can become of an opportunity: its own short way through one form."""

from dataclasses import dataclass

from followup.domain.values import DecisionKind, Door, MetPlan, Reason

_EVERY_PLAN = (MetPlan.CORRESPONDENT, MetPlan.ONE_HELLO, MetPlan.KEEP)
_TWO_PLANS = (MetPlan.CORRESPONDENT, MetPlan.KEEP)


@dataclass(frozen=True, slots=True)
class ShortWay:
    """One ending: its title, the sentence under it, and what is asked. Empty: it is not asked.

    choice: how it is called where one chooses. day: the label of the day. plan: the sentence of a plan without people.
    """

    choice: str
    title: str
    sentence: str
    plan: str
    day: str = "You heard on"
    told: bool = False
    reasons: tuple[Reason, ...] = ()
    feedback: str = ""
    plans: tuple[MetPlan, ...] = ()
    doors: tuple[Door, ...] = ()
    winner: bool = False
    look_again: bool = False
    save: str = "Save this plan"


ENDINGS = {
    DecisionKind.TURNED_DOWN: ShortWay(
        choice="They chose somebody else",
        title="I was turned down",
        sentence="It stings. Two minutes now keep the door open.",
        plan="Name one person you met, and the plan stands here: who, when and why.",
        told=True,
        reasons=tuple(Reason),
        feedback="What did they say?",
        plans=_EVERY_PLAN,
        doors=(Door.GROWTH, Door.BACKFILL, Door.THAW, Door.REFERRAL),
        winner=True,
    ),
    DecisionKind.NO_ANSWER: ShortWay(
        choice="No answer came",
        title="It ended in silence",
        sentence="No word came. That is hard to read, and it says little about you.",
        plan="Name whom you met. After an interview, one kind closing note is planned.",
        day="You stopped waiting on",
        plans=_TWO_PLANS,
        doors=(Door.GROWTH, Door.THAW, Door.REFERRAL),
    ),
    DecisionKind.FROZEN: ShortWay(
        choice="The role was frozen",
        title="The role was frozen",
        sentence="A frozen role can thaw. Until then, a light touch is enough.",
        plan="Name one person you met, and the plan stands here: who, when and why.",
        told=True,
        reasons=(Reason.BUDGET, Reason.ROLE_CHANGED, Reason.UNKNOWN),
        feedback="What did they say?",
        plans=_EVERY_PLAN,
        doors=(Door.THAW, Door.GROWTH, Door.REFERRAL),
        look_again=True,
    ),
    DecisionKind.CANCELLED: ShortWay(
        choice="The role was cancelled",
        title="The role was cancelled",
        sentence="The role went away. What they saw in you did not.",
        plan="Name one person you met, and the plan stands here: who, when and why.",
        told=True,
        reasons=(Reason.BUDGET, Reason.ROLE_CHANGED, Reason.UNKNOWN),
        feedback="What did they say?",
        plans=_EVERY_PLAN,
        doors=(Door.GROWTH, Door.REFERRAL),
    ),
    DecisionKind.WITHDRAWN: ShortWay(
        choice="I withdrew",
        title="I withdrew",
        sentence="You decided, and that is fine. The people are still worth knowing.",
        plan="You told them yourself, so there is nothing to send now. The names are kept.",
        day="You withdrew on",
        feedback="What did they say?",
        plans=_TWO_PLANS,
        doors=(Door.GROWTH, Door.REFERRAL),
        save="Save",
    ),
    DecisionKind.OFFER: ShortWay(
        choice="They made an offer",
        title="They made an offer",
        sentence="Well earned. Note whom you met; the rest is yours to decide in peace.",
        plan="You are in touch about the offer already, so nothing is planned beside it.",
        feedback="What did they say?",
        save="Save",
    ),
    DecisionKind.HIRED: ShortWay(
        choice="I got the job",
        title="I got the job",
        sentence="Congratulations. Keep the names of whoever helped you get here.",
        plan="You will see them at work, so nothing is planned here. The names are kept.",
        day="You agreed on",
        save="Save",
    ),
    DecisionKind.OPEN: ShortWay(
        choice="It is open",
        title="A role that is open",
        sentence="Note whom you met so far. When you hear from them, come back here.",
        plan="Nothing is planned while it is open. The names are kept for the day you hear.",
        day="It opened again on",
        save="Save",
    ),
}
