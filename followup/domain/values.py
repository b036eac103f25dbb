"""The values that a field may take, the same words in forms, tables, rules, commands and JSON."""

from enum import StrEnum


class PointKind(StrEnum):
    """What reaches a contact."""

    EMAIL = "email"
    PHONE = "phone"
    LINK = "link"


class Channel(StrEnum):
    """How a touchpoint travelled."""

    EMAIL = "email"
    PHONE = "phone"
    VIDEO = "video"
    MEETING = "meeting"
    LETTER = "letter"
    MESSAGE = "message"
    LINKEDIN_MESSAGE = "linkedin_message"
    LINKEDIN_COMMENT = "linkedin_comment"
    LINKEDIN_REACTION = "linkedin_reaction"
    CARD = "card"
    OTHER = "other"


class Direction(StrEnum):
    """Who reached whom; together is both at once."""

    OUT = "out"
    IN = "in"
    TOGETHER = "together"


class Weight(StrEnum):
    """Direct is addressed to the person; ambient asks nothing and expects no answer."""

    DIRECT = "direct"
    AMBIENT = "ambient"


class Tone(StrEnum):
    """How an answer sounded; declined is a "please don't"."""

    WARM = "warm"
    BRIEF = "brief"
    DECLINED = "declined"


class Standing(StrEnum):
    """Where a contact stands; only the user closes and reopens."""

    ACTIVE = "active"
    RESTING = "resting"
    DORMANT = "dormant"
    CLOSED = "closed"


class Closing(StrEnum):
    """Why a contact was closed."""

    RATHER_NOT = "rather_not"
    DIED = "died"
    OTHER = "other"


class Stage(StrEnum):
    """How far an opportunity went, from nearest to furthest."""

    APPLIED = "applied"
    SCREEN = "screen"
    INTERVIEW = "interview"
    FINAL_ROUND = "final_round"
    OFFER = "offer"

    @property
    def rank(self) -> int:
        """0 for applied to 4 for offer."""
        return list(Stage).index(self)


class DecisionKind(StrEnum):
    """How an opportunity stands or ended."""

    OPEN = "open"
    TURNED_DOWN = "turned_down"
    FROZEN = "frozen"
    CANCELLED = "cancelled"
    NO_ANSWER = "no_answer"
    WITHDRAWN = "withdrawn"
    OFFER = "offer"
    HIRED = "hired"


#: The decisions that somebody at the company takes and tells: the "no" of R4.
NOES = frozenset({DecisionKind.TURNED_DOWN, DecisionKind.FROZEN, DecisionKind.CANCELLED})


class Reason(StrEnum):
    """The reason given for a decision."""

    OTHER_CANDIDATE = "other_candidate"
    INTERNAL = "internal"
    BUDGET = "budget"
    ROLE_CHANGED = "role_changed"
    UNKNOWN = "unknown"


class ToldBy(StrEnum):
    """Who told the decision: a person that was met, a letter, or nobody (found out by oneself)."""

    PERSON = "person"
    LETTER = "letter"
    NOBODY = "nobody"


class Part(StrEnum):
    """The part that a person played in an opportunity."""

    HIRING_MANAGER = "hiring_manager"
    DECISION_MAKER = "decision_maker"
    RECRUITER = "recruiter"
    HR = "hr"
    PANEL = "panel"
    PEER = "peer"
    AGENCY = "agency"
    REFERRER = "referrer"
    OTHER = "other"


class MetPlan(StrEnum):
    """What is planned for a person met, beside a thank-you now."""

    CORRESPONDENT = "correspondent"
    ONE_HELLO = "one_hello"
    KEEP = "keep"


class Door(StrEnum):
    """Why an opportunity is worth staying in touch for: they hear of another, it opens again, they grow, it thaws."""

    REFERRAL = "referral"
    BACKFILL = "backfill"
    GROWTH = "growth"
    THAW = "thaw"


class HoldKind(StrEnum):
    """Why a company, or everything, rests until a day."""

    SELF = "self"
    BAD_TIME = "bad_time"
    PLEASE_DONT = "please_dont"
    AWAY = "away"


class Intent(StrEnum):
    """What a message is for."""

    THANK_DECISION = "thank_decision"
    CONGRATULATE = "congratulate"
    SHARE = "share"
    HELP = "help"
    UPDATE = "update"
    RECONNECT = "reconnect"
    INTRODUCE = "introduce"
    ASK = "ask"
    CLOSE_LOOP = "close_loop"


class Route(StrEnum):
    """What follows from a check-in: write, write lightly, or let the company rest."""

    READY = "ready"
    LIGHT_TOUCH = "light_touch"
    REST = "rest"


class Question(StrEnum):
    """What a day of private writing asks: what you feel, what you gained, how a friend would tell it."""

    FEEL = "feel"
    GAINED = "gained"
    FRIEND = "friend"


class OpeningKind(StrEnum):
    """What came of staying in touch, from a hint to a job."""

    REFERRAL = "referral"
    INTRODUCTION = "introduction"
    CONVERSATION = "conversation"
    INTERVIEW = "interview"
    OFFER = "offer"
    JOB = "job"


#: Channels whose touchpoints ask nothing unless the user says otherwise.
AMBIENT_CHANNELS = frozenset({Channel.LINKEDIN_COMMENT, Channel.LINKEDIN_REACTION, Channel.CARD})
#: Channels on which a message is written before it goes, in the order in which they are offered.
WRITTEN_CHANNELS = (
    Channel.EMAIL,
    Channel.LINKEDIN_MESSAGE,
    Channel.LINKEDIN_COMMENT,
    Channel.MESSAGE,
    Channel.LETTER,
    Channel.CARD,
    Channel.OTHER,
)
#: Channels on which both talk at once unless the user says otherwise.
TOGETHER_CHANNELS = frozenset({Channel.VIDEO, Channel.MEETING})

#: The cadences that a contact may have, in days; none is "just in the address book".
CADENCES = (14, 30, 60, 90, 180)


def default_weight(channel: Channel) -> Weight:
    """The weight that a channel has unless the user changes it."""
    return Weight.AMBIENT if channel in AMBIENT_CHANNELS else Weight.DIRECT


def default_direction(channel: Channel) -> Direction:
    """The direction that a channel has unless the user says one."""
    return Direction.TOGETHER if channel in TOGETHER_CHANNELS else Direction.OUT


def is_letter(direction: Direction, weight: Weight, tone: Tone | None) -> bool:
    """Whether an answer to it can be wanted."""
    return direction == Direction.IN and weight == Weight.DIRECT and tone != Tone.DECLINED


def go_together(
    direction: Direction, weight: Weight, tone: Tone | None, wants_answer: bool, arrived: bool
) -> bool:
    """Whether all of it can be said of one exchange: only they have a tone, only what you sent can get lost."""
    is_out = direction == Direction.OUT
    return (
        not (is_out and tone)
        and (is_out or arrived)
        and (not wants_answer or is_letter(direction, weight, tone))
    )
