"""The rules of Followup: pure functions that are told the day. No Flask, no SQLAlchemy, no clock."""
