"""How the values of a field are called on screen."""

from enum import StrEnum

from followup.domain.matching import Choice
from followup.domain.settings import Theme
from followup.domain.snoozes import Wish
from followup.domain.values import (
    Channel,
    Closing,
    DecisionKind,
    Direction,
    Door,
    HoldKind,
    Intent,
    MetPlan,
    OpeningKind,
    Part,
    PointKind,
    Question,
    Reason,
    Route,
    Stage,
    Standing,
    ToldBy,
    Tone,
)
from followup.domain.wording import CHANNEL_NAMES
from followup.forms.endings import ENDINGS as ENDINGS


class Inside(StrEnum):
    """Whether the one they chose worked there already."""

    INSIDE = "inside"
    OUTSIDE = "outside"


CHANNELS = {channel: name[:1].upper() + name[1:] for channel, name in CHANNEL_NAMES.items()}
CHANNELS[Channel.OTHER] = "Something else"
DIRECTIONS = {
    Direction.OUT: "I wrote",
    Direction.IN: "They wrote",
    Direction.TOGETHER: "We talked",
}
TONES = {
    Tone.WARM: "Warm",
    Tone.BRIEF: "Brief",
    Tone.DECLINED: "Please don't",
}
CLOSINGS = {
    Closing.RATHER_NOT: "They'd rather not",
    Closing.DIED: "They died",
    Closing.OTHER: "Something else",
}
WISHES = {
    Wish.TOMORROW: "Tomorrow",
    Wish.NEXT_WEEK: "Next week",
    Wish.IN_A_MONTH: "In a month",
    Wish.SKIP: "Skip this round",
    Wish.WRITE_THIS_WEEK: "Write this week",
}
STANDINGS = {
    Standing.ACTIVE: "Active",
    Standing.RESTING: "Resting",
    Standing.DORMANT: "Yearly hello",
    Standing.CLOSED: "Closed",
}
STAGES = {
    Stage.APPLIED: "Applied",
    Stage.SCREEN: "First call",
    Stage.INTERVIEW: "Interview",
    Stage.FINAL_ROUND: "Final round",
    Stage.OFFER: "Offer",
}
DECISIONS = {
    DecisionKind.TURNED_DOWN: "Turned down",
    DecisionKind.FROZEN: "Role frozen",
    DecisionKind.CANCELLED: "Role cancelled",
    DecisionKind.NO_ANSWER: "No answer",
    DecisionKind.WITHDRAWN: "I withdrew",
    DecisionKind.OFFER: "Offer",
    DecisionKind.HIRED: "Hired",
    DecisionKind.OPEN: "Open",
}
REASONS = {
    Reason.UNKNOWN: "They didn't say",
    Reason.OTHER_CANDIDATE: "Somebody else",
    Reason.INTERNAL: "Somebody from inside",
    Reason.BUDGET: "The budget",
    Reason.ROLE_CHANGED: "The role changed",
}
TOLD = {
    ToldBy.PERSON: "Somebody I met",
    ToldBy.LETTER: "A letter or an automatic mail",
    ToldBy.NOBODY: "Nobody: I found out",
}
PARTS = {
    Part.HIRING_MANAGER: "Hiring manager",
    Part.DECISION_MAKER: "Decision maker",
    Part.RECRUITER: "Recruiter",
    Part.HR: "HR",
    Part.PANEL: "Panel",
    Part.PEER: "Peer",
    Part.AGENCY: "Agency",
    Part.REFERRER: "Put me forward",
    Part.OTHER: "Something else",
}
MET_PLANS = {
    MetPlan.CORRESPONDENT: "Stay in touch",
    MetPlan.ONE_HELLO: "One hello",
    MetPlan.KEEP: "Keep the address",
}
POINTS = {
    PointKind.EMAIL: "E-mail",
    PointKind.PHONE: "Phone",
    PointKind.LINK: "Link",
}
RHYTHMS = {
    None: "Only the address book",
    14: "Every two weeks",
    30: "Every month",
    60: "Every two months",
    90: "Every three months",
    180: "Twice a year",
}
DOORS = {
    Door.GROWTH: "Are they growing, so that they will need another one?",
    Door.BACKFILL: "Might the person they chose not stay?",
    Door.THAW: "Might the role come back?",
    Door.REFERRAL: "Do they know people at similar teams?",
}
DOORS_SAID = {
    Door.GROWTH: "They are growing",
    Door.BACKFILL: "Their choice may not stay",
    Door.THAW: "The role may come back",
    Door.REFERRAL: "They know similar teams",
}
OPENINGS = {
    OpeningKind.REFERRAL: "A referral",
    OpeningKind.INTRODUCTION: "An introduction",
    OpeningKind.CONVERSATION: "A conversation",
    OpeningKind.INTERVIEW: "An interview",
    OpeningKind.OFFER: "An offer",
    OpeningKind.JOB: "A job",
}
FROM_INSIDE = {
    Inside.INSIDE: "From inside",
    Inside.OUTSIDE: "From outside",
}
HOLDS = {
    HoldKind.SELF: "For myself",
    HoldKind.BAD_TIME: "A bad time for them",
    HoldKind.PLEASE_DONT: "After a please don't",
    HoldKind.AWAY: "I am away",
}
#: The four statements of a check-in, and the steps from 1 to 5 for each.
STATEMENTS = {
    "sting": "It still stings",
    "avoid": "I'd rather avoid them",
    "regret": "I'd like them to regret it",
    "well": "I wish them well",
}
STEPS = {1: "not at all", 2: "a little", 3: "somewhat", 4: "quite a lot", 5: "very much"}
ROUTES = {
    Route.READY: "Nothing in the way",
    Route.LIGHT_TOUCH: "A light touch",
    Route.REST: "Two quiet weeks",
}
QUESTIONS = {
    Question.FEEL: "What do you feel about it, deep down?",
    Question.GAINED: "What did you gain there that stays yours?",
    Question.FRIEND: "How would a good friend tell what happened?",
}
THEMES = {
    Theme.LIGHT: "Light",
    Theme.DARK: "Dark",
    Theme.SYSTEM: "System",
}
INTENTS = {
    Intent.THANK_DECISION: "Thank for the decision",
    Intent.CONGRATULATE: "Congratulate",
    Intent.SHARE: "Share something",
    Intent.HELP: "Help",
    Intent.UPDATE: "Tell what is new",
    Intent.RECONNECT: "Say hello again",
    Intent.INTRODUCE: "Introduce somebody",
    Intent.ASK: "Ask",
    Intent.CLOSE_LOOP: "Close on a good note",
}

#: What is done with somebody of a file who seems to be here.
CHOICES: dict[Choice, str] = {
    Choice.LEAVE: "Leave as is",
    Choice.COMPLETE: "Add what is missing",
    Choice.NEW: "Add as somebody new",
}
#: What a file of people may be.
FILE_KINDS = {
    "linkedin": "LinkedIn: Connections.csv",
    "google": "Google Contacts: CSV",
    "csv": "Another table: CSV",
    "vcard": "Address cards: vCard",
    "json": "Followup: JSON",
}
