"""How a day, a length of time and a name are said inside a sentence. English, whatever the locale."""

from datetime import date

from followup.domain.constants import NAME_LENGTH
from followup.domain.values import Channel, HoldKind, OpeningKind

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
CHANNEL_NAMES = {
    Channel.EMAIL: "e-mail",
    Channel.PHONE: "phone call",
    Channel.VIDEO: "video call",
    Channel.MEETING: "meeting",
    Channel.LETTER: "letter",
    Channel.MESSAGE: "message",
    Channel.LINKEDIN_MESSAGE: "LinkedIn message",
    Channel.LINKEDIN_COMMENT: "LinkedIn comment",
    Channel.LINKEDIN_REACTION: "LinkedIn reaction",
    Channel.CARD: "card",
    Channel.OTHER: "touchpoint",
}
OPENING_NAMES = {
    OpeningKind.REFERRAL: "a referral",
    OpeningKind.INTRODUCTION: "an introduction",
    OpeningKind.CONVERSATION: "a conversation",
    OpeningKind.INTERVIEW: "an interview",
    OpeningKind.OFFER: "an offer",
    OpeningKind.JOB: "a job",
}
HOLD_NAMES = {
    HoldKind.SELF: "for yourself",
    HoldKind.BAD_TIME: "a bad time for them",
    HoldKind.PLEASE_DONT: "after a please don't",
    HoldKind.AWAY: "you are away",
}
_TITLES = {"dr", "prof", "mr", "mrs", "ms", "mx", "sir", "frau", "herr", "doktor", "professor"}


def number(count: int) -> str:
    """Numbers up to twelve as words, others as digits."""
    return NUMBERS[count] if 0 <= count < len(NUMBERS) else str(count)


def counted(count: int, unit: str) -> str:
    """A count with its unit: "one week", "five weeks"."""
    return f"{number(count)} {unit}{'' if count == 1 else 's'}"


def day_name(day: date, today: date) -> str:
    """A day as a date: "6 January", with the year where it is not this one."""
    short = f"{day.day} {MONTHS[day.month - 1]}"
    return short if day.year == today.year else f"{short} {day.year}"


def on_day(day: date, today: date) -> str:
    """When something happened: "today", "yesterday", "on Sunday", "on 20 October"."""
    ago = (today - day).days
    if ago == 0:
        return "today"
    if ago == 1:
        return "yesterday"
    if 1 < ago < 7:
        return f"on {WEEKDAYS[day.weekday()]}"
    return f"on {day_name(day, today)}"


def age(day: date, today: date) -> str:
    """How old something is: "today", "yesterday", "six days ago"."""
    days = (today - day).days
    return f"{span(days)} ago" if days > 1 else on_day(min(day, today), today)


def span(days: int) -> str:
    """A length of time in the largest unit that fits: "six days", "five weeks", "two months", "a year"."""
    if days < 14:
        return counted(max(days, 0), "day")
    if days < 60:
        return counted(days // 7, "week")
    if days < 365:
        return counted(days // 30, "month")
    years = days // 365
    return "a year" if years == 1 else counted(years, "year")


def rhythm(interval: int) -> str:
    """An interval in days as a rhythm: "every two weeks", "monthly"."""
    usual = {
        14: "every two weeks",
        30: "monthly",
        60: "every two months",
        90: "quarterly",
        180: "twice a year",
    }
    return usual.get(interval) or f"every {span(interval)}"


def pace(cadence: int | None) -> str:
    """How often somebody is written to: "monthly"; without a cadence not at all."""
    return rhythm(cadence) if cadence else "just in the address book"


def interval_length(interval: int) -> str:
    """How long an interval of days is: "two weeks", "a month", "two months", "a year" (from 360 on)."""
    if interval >= 360:
        return "a year"
    if interval % 30 == 0:
        return "a month" if interval == 30 else counted(interval // 30, "month")
    return counted(interval // 7, "week") if interval % 7 == 0 else counted(interval, "day")


def cut(name: str) -> str:
    """A name short enough for a sentence: 24 characters at most, the last of them … where it was cut."""
    return name if len(name) <= NAME_LENGTH else name[: NAME_LENGTH - 1].rstrip() + "…"


def short_name(name: str, called: str = "") -> str:
    """What to call somebody in a sentence: the name given for that, else the first word that is no title."""
    if called:
        return cut(called)
    words = [word for word in name.split() if word.strip(".,").casefold() not in _TITLES]
    if not words or len(words) < len(name.split()):
        return cut(name)
    return cut(words[0].rstrip(",") if not words[0].endswith(",") else name)


def joined(names: list[str]) -> str:
    """Names in a sentence: "Ruth", "Ruth and Sam", "Ruth, Sam and Jo"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
