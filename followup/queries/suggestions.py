"""What somebody may mean while they type: names that are here already."""

from sqlalchemy import func, select

from followup.db import reading
from followup.domain.folding import fold
from followup.models import Company

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
