"""A small tree of errors; the web maps each to a status once, the command line to one line."""


class FollowupError(Exception):
    """Something that a person can mend; the message says what to do."""


class NotFound(FollowupError):
    """What was asked for is not there (or was deleted)."""


class Invalid(FollowupError):
    """What was given cannot be taken. `field` names where, when one field is to blame; else None."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class Conflict(FollowupError):
    """Somebody, perhaps another tab, changed it in between."""


class Ambiguous(FollowupError):
    """A name or a date can be read in more than one way; `candidates` lists them, for people."""

    def __init__(self, message: str, candidates: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.candidates = candidates


class Refused(FollowupError):
    """A start, a setting or a restore that would not be safe; the message says why and the fix."""
