"""The tables. Importing this module maps all of them."""

from followup.db import Base
from followup.models.company import Company
from followup.models.contact import Contact, ContactPoint, ContactTag, Employment, Tag
from followup.models.event import Cool, Hold, Snooze, StandingChange, Touchpoint
from followup.models.opportunity import Decision, Encounter, Opportunity, OpportunityDoor
from followup.models.record import Change, Counter, RequestId, Setting
from followup.models.search import SearchDocument

__all__ = [
    "Base",
    "Change",
    "Company",
    "Contact",
    "ContactPoint",
    "ContactTag",
    "Cool",
    "Counter",
    "Decision",
    "Employment",
    "Encounter",
    "Hold",
    "Opportunity",
    "OpportunityDoor",
    "RequestId",
    "SearchDocument",
    "Setting",
    "Snooze",
    "StandingChange",
    "Tag",
    "Touchpoint",
]
