"""The tables. Importing this module maps all of them."""

from followup.db import Base
from followup.models.checkin import CheckIn, Writing
from followup.models.company import Company
from followup.models.contact import Contact, ContactPoint, ContactTag, Employment, Tag
from followup.models.draft import Draft, ReasonToWrite, Starter
from followup.models.event import Cool, Hold, Snooze, StandingChange, Touchpoint
from followup.models.incoming import Import
from followup.models.opening import Opening
from followup.models.opportunity import Decision, Encounter, Opportunity, OpportunityDoor
from followup.models.record import Change, Counter, RequestId, Setting
from followup.models.search import SearchDocument

__all__ = [
    "Base",
    "Change",
    "CheckIn",
    "Company",
    "Contact",
    "ContactPoint",
    "ContactTag",
    "Cool",
    "Counter",
    "Decision",
    "Draft",
    "Employment",
    "Encounter",
    "Hold",
    "Import",
    "Opening",
    "Opportunity",
    "OpportunityDoor",
    "ReasonToWrite",
    "RequestId",
    "SearchDocument",
    "Setting",
    "Snooze",
    "StandingChange",
    "Starter",
    "Tag",
    "Touchpoint",
    "Writing",
]
