"""Days and intervals the way people write them: "tomorrow", "1 Dec", "in 3 weeks", "every two months".

English words, any case; digits of any script. A month is 30 days and a year 365. Weekdays count from
0, Monday, to 6, Sunday, as `date.weekday()` does. Nothing here asks for the time: the day is passed in.
"""

import re
from datetime import date, timedelta

from followup.domain.errors import Ambiguous
from followup.domain.values import CADENCES
from followup.domain.wording import MONTHS, WEEKDAYS

#: A longer phrase is never a date or a cadence.
LONGEST = 60
_YEARS = range(1900, 2200)
_UNITS = {"day": 1, "week": 7, "wk": 7, "fortnight": 14, "month": 30, "quarter": 90, "year": 365}
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_COUNTS = {word: number for number, word in enumerate(_NUMBERS, 1)}
_COUNTS |= {"a": 1, "an": 1, "a couple of": 2, "couple of": 2}
_SHIFTS = {"yesterday": -1, "today": 0, "tomorrow": 1, "tmrw": 1, "day after tomorrow": 2}
_CADENCE_NAMES = {
    7: ("weekly",),
    14: ("biweekly", "bi-weekly", "fortnightly"),
    30: ("monthly",),
    60: ("bimonthly", "bi-monthly"),
    90: ("quarterly",),
    180: ("half-yearly", "half yearly", "twice yearly", "semiannually", "biannually", "every half year"),
}
_NAMED_CADENCES = {name: days for days, names in _CADENCE_NAMES.items() for name in names}

_COUNT = rf"(?P<count>\d{{1,4}}|{'|'.join(sorted(_COUNTS, key=len, reverse=True))})"
_UNIT = rf"(?P<unit>{'|'.join(_UNITS)})s?"
_MONTH = (
    "(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = (
    "(?P<weekday>mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)\.?"
)
_DAY = r"(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:,?[ -](?P<year>\d{4}))?"

_LEAD = re.compile(r"^(?:not before|starting|start:?|beginning|from|on|by|after|around) (?:on |from )?")
_COUNTED = re.compile(rf"(?P<in>in )?{_COUNT} ?{_UNIT}(?: (?P<way>from now|from today|ago))?")
_END_OF = re.compile(r"(?:the )?end of (?:the |this )?(week|month|year)")
_WEEKDAY_ONLY = re.compile(rf"(?:(?P<which>this|next|coming) )?{_WEEKDAY}")
_WORDED = (
    re.compile(rf"(?:{_WEEKDAY},? )?{_DAY}\.?(?: of)?[ -]?{_MONTH}{_YEAR}"),
    re.compile(rf"(?:{_WEEKDAY},? )?{_MONTH}[ -]?{_DAY}{_YEAR}"),
)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_DOTTED = re.compile(r"(\d{1,2})\. ?(\d{1,2})\.(?: ?(\d{4}|\d{2}))?")
_SLASHED = re.compile(r"(\d{1,2})(?:/(\d{1,2})|([/-])(\d{1,2})\3(\d{4}|\d{2}))")
_CADENCE_LEAD = re.compile(r"^(?:write|remind me|stay in touch|keep in touch|cadence):? ")
_EVERY = re.compile(
    rf"(?:(?:once )?(?:every|each)|once(?: an?| per| in)) (?:(?:{_COUNT}|(?P<other>other|second)) )?{_UNIT}"
)
_TIMES = re.compile(rf"(?:twice|{_COUNT} times) (?:a|per|every) {_UNIT}")


def read_date(text: str, today: date, first_weekday: int = 0) -> date | None:
    """The day that the whole of `text` names, or None when it names none.

    A weekday is the next such day after today; "next monday" is the one of next week, "next week" the
    first day of it, weeks beginning on `first_weekday`; "next month" is its first day. A day and a month
    without a year are the next such day, today included. A full date may lie in the past. Impossible
    days, and years outside 1900 to 2199, are no dates. Raises Ambiguous, its message a question and its
    candidates ISO dates, for 12/1 and its like, and for a weekday that is not the one of its date.
    """
    phrase = _plain(text)
    if len(phrase) > LONGEST:
        return None
    phrase = _LEAD.sub("", phrase)
    return (
        _relative(phrase, today, first_weekday)
        or _counted(phrase, today)
        or _weekday(phrase, today, first_weekday)
        or _worded(phrase, today)
        or _numeric(phrase, today)
    )


def read_cadence(text: str) -> int | None:
    """The cadence that the whole of `text` asks for, as the nearest one there is (of two, the slower).

    None when it is no such phrase, or when the nearest would be over twice as often or as seldom
    ("daily", "yearly"): better not understood than changed behind one's back.
    """
    phrase = _plain(text)
    if len(phrase) > LONGEST:
        return None
    days = _interval(_CADENCE_LEAD.sub("", phrase))
    if not days:
        return None
    nearest = min(CADENCES, key=lambda cadence: (abs(cadence - days), -cadence))
    return nearest if nearest <= 2 * days and days <= 2 * nearest else None


def short_day(day: date, today: date) -> str:
    """`day` as "Mon 14 Dec", with its year when it is not one of the 300 days after today."""
    year = "" if 0 <= (day - today).days <= 300 else f" {day.year}"
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}{year}"


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip("!")


def _plus(day: date, days: int) -> date | None:
    try:
        moved = day + timedelta(days=days)
    except OverflowError:
        return None
    return moved if moved.year in _YEARS else None


def _on(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


def _next_on(month: int, day: int, today: date) -> date | None:
    """The next such day; eight years reach over a century without a leap day."""
    days = (_on(year, month, day) for year in range(today.year, today.year + 9))
    return next((found for found in days if found and found >= today), None)


def _resolve(year: str | None, month: int, day: int, today: date) -> date | None:
    if not year:
        return _next_on(month, day, today)
    return _on(int(year) + (2000 if len(year) == 2 else 0), month, day)


def _number(word: str) -> int:
    return _COUNTS[word] if word in _COUNTS else int(word)


def _relative(phrase: str, today: date, first_weekday: int) -> date | None:
    phrase = phrase.rstrip(".").removeprefix("the ")
    if phrase in _SHIFTS:
        return _plus(today, _SHIFTS[phrase])
    if phrase == "next week":
        return _plus(today, 7 - (today.weekday() - first_weekday) % 7)
    if phrase == "next month":
        return _on(today.year + today.month // 12, today.month % 12 + 1, 1)
    match = _END_OF.fullmatch(phrase)
    return _end_of(match[1], today, first_weekday) if match else None


def _counted(phrase: str, today: date) -> date | None:
    if phrase.rstrip(".") == "in half a year":
        return _plus(today, 180)
    match = _COUNTED.fullmatch(phrase.rstrip("."))
    if not match or bool(match["in"]) == bool(match["way"]):
        return None
    days = _number(match["count"]) * _UNITS[match["unit"]]
    return _plus(today, -days if match["way"] == "ago" else days)


def _end_of(unit: str, today: date, first_weekday: int) -> date | None:
    """The last day of this week, month or year, which may be today."""
    if unit == "week":
        return _plus(today, 6 - (today.weekday() - first_weekday) % 7)
    month = 12 if unit == "year" else today.month
    return next(filter(None, (_on(today.year, month, day) for day in (31, 30, 29, 28))), None)


def _weekday(phrase: str, today: date, first_weekday: int) -> date | None:
    match = _WEEKDAY_ONLY.fullmatch(phrase)
    if not match:
        return None
    wanted = _index(WEEKDAYS, match["weekday"])
    if match["which"] == "next":
        into_week = (today.weekday() - first_weekday) % 7
        return _plus(today, 7 - into_week + (wanted - first_weekday) % 7)
    return _plus(today, (wanted - today.weekday() - 1) % 7 + 1)


def _worded(phrase: str, today: date) -> date | None:
    match = next(filter(None, (pattern.fullmatch(phrase) for pattern in _WORDED)), None)
    if not match:
        return None
    found = _resolve(match["year"], _index(MONTHS, match["month"]) + 1, int(match["day"]), today)
    if not found or not match["weekday"]:
        return found
    wanted = _index(WEEKDAYS, match["weekday"])
    other = found if found.weekday() == wanted else _plus(today, (wanted - today.weekday() - 1) % 7 + 1)
    return _ask(f'"{phrase.title()}"', [found, other], bool(match["year"]))


def _numeric(phrase: str, today: date) -> date | None:
    if match := _YEAR_FIRST.fullmatch(phrase):
        return _on(int(match[1]), int(match[3]), int(match[4]))
    if match := _DOTTED.fullmatch(phrase):
        return _resolve(match[3], int(match[2]), int(match[1]), today)
    if match := _SLASHED.fullmatch(phrase.rstrip(".")):
        one, two, year = int(match[1]), int(match[2] or match[4]), match[5]
        readings = [_resolve(year, one, two, today), _resolve(year, two, one, today)]
        return _ask(match[0], readings, bool(year))
    return None


def _ask(words: str, readings: list[date | None], with_year: bool) -> date | None:
    """The only reading, or None without one. Raises Ambiguous when there are two."""
    found = list(dict.fromkeys(day for day in readings if day))
    if len(found) < 2:
        return found[0] if found else None
    year = [f" {day.year}" if with_year else "" for day in found]
    long = [f"{day.day} {MONTHS[day.month - 1]}{y}" for day, y in zip(found, year, strict=True)]
    short = [f'"{day.day} {MONTHS[day.month - 1][:3]}{y}"' for day, y in zip(found, year, strict=True)]
    question = f"Is {words} {' or '.join(long)}? Write {' or '.join(short)}."
    raise Ambiguous(question, tuple(day.isoformat() for day in found))


def _index(names: tuple[str, ...], word: str) -> int:
    return next(i for i, name in enumerate(names) if name.casefold().startswith(word[:3]))


def _interval(phrase: str) -> int | None:
    phrase = phrase.rstrip(".")
    if phrase in _NAMED_CADENCES:
        return _NAMED_CADENCES[phrase]
    if match := _EVERY.fullmatch(phrase):
        count = 2 if match["other"] else _number(match["count"] or "one")
        return count * _UNITS[match["unit"]]
    if match := _TIMES.fullmatch(phrase):
        count = _number(match["count"] or "two")
        return _UNITS[match["unit"]] // count if count else None
    return None
