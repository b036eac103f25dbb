"""How the values of a field are called on screen."""

from followup.domain.settings import Theme
from followup.domain.values import (
    Channel,
    Closing,
    DecisionKind,
    Direction,
    Door,
    HoldKind,
    MetPlan,
    Part,
    Reason,
    Stage,
    Standing,
    ToldBy,
    Tone,
)
from followup.domain.wording import CHANNEL_NAMES

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
DOORS = {
    Door.GROWTH: "They are growing: they will need another one",
    Door.BACKFILL: "The person they chose may not stay",
    Door.THAW: "The role was frozen and may come back",
    Door.REFERRAL: "They know people at similar teams",
}
HOLDS = {
    HoldKind.SELF: "For myself",
    HoldKind.BAD_TIME: "A bad time for them",
    HoldKind.PLEASE_DONT: "After a please don't",
    HoldKind.AWAY: "I am away",
}
RHYTHMS = {
    14: "Every two weeks",
    30: "Every month",
    60: "Every two months",
    90: "Every three months",
    180: "Twice a year",
}
THEMES = {
    Theme.LIGHT: "Light",
    Theme.DARK: "Dark",
    Theme.SYSTEM: "System",
}
