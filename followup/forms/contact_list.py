"""Searching and narrowing the list of contacts."""

from wtforms import StringField

from followup.domain.fields import LINE_LIMIT, NAME_LIMIT
from followup.domain.listing import Kept, Sort, Wanted
from followup.forms.base import BaseForm, ChoiceField, NumberField

_KEPT = {
    Kept.ACTIVE: "Active",
    Kept.RESTING: "Resting",
    Kept.DORMANT: "Yearly hello",
    Kept.CLOSED: "Closed",
    Kept.ADDRESS_BOOK: "Only the address book",
}
_SORTS = {
    Sort.DUE: "Who is next",
    Sort.TOUCHED: "Last touchpoint",
    Sort.NAME: "Name",
}
#: Further pages than this are reached by searching.
MOST_PAGES = 10_000


class ContactListForm(BaseForm):
    """Words, choices, an order, a page. What cannot be read asks for nothing."""

    q = StringField("Search")
    standing = ChoiceField("Who", Kept, _KEPT, empty="Everybody")
    company = StringField("Company")
    tag = StringField("Tag")
    sort = ChoiceField("Order", Sort, _SORTS, empty="Best first")
    page = NumberField(most=MOST_PAGES)

    def wanted(self) -> Wanted:
        """What is asked."""
        return Wanted(
            words=(self.q.data or "")[:LINE_LIMIT],
            kept=self.standing.data,
            company=(self.company.data or "")[:NAME_LIMIT],
            tag=(self.tag.data or "")[:NAME_LIMIT],
            sort=self.sort.data,
            number=self.page.data or 1,
        )

    def asked(self) -> dict[str, str]:
        """What is asked, without the page, as an address has it."""
        sent = {
            "q": self.q,
            "standing": self.standing,
            "company": self.company,
            "tag": self.tag,
            "sort": self.sort,
        }
        return {name: str(field.data) for name, field in sent.items() if field.data}

    def is_narrowed(self) -> bool:
        """Whether more than words narrows the list."""
        return bool(self.standing.data or self.company.data or self.tag.data or self.sort.data)
