"""What somebody may mean while they type: names that are here already."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, or_, select

from followup.db import reading
from followup.domain.folding import fold
from followup.domain.met import Candidate
from followup.models import Company, Contact
from followup.queries.lookups import is_alive

#: More than a phone shows at once helps nobody.
SHOWN = 8


def companies(words: str) -> list[str]:
    """The names of companies that hold `words` however they are spelled, those that begin with them first."""
    folded = fold(words)
    if not folded:
        return []
    with reading() as session:
        found = session.scalars(
            select(Company.name)
            .where(Company.folded.contains(folded, autoescape=True), Company.deleted_on.is_(None))
            .order_by(func.instr(Company.folded, folded), func.length(Company.name), Company.id)
            .limit(SHOWN)
        )
        return list(found)


def people(names: Sequence[str], company: str) -> list[list[Candidate]]:
    """For each of `names`, who is here and may be meant: of that name, or of one that begins with it.

    company: the name of the company where they were met. Those of that name come first; the dead are in no match.
    """
    folded = [fold(name) for name in names]
    wanted = [_named(name) for name in folded if name]
    if not wanted:
        return [[] for _ in names]
    with reading() as session:
        rows = session.execute(
            select(Contact.id, Contact.name, Contact.folded, Contact.title, Company.name, Company.folded)
            .outerjoin(Company, Company.id == Contact.company_id)
            .where(or_(*wanted), Contact.deleted_on.is_(None), is_alive())
            .order_by(func.length(Contact.name), Contact.id)
            .limit(SHOWN * len(wanted))
        ).all()
    place = fold(company)
    found = []
    for name in folded:
        fitting = [
            Candidate(row_id, called, title, works_at or "", key == name, bool(place) and at == place)
            for row_id, called, key, title, works_at, at in rows
            if name and (key == name or (len(name) >= _LETTERS and key.startswith(name)))
        ]
        fitting.sort(key=lambda candidate: (not candidate.named, not candidate.here))
        found.append(fitting[:_OFFERED])
    return found


#: From so many letters on somebody is offered whose name only begins so, and at most so many are.
_LETTERS, _OFFERED = 3, 4


def _named(name: str) -> ColumnElement[bool]:
    if len(name) < _LETTERS:
        return Contact.folded == name
    return Contact.folded.startswith(name, autoescape=True)
