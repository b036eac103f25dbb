"""The JSON Schema of an export, made from the tables. `python -m tests.contracts.export_schema` writes it anew."""

import json
from pathlib import Path

from followup.exchange.json import schema
from followup.queries.exports import TABLES

PLACE = Path(__file__).parents[2] / "docs" / "export.schema.json"


def text() -> str:
    """What the file must say."""
    return json.dumps(schema(TABLES), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    PLACE.write_text(text(), "utf-8")
