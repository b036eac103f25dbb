"""What templates may call: words for days, values and names."""

from datetime import date
from functools import lru_cache
from typing import Any

from flask import Flask, request
from flask import url_for as flask_url_for
from markupsafe import Markup, escape

from followup.domain import openings, reasons, sending, settings_preview
from followup.domain.fields import is_link
from followup.domain.going import listed
from followup.domain.searching import marked
from followup.domain.wording import (
    CHANNEL_NAMES,
    WEEKDAYS,
    age,
    counted,
    cut,
    day_name,
    joined,
    number,
    on_day,
    short_name,
    span,
)
from followup.forms import words
from followup.queries.week import Quiet
from followup.web import kept, replies

HUES = 12


def init_filters(app: Flask) -> None:
    """Register the filters and globals of all templates."""
    env = app.jinja_env
    env.trim_blocks = env.lstrip_blocks = True
    env.filters |= {
        "day": day_name,
        "on_day": on_day,
        "age": age,
        "counted": counted,
        "chosen": lambda count: "One person is chosen" if count == 1 else f"{count:,} people are chosen",
        "weekday": lambda day: WEEKDAYS[day.weekday()],
        "span": span,
        "initials": initials,
        "hue": hue,
        "short": short_name,
        "joined": joined,
        "coming": coming,
        "coming_since": coming_since,
        "named": named,
        "named_few": settings_preview.named,
        "number": number,
        "channel_name": CHANNEL_NAMES.get,
        "cut": cut,
        "marked": marked,
        "safe_link": safe_link,
        "wants_reason": reasons.is_wanted,
        "linkedin_search": sending.linkedin_search,
        "bare_link": bare_link,
        "phone": phone,
        "thanks": lambda one: openings.thanks(one.called, one.kinds),
        "why_thanks": lambda one, today: openings.why_thanks(one.called, one.days, today),
        "target": replies.target,
        "listed": listed,
    }
    app.add_template_global(kept.request_id, "request_id")
    app.add_template_global(url_for, "url_for")
    app.add_template_global(hidden, "hidden")
    app.add_template_global(post, "post")
    app.context_processor(lambda: {"words": words})


def url_for(endpoint: str, **values: str | int) -> str:
    """The address of a page, or of what a form is sent to; each is worked out once, since a week has over a hundred."""
    return _address(request.script_root, endpoint, tuple(values.items()))


# Not macros, since a week has nearly a hundred of each, and calling a macro is slow.
def hidden(back: str) -> Markup:
    """What every form sends along: an id that makes sending it again harmless, and the page to return to."""
    return Markup(
        f'<input type="hidden" name="request_id" value="{kept.request_id()}">'
        f'<input type="hidden" name="back" value="{escape(back)}">'
    )


def post(action: str, back: str) -> Markup:
    """The attributes of a form that changes the region around it: a plain POST, or its fragment with htmx."""
    return _post(action, replies.target(back))


@lru_cache(4096)
def _post(action: str, target: str) -> Markup:
    to, into = escape(action), escape(target)
    return Markup(
        f'method="post" action="{to}" data-hx-post="{to}" data-hx-target="{into}" data-hx-swap="outerHTML"'
    )


@lru_cache(4096)
def _address(_root: str, endpoint: str, values: tuple[tuple[str, Any], ...]) -> str:
    return flask_url_for(endpoint, **dict(values))


def initials(name: str) -> str:
    """Up to two letters for an avatar."""
    parts = [part for part in name.split() if part[:1].isalnum()]
    return "".join(part[0] for part in (parts[:1] + parts[-1:] if len(parts) > 1 else parts)).upper() or "·"


def hue(contact: int) -> int:
    """One of twelve hues, 0 to 11, always the same for a contact; each is a class of the style sheet."""
    return contact * 7 % HUES


def coming(day: date, today: date) -> str:
    """When something is planned: "Today", "Tomorrow", "Saturday", "6 January"."""
    ahead = (day - today).days
    if ahead in (0, 1):
        return ("Today", "Tomorrow")[ahead]
    return WEEKDAYS[day.weekday()] if 1 < ahead < 7 else day_name(day, today)


def coming_since(day: date, today: date) -> str:
    """Since when somebody waits: "Thursday", "12 May"."""
    return WEEKDAYS[day.weekday()] if (today - day).days < 7 else day_name(day, today)


def safe_link(link: str) -> str:
    """A link that leads to a web page, or nowhere: other schemes could run a script."""
    return link if is_link(link) else "#"


def bare_link(link: str) -> str:
    """A link as people say it, without what every link has."""
    return link.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


def phone(number: str) -> str:
    """A telephone number for dialling: its digits, after a + where it had one."""
    return "".join(letter for letter in number if letter.isdigit() or letter == "+")


def named(quiet: Quiet) -> str:
    """The first few by name, and how many more, in one sentence's words."""
    more = quiet.count - len(quiet.names)
    others = [f"{'200+' if quiet.count > 200 else more} more"] if more else []
    return joined([*quiet.names, *others])
