"""How a write answers: the fragment for htmx, a 303 for everybody else; bad input, 422 and the same form."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from flask import current_app, make_response, redirect, render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from followup import storage
from followup.actions import recomputations
from followup.actions.changes import AlreadyDone, Draft
from followup.domain import request_ids
from followup.domain.errors import Ambiguous, Invalid
from followup.domain.values import AMBIENT_CHANNELS, Channel, Closing, Direction, default_weight
from followup.domain.wording import day_name
from followup.forms.base import PageForm
from followup.forms.doors import DoorsForm
from followup.forms.touchpoints import TouchpointEditForm, TouchpointForm
from followup.forms.words import Inside
from followup.queries import changes, companies, contacts, lookups, opportunities, settings, week
from followup.queries.reasons import Reason
from followup.queries.shelf import generation
from followup.web.guard import safe_next

#: Of so many reasons a notice asks whether one was used.
ASKED = 3
_PLACE = re.compile(r"/(\w+)/([1-9]\d{0,17})$")


@dataclass(frozen=True, slots=True)
class Region:
    """The part of a page that a write changes, and the page around it."""

    partial: str
    page: str
    context: dict[str, Any]


def today() -> date:
    """The user's day, by the clock of the current app."""
    return current_app.extensions["followup_clock"].today()


def worry() -> str | None:
    """What keeps this server from its daily backup, once that has lasted; None while all is well."""
    return storage.backup_worry(current_app.config["FOLLOWUP"].data, today())


def is_htmx() -> bool:
    """Whether htmx asks, for a fragment."""
    return "HX-Request" in request.headers


def number(name: str, otherwise: int = 0) -> int:
    """The number from 1 on that the address gives under `name`; `otherwise` for any other text."""
    text = request.args.get(name, "")
    return int(text) if re.fullmatch(r"[1-9]\d{0,8}", text, re.ASCII) else otherwise


def region(back: str) -> Region:
    """The region of the page at `back`, such as a contact's, else the week's."""
    noun, row = _place(back)
    if noun:
        return _REGIONS[noun](row, back)
    found = {"page": week.week(today(), today()), "worry": worry(), "back": "/"}
    return Region("week/_week.html", "week/index.html", found)


def target(back: str) -> str:
    """The selector of that region: its partial's one element."""
    noun, _ = _place(back)
    return f"#{_ROOTS[noun]}" if noun else "#week"


def is_page_of(back: str, *nouns: str) -> bool:
    """Whether `back` is the page of one row of these nouns, such as of a contact."""
    return _place(safe_next(back))[0] in nouns


def _place(back: str) -> tuple[str, int]:
    """The noun and the row of a page that is a region's, or ("", 0)."""
    found = _PLACE.match(back.partition("?")[0])
    return (found[1], int(found[2])) if found and found[1] in _REGIONS else ("", 0)


def _contact(contact_id: int, back: str) -> Region:
    found = contacts.page(contact_id, today())
    context = {"contact": found, "back": back, "log": log_form(found)}
    return Region("contacts/_contact.html", "contacts/show.html", context)


def log_form(page: contacts.ContactPage) -> TouchpointForm:
    """The form for logging something with a contact, as it begins."""
    direction = Direction.IN if page.planned.closed else Direction.OUT
    advised = page.planned.plan.channel
    return TouchpointForm(
        data={
            "day": today(),
            "direction": direction,
            "channel": advised if advised and advised not in AMBIENT_CHANNELS else Channel.EMAIL,
            "wants_answer": True,
            "quiet_others": True,
        }
    )


def _opportunity(opportunity_id: int, back: str) -> Region:
    found = opportunities.page(opportunity_id, today())
    context = {"opportunity": found, "back": back, "doors": doors_form(found)}
    return Region("opportunities/_opportunity.html", "opportunities/show.html", context)


def doors_form(page: opportunities.OpportunityPage) -> DoorsForm:
    """The form of the doors of an opportunity, filled in with them."""
    inside = page.winner_from_inside
    return DoorsForm(
        data={
            "version": page.version,
            "winner_from_inside": None if inside is None else Inside.INSIDE if inside else Inside.OUTSIDE,
            "winner_started_on": page.winner_started_on,
            "look_again_on": page.look_again_on,
            **{door.value: True for door in page.doors},
        }
    )


def _company(company_id: int, back: str) -> Region:
    found = companies.page(company_id, today())
    return Region("companies/_company.html", "companies/show.html", {"company": found, "back": back})


#: The pages of one row that are a region, the id of the element that is swapped, and where to go without the row.
_REGIONS: dict[str, Callable[[int, str], Region]] = {
    "contacts": _contact,
    "companies": _company,
    "opportunities": _opportunity,
}
_ROOTS = {"contacts": "contact", "companies": "company", "opportunities": "opportunity"}
_HOMES = {"opportunities": "/opportunities"}


def with_back(place: str) -> MultiDict[str, str]:
    """The form as sent, returning to `place` where it does not say another."""
    return MultiDict({"back": place, **request.form.to_dict()})


def with_all(place: str) -> MultiDict[str, str]:
    """The same with every value of a name, such as of boxes that were ticked."""
    return MultiDict([("back", place), *request.form.items(multi=True)])


def show(found: Region, **context: Any) -> str:
    """The whole page, with the notice of what was done just before."""
    return render_template(found.page, today=today(), notice=asked_notice(), **found.context, **context)


@dataclass(frozen=True, slots=True)
class Notice:
    """What was done, with the change to undo; without one, what could not be done.

    touchpoint: one that was just logged, with its form, to be mended in place; reasons: those that it may have used,
    and those of them to ask about. reopen: a closed contact who wrote.
    """

    change: int | None
    text: str
    touchpoint: int | None = None
    form: TouchpointEditForm | None = None
    reopen: int | None = None
    reasons: Sequence[Reason] = ()
    asks: Sequence[Reason] = ()


def asked_notice() -> Notice | None:
    """The notice that the address asks for, of what was done just before; None where it names none."""
    change_id = number("done")
    return notice(change_id) if change_id else None


def notice(change_id: int) -> Notice | None:
    """The notice of a change: what was done and what comes next; None for a change that is none."""
    done = changes.change(change_id)
    if done is None:
        return None
    contact, touchpoint = done.answer.get("contact"), done.answer.get("touchpoint")
    if not contact or not touchpoint or done.is_undone or "undone" in done.answer:
        return Notice(done.id, done.summary)
    after = contacts.planned(contact, today())
    day = after.moved_to or after.plan.due_on
    following = f" Next around {day_name(day, today())}." if day else ""
    wrote = after.closed and after.closed[1] is not Closing.DIED and not done.answer.get("declined")
    logged = contacts.touchpoint(touchpoint, today())
    # Asked once: not of what they wrote, nor after anything about it was changed.
    is_new = logged.version == 1 and logged.fields["direction"] is not Direction.IN
    return Notice(
        done.id,
        done.summary + following,
        touchpoint,
        edit_form(logged),
        contact if wrote else None,
        logged.reasons,
        logged.reasons[:ASKED] if is_new and not logged.fields["reason"] else (),
    )


def edit_form(logged: contacts.Logged) -> TouchpointEditForm:
    """The form for mending a touchpoint, filled in with it; the preset weight is left open."""
    found = dict(logged.fields)
    # The preset weight is left open, so that it follows when the channel is changed.
    if found["weight"] is default_weight(found["channel"]):
        found["weight"] = None
    return TouchpointEditForm(
        data={**found, "version": logged.version, "did_not_arrive": not found["arrived"]}
    )


def submit(
    form: PageForm,
    action: Callable[[], Draft],
    contact: int | None = None,
    again: Callable[[], str] | None = None,
) -> Response:
    """Validate, act, reply: 200 with the fragment or 303; 422 for what the form, Invalid or Ambiguous refuses.

    A refused form is shown again in its place: in the region it came from, at `contact`, or by `again`.
    """
    done = attempt(form, action) if form.validate() else None
    if done:
        return made(done.change, form)
    return make_response(again(), 422) if again else refused(form, contact)


def press(action: Callable[[date, str | None], Draft], back: str = "") -> Response:
    """What a button does that asks for nothing: act on the user's day, once, and reply."""
    form = PageForm(with_back(back))
    return submit(form, lambda: action(today(), form.sent_once))


class Done(NamedTuple):
    """A change that was made, and the ids that it answers with."""

    change: int
    answer: dict[str, Any]


def attempt(form: PageForm, action: Callable[[], Draft]) -> Done | None:
    """Act; the same change again for a form that was sent again. None where the form says what is wrong."""
    try:
        draft = action()
    except AlreadyDone as done:
        return Done(done.change, done.answer)
    except (Invalid, Ambiguous) as error:
        form.refuse(error)
        return None
    if draft.recomputes:
        recomputations.in_background(_app_context())
    return Done(draft.id, draft.answer)


def is_from_before(form: PageForm) -> bool:
    """Whether the form is of a page that was opened before a backup was put in place."""
    made = request_ids.generation_of(form.sent_once or "")
    return made is not None and made != generation()


def go_on_recomputing() -> None:
    """Let what is stored be computed anew where a database that was just put in place asks for it."""
    if settings.progress() is not None:
        recomputations.in_background(_app_context())


def _app_context() -> Callable[[], Any]:
    """What opens this app's context in another thread."""
    return current_app._get_current_object().app_context  # ty: ignore[missing-attribute]


def made(change_id: int, form: PageForm) -> Response:
    """The answer after a change: the region anew with the notice and its Undo for htmx, a 303 for everybody else."""
    back = safe_next(form.back.data)
    noun, row = _place(back)
    if noun and not lookups.is_here(noun, row):
        return _elsewhere(back, change_id)
    if not is_htmx():
        return redirect(_done(back, change_id), 303)
    found = region(back)
    return make_response(
        render_template(
            "changes/created.html",
            region=found.partial,
            notice=notice(change_id),
            today=today(),
            **found.context,
        )
    )


def _elsewhere(back: str, change_id: int) -> Response:
    """What the page showed is gone, such as by an undo: go on where the others are."""
    place = _done(_HOMES.get(_place(back)[0], "/"), change_id)
    if not is_htmx():
        return redirect(place, 303)
    answer = make_response("")
    answer.headers["HX-Redirect"] = place
    return answer


def _done(place: str, change_id: int) -> str:
    return f"{request.script_root}{place.partition('?')[0]}?done={change_id}"


def refused(form: PageForm, contact: int | None) -> Response:
    """422: the page, or for htmx its region, with the form as it was sent and a message at its field."""
    found = region(safe_next(form.back.data))
    context = {"refused": form, "refused_contact": contact, "today": today()}
    template = found.partial if is_htmx() else found.page
    return make_response(render_template(template, **found.context, **context), 422)
