"""What is done to several contacts at once: one change each, with one Undo."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from followup.actions.changes import Draft, change
from followup.domain import fields, tags
from followup.domain.errors import Invalid, NotFound
from followup.domain.folding import fold
from followup.domain.selecting import done
from followup.domain.values import Closing, Standing
from followup.domain.wording import cut, day_name, pace
from followup.models import Contact, ContactTag, Snooze, StandingChange, Tag
from followup.queries import lookups, settings
from followup.queries.selections import Chosen, among, meant


def tag(chosen: Chosen, name: str, today: date, request_id: str | None = None) -> Draft:
    """Put a tag on them, new where it is not known yet; it brings its rhythm where none was chosen.

    Raises Invalid, also where everybody has it, and Conflict where others are meant by now than the page showed.
    """
    try:
        clean = fields.name(name, "tag")
    except Invalid as error:
        raise Invalid(str(error), "name") from error
    with change("Tagged several", today, request_id) as draft:
        session = draft.session
        ids = _somebody(session, chosen, today)
        row = lookups.tag_named(session, clean)
        if row is None:
            row = Tag(name=clean, folded=fold(clean))
            session.add(row)
            session.flush()
        have = set(session.scalars(select(ContactTag.contact_id).where(ContactTag.tag_id == row.id)))
        new = [contact for contact in ids if contact not in have]
        if not new:
            raise Invalid("Everybody has this tag already.", "name")
        before = _tag_cadences(session, new) if row.cadence is not None else {}
        draft.insert_many(ContactTag, [{"contact_id": contact, "tag_id": row.id} for contact in new])
        if row.cadence is not None:
            preset = settings.load(session).cadence
            rhythm = row.cadence

            def with_tag(contact: int, cadence: int | None) -> int | None:
                has = before.get(contact, [])
                return tags.taken(cadence, has, [*has, rhythm], preset)

            _give_rhythms(draft, new, with_tag, today)
        said = cut(row.name)
        draft.summary = done(
            len(new), f"has the tag {said}", f"have the tag {said}", len(ids) - len(new), "they had it"
        )
    return draft


def untag(chosen: Chosen, tag_id: int, today: date, request_id: str | None = None) -> Draft:
    """Take a tag off them; they keep their rhythm.

    Raises NotFound, Invalid where nobody has it, and Conflict where others are meant by now than the page showed.
    """
    with change("Untagged several", today, request_id) as draft:
        session = draft.session
        ids = _somebody(session, chosen, today)
        row = session.get(Tag, tag_id)
        if row is None:
            raise NotFound("This tag is not here any more.")
        have = set(session.scalars(select(ContactTag.contact_id).where(ContactTag.tag_id == tag_id)))
        those = [contact for contact in ids if contact in have]
        if not those:
            raise Invalid("Nobody of them has this tag.", "which")
        name = cut(row.name)
        draft.delete_many(ContactTag, [(contact, tag_id) for contact in those])
        left = len(ids) - len(those)
        one, many = f"has the tag {name} no more", f"have the tag {name} no more"
        draft.summary = done(len(those), one, many, left, "without it already")
    return draft


def set_cadence(chosen: Chosen, cadence: int | None, today: date, request_id: str | None = None) -> Draft:
    """Give them a rhythm in days, or none. `recomputes` says that batches must follow.

    Raises Invalid, also where everybody has it, and Conflict where others are meant by now than the page showed.
    """
    fields.cadence(cadence)
    with change("Cadence of several", today, request_id) as draft:
        ids = _somebody(draft.session, chosen, today)
        moved = _give_rhythms(draft, ids, lambda *_: cadence, today)
        if not moved:
            raise Invalid("Everybody has this rhythm already.", "cadence")
        said = pace(cadence)
        verb = ("is ", "are ") if cadence is None else ("comes up ", "come up ")
        left = len(ids) - moved
        draft.summary = done(moved, f"{verb[0]}{said}", f"{verb[1]}{said}", left, "that was their rhythm")
    return draft


def snooze(chosen: Chosen, until: date, today: date, request_id: str | None = None) -> Draft:
    """Set the day on which they come back; the closed have no dates and are left alone.

    Raises Invalid for a day that is over and where all are closed, and Conflict where others are meant by now than
    the page showed.
    """
    day = fields.coming_day(until, today, "until")
    with change("Snoozed several", today, request_id) as draft:
        open_ones, closed = _open(draft.session, _somebody(draft.session, chosen, today))
        if not open_ones:
            raise Invalid("All of them are closed and have no dates. Reopen them first.", "until")
        rows = [
            {"contact_id": contact, "day": today, "position": position, "until": day, "pinned": False}
            for contact, position in zip(open_ones, draft.positions(len(open_ones)), strict=True)
        ]
        draft.insert_many(Snooze, rows)
        when = day_name(day, today)
        draft.summary = done(
            len(rows),
            f"comes back on {when}",
            f"come back on {when}",
            len(closed),
            "closed, so without dates",
        )
    return draft


def close(chosen: Chosen, because: Closing, today: date, request_id: str | None = None) -> Draft:
    """Close them: no more dates until each is reopened.

    Raises Invalid where all are closed already, and Conflict where others are meant by now than the page showed.
    """
    with change("Closed several", today, request_id) as draft:
        open_ones, closed = _open(draft.session, _somebody(draft.session, chosen, today))
        if not open_ones:
            raise Invalid("All of them are closed already.", "because")
        rows = [
            {"contact_id": contact, "day": today, "position": position, "because": because}
            for contact, position in zip(open_ones, draft.positions(len(open_ones)), strict=True)
        ]
        draft.insert_many(StandingChange, rows)
        one, many = "is closed and won't come up again", "are closed and won't come up again"
        draft.summary = done(len(rows), one, many, len(closed), "closed already")
    return draft


def delete(chosen: Chosen, today: date, request_id: str | None = None) -> Draft:
    """Move them to the trash, with all that happened.

    Raises Invalid where nobody is meant, and Conflict where others are by now than the page showed.
    """
    with change("Deleted several", today, request_id) as draft:
        ids = _somebody(draft.session, chosen, today)
        draft.trash_many(Contact, ids, today, with_all=True)
        where = "in the trash, with all that happened between you"
        draft.summary = done(len(ids), f"is {where}", f"are {where}")
    return draft


def _somebody(session: Session, chosen: Chosen, today: date) -> list[int]:
    ids = meant(session, chosen, today)
    if not ids:
        raise Invalid("Nobody is chosen any more. Go back to the list and choose again.")
    return ids


def _open(session: Session, ids: Iterable[int]) -> tuple[list[int], list[int]]:
    """Those who are open, and those who are closed."""
    every = list(ids)
    found = select(Contact.id).where(among(Contact.id, every), Contact.standing == Standing.CLOSED)
    closed = set(session.scalars(found))
    return [contact for contact in every if contact not in closed], sorted(closed)


def _tag_cadences(session: Session, ids: list[int]) -> dict[int, list[int | None]]:
    found: dict[int, list[int | None]] = defaultdict(list)
    rows = select(ContactTag.contact_id, Tag.cadence).join(Tag).where(among(ContactTag.contact_id, ids))
    for contact, cadence in session.execute(rows.order_by(Tag.id)):
        found[contact].append(cadence)
    return found


def _give_rhythms(
    draft: Draft, ids: list[int], rhythm: Callable[[int, int | None], int | None], today: date
) -> int:
    """Give each the rhythm for their id and present rhythm; one given after none leaves some room (R10).

    Returns how many have another than before.
    """
    found = select(Contact.id, Contact.cadence, Contact.cadence_given_on).where(among(Contact.id, ids))
    moved: dict[tuple[int | None, int | None], list[int]] = defaultdict(list)
    begun: dict[date | None, list[int]] = defaultdict(list)
    for contact, was, given_on in draft.session.execute(found.order_by(Contact.id)):
        now = rhythm(contact, was)
        if now != was:
            moved[was, now].append(contact)
            if was is None and given_on != today:
                begun[given_on].append(contact)
    for given_on, contacts in begun.items():
        draft.set_many(Contact, "cadence_given_on", contacts, given_on, today)
    for (was, now), contacts in moved.items():
        draft.set_many(Contact, "cadence", contacts, was, now)
    return sum(map(len, moved.values()))
