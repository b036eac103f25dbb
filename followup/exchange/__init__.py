"""The formats of the outside, in and out."""

from followup.exchange import tables, texts
from followup.exchange.google import is_google
from followup.exchange.linkedin import begins

_CARD_ENDINGS = (".vcf", ".vcard")
_TABLE_ENDINGS = (".csv", ".tsv", ".tab", ".txt")


def guess(name: str, data: bytes) -> str | None:
    """What kind of file this is: "linkedin", "google", "csv", "vcard" or "json"; None where it is none of them.

    Goes by the beginning of what it holds, then by how its name ends. Never raises: reading it says what is wrong.
    """
    start, ending = texts.beginning(data), name.strip().casefold()
    if start is None:
        return None
    first = start.lstrip()[:11].upper()
    if first.startswith("BEGIN:VCARD"):
        return "vcard"
    if first.startswith("{") or (first.startswith("[") and ending.endswith(".json")):
        return "json"
    if begins(start):
        return "linkedin"
    headers = tables.first_cells(start)
    if is_google(headers):
        return "google"
    if ending.endswith(_CARD_ENDINGS):
        return "vcard"
    if ending.endswith(".json"):
        return "json"
    if ending.endswith(_TABLE_ENDINGS) or len(headers) > 1:
        return "csv" if headers else None
    return None
