"""What there is to write with: promises, reasons to write, a draft, and where a reason may be found."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import literal, null, or_, select, union_all
from sqlalchemy.orm import Session

from followup.domain import sending
from followup.domain.values import PointKind
from followup.models import Company, Contact, ContactPoint, Draft, Encounter, Touchpoint
from followup.queries import promises, reasons
from followup.queries.histories import IDS
from followup.queries.promises import Promise
from followup.queries.reasons import Reason

_PROMISES = ("encounter", "touchpoint")


@dataclass(slots=True)
class Material:
    """Of one contact. site, news: of the company; linkedin: their own page. Each is empty where none is known."""

    promises: list[Promise] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    is_drafted: bool = False
    site: str = ""
    news: str = ""
    linkedin: str = ""


def load(session: Session, contacts: Collection[int], today: date) -> dict[int, Material]:
    """What there is for each of `contacts`, by id, in one statement; promises oldest first, reasons newest first."""
    found: dict[int, Material] = defaultdict(Material)
    parameters = {"ids": list(contacts), **reasons.days(today)}
    for contact, part, *row in session.connection().execute(_every(), parameters):
        _add(found[contact], part, row)
    for of in found.values():
        of.reasons = reasons.newest_first(of.reasons)
    return found


def _add(of: Material, part: str, row: list[Any]) -> None:
    if part in _PROMISES:
        of.promises.append(Promise(part, row[0], row[1]))
    elif part in ("own", "company"):
        of.reasons.append(reasons.read(row, part == "company"))
    elif part == "pages":
        of.site, of.news = row[1], row[2]
    elif part == "link":
        of.linkedin = of.linkedin or sending.linkedin([row[1]])
    else:
        of.is_drafted = True


@cache
def _every():
    encounters, touchpoints = promises.rows()
    none = (null(), null())
    pages = (Company.website != "", Company.news_url != "")
    return union_all(
        encounters.add_columns(*none).where(Encounter.contact_id.in_(IDS)),
        touchpoints.add_columns(*none).where(Touchpoint.contact_id.in_(IDS)),
        reasons.own(Contact.id, literal("own"), *reasons.COLUMNS).where(Contact.id.in_(IDS)),
        reasons.of_companies(Contact.id, literal("company"), *reasons.COLUMNS).where(Contact.id.in_(IDS)),
        select(Draft.contact_id, literal("draft"), null(), null(), *none).where(Draft.contact_id.in_(IDS)),
        select(Contact.id, literal("pages"), null(), Company.website, Company.news_url, null())
        .join(Company, Company.id == Contact.company_id)
        .where(Contact.id.in_(IDS), or_(*pages)),
        select(ContactPoint.contact_id, literal("link"), ContactPoint.id, ContactPoint.value, *none).where(
            ContactPoint.contact_id.in_(IDS),
            ContactPoint.kind == PointKind.LINK,
            ContactPoint.value.contains("linkedin.com"),
        ),
    )
