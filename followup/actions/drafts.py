"""Drafts: kept as somebody writes, begun with a starter, sent, thrown away."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from followup.actions import touchpoints
from followup.actions.changes import AlreadyDone, Draft, change
from followup.actions.touchpoints import Exchange
from followup.domain import drafts, fields, starters
from followup.domain.errors import Conflict, Invalid, NotFound
from followup.domain.standing import read
from followup.domain.values import WRITTEN_CHANNELS, Channel, Direction, Intent
from followup.models import Contact, ReasonToWrite
from followup.models import Draft as Row
from followup.queries import drafts as pages
from followup.queries import histories, lookups

_SENT, _THROWN_AWAY = "Sent", "Draft thrown away"


@dataclass(frozen=True, slots=True)
class Writing:
    """What somebody has written. starter: the key of what it began with; reason: the id of the one chosen.

    page: what the page that it is written on sends each time, so that it is never taken for another tab.
    """

    channel: Channel = Channel.EMAIL
    intent: Intent | None = None
    subject: str = ""
    text: str = ""
    starter: str = ""
    reason: int | None = None
    page: str = ""


class ChangedElsewhere(Conflict):
    """Another tab has kept another text meanwhile. Nothing was overwritten; `version` is what the other one has."""

    def __init__(self, version: int) -> None:
        super().__init__("Another tab kept another text. Nothing was overwritten.")
        self.version = version


def save(
    contact_id: int, version: int, writing: Writing, today: date, request_id: str | None = None
) -> Draft:
    """Keep the draft. version: of the draft that the page showed, 0 for none.

    Raises NotFound, Invalid at a field and for a closed contact, ChangedElsewhere. A draft that is gone meanwhile is
    kept anew; but what its page sends as somebody types raises AlreadyDone, with 0 for its version, where it comes
    late: when the page has sent that text already, or thrown it away.
    """
    with change("Draft kept", today, request_id, _holds) as draft:
        if request_id is None:
            _refuse_late(draft.session, contact_id, version, writing)
        contact, row = _at(draft, contact_id, version, writing)
        _keep(draft, contact, row, _checked(writing, draft.session, contact), today)
        if request_id is None and writing.page:
            _join_the_last(draft, contact_id, writing.page)
    return draft


def append(contact_id: int, writing: Writing, today: date, request_id: str | None = None) -> Draft:
    """Keep the text below what another tab has kept, unless it stands in that already.

    Raises NotFound, Invalid at a field and for a closed contact.
    """
    with change("Draft kept", today, request_id, _holds) as draft:
        contact = _open_contact(draft.session, contact_id)
        row = lookups.draft(draft.session, contact_id)
        text = fields.text(writing.text)
        both = row.text if text in row.text else "\n\n".join(filter(None, (row.text, text)))
        # Of no page: the one that it comes from shows only its own half, and must not take it for all.
        wanted = Writing(row.channel, row.intent, row.subject, both, row.starter, row.reason_id)
        _keep(draft, contact, row, _checked(wanted, draft.session, contact), today)
    return draft


def _holds(session: Session, answer: dict[str, Any]) -> bool:
    """Whether the draft is still as a change left it: at that version, or gone where the answer has none."""
    row = session.get(Row, answer["contact"])
    return (row.version if row else None) == answer.get("version")


def _refuse_late(session: Session, contact_id: int, version: int, writing: Writing) -> None:
    """Raise AlreadyDone where the page of the writing is done with this text, or with what it became."""
    row = session.get(Row, contact_id)
    if not writing.page or (row is not None and row.version == version):
        return
    ended = lookups.draft_ended(session, contact_id, writing.page, (_SENT, _THROWN_AWAY))
    if ended is not None and ended.text.startswith(fields.text(writing.text)):
        raise AlreadyDone(ended.change, {"contact": contact_id, "version": 0})


def _join_the_last(draft: Draft, contact_id: int, page: str) -> None:
    """Make one change of this one and of the newest, where the same page kept the same draft by that one.

    A letter is kept at every pause of whoever writes it; its beginning is not to be stored a hundred times.
    """
    draft.session.flush()
    last = lookups.newest_change(draft.session)
    is_ours = last is not None and (last.verb, last.undone_by) == (draft.verb, None)
    if (
        last is None
        or not is_ours
        or (last.answer.get("contact"), last.answer.get("page")) != (contact_id, page)
    ):
        return
    if lookups.is_requested(draft.session, last.id):
        return
    (was, *more), (now, *others) = last.steps or [{}], draft.steps or [{}]
    if more or others or not was:
        return
    joined = {**was, "now": {**was["now"], **now.get("now", {})}}
    if was["was"] is not None:
        joined["was"] = {**now.get("was", {}), **was["was"]}
    draft.steps = [joined]
    draft.session.delete(last)


def begin(
    contact_id: int,
    version: int,
    writing: Writing,
    starter: str,
    today: date,
    request_id: str | None = None,
) -> Draft:
    """Put a starter in, by its key: below what is written already, but instead of one that was left as it was.

    Raises what `save` does, and NotFound for a starter that is gone.
    """
    with change("Draft begun", today, request_id, _holds) as draft:
        contact, row = _at(draft, contact_id, version, writing)
        page = pages.load(draft.session, contact_id, today)
        chosen = drafts.with_key(page.starters, starter)
        if chosen is None:
            raise NotFound("This beginning is not here any more.")
        reason = page.reason(writing.reason)
        if reason is None and ("{reason}" in chosen.text or "{link}" in chosen.text):
            reason = next(iter(page.reasons), None)
        last = drafts.with_key(page.starters, writing.starter)
        was = starters.fill(last, page.values(page.reason(writing.reason))) if last else ""
        text, is_below = drafts.begun(writing.text, was, starters.fill(chosen, page.values(reason)))
        wanted = replace(
            writing,
            intent=chosen.intent,
            text=text,
            starter=starter,
            reason=reason.id if reason else writing.reason,
        )
        _keep(draft, contact, row, _checked(wanted, draft.session, contact), today)
        draft.summary = (
            "It stands below what you wrote; nothing was replaced."
            if is_below
            else f"Begun: a message to {contact.short_name}."
        )
    return draft


def send(
    contact_id: int, version: int, writing: Writing, today: date, request_id: str | None = None
) -> Draft:
    """Log what was sent with its intent, starter and reason, which is used up by it; the draft is gone.

    A text that another tab has kept meanwhile stays as the draft. Raises NotFound, Invalid at a field and for a
    closed contact.
    """
    with change(_SENT, today, request_id) as draft:
        contact = _open_contact(draft.session, contact_id)
        wanted = _checked(writing, draft.session, contact)
        if not wanted.text:
            raise Invalid("There is no text yet. What did you send?", "text")
        exchange = Exchange(
            today,
            wanted.channel,
            Direction.OUT,
            intent=wanted.intent,
            text=wanted.text,
            starter=wanted.starter,
            reason=wanted.reason,
        )
        row = touchpoints.enter(draft, contact, exchange, today)
        kept = draft.session.get(Row, contact_id)
        # What was kept while the button was on its way is the beginning of what was sent.
        if kept is not None and (
            wanted.text.startswith(kept.text) or not _is_others(draft.session, kept, version, wanted)
        ):
            draft.session.delete(kept)
        elif kept is not None:
            draft.summary += " Another tab's text is still here as the draft."
        draft.answer = {"contact": contact_id, "touchpoint": row.id, "declined": False, "page": wanted.page}
    return draft


def delete(contact_id: int, text: str, today: date, request_id: str | None = None, page: str = "") -> Draft:
    """Throw the draft away; Undo brings it back as `text`, what the page held at last. Raises NotFound.

    page: as in a Writing.
    """
    with change(_THROWN_AWAY, today, request_id, _holds) as draft:
        contact = lookups.contact(draft.session, contact_id)
        row = lookups.draft(draft.session, contact_id)
        row.text = fields.text(text) or row.text
        draft.session.delete(row)
        draft.done(contact, "the draft is thrown away")
        draft.answer["page"] = page
    return draft


def _open_contact(session: Session, contact_id: int) -> Contact:
    """The contact. Raises NotFound, and Invalid where it is closed."""
    contact = lookups.contact(session, contact_id)
    if read(histories.load(session, [contact_id])[contact_id]).closed:
        raise Invalid(
            f"{contact.short_name} is closed, so there is nothing to write. Reopen first.", "contact"
        )
    return contact


def _at(draft: Draft, contact_id: int, version: int, writing: Writing) -> tuple[Contact, Row | None]:
    """The contact and its draft as the page showed it; the same text in another tab is no other text."""
    contact = _open_contact(draft.session, contact_id)
    row = draft.session.get(Row, contact_id)
    is_another = row is not None and row.text != fields.text(writing.text)
    if row is not None and is_another and _is_others(draft.session, row, version, writing):
        raise ChangedElsewhere(row.version)
    return contact, row


def _is_others(session: Session, row: Row, version: int, writing: Writing) -> bool:
    """Whether another page has kept the draft since. The same one may have sent this before it was told its number."""
    if row.version == version:
        return False
    kept = lookups.draft_kept(session, row.contact_id, row.version)
    return not writing.page or kept != writing.page


def _keep(draft: Draft, contact: Contact, row: Row | None, wanted: Writing, today: date) -> None:
    if row is None and not (wanted.text or wanted.subject):
        raise Invalid("There is nothing to keep yet.", "text")
    if row is None:
        row = Row(contact_id=contact.id, version=0)
        draft.session.add(row)
    row.channel, row.intent = wanted.channel, wanted.intent
    row.subject, row.text = wanted.subject, wanted.text
    row.starter, row.reason_id = wanted.starter, wanted.reason
    row.written_on = today
    # Never a number that an earlier draft to the same person had: an old tab would pass for a new one.
    row.version = max(row.version + 1, draft.position())
    draft.summary = f"Kept: a draft to {contact.short_name}."
    draft.answer = {"contact": contact.id, "version": row.version, "page": wanted.page}


def _checked(writing: Writing, session: Session, contact: Contact) -> Writing:
    """The same, cleaned and within its limits; a reason that is not theirs, or gone meanwhile, is none."""
    if writing.channel not in WRITTEN_CHANNELS:
        raise Invalid("Choose one of the values offered.", "channel")
    reason = session.get(ReasonToWrite, writing.reason) if writing.reason else None
    is_theirs = reason is not None and (
        reason.contact_id == contact.id or reason.company_id in {contact.company_id} - {None}
    )
    return replace(
        writing,
        subject=fields.line(writing.subject, "subject"),
        text=fields.text(writing.text),
        starter=fields.line(writing.starter, "starter"),
        reason=writing.reason if is_theirs and reason.deleted_on is None else None,
    )
