"""One line of text to one contact: "Dana Li, VP Eng @ Acme, final round, in 3 weeks".

E-mails, phones, links and #tags are taken out wherever they stand. Commas, semicolons, line ends and
spaced dashes part the rest into segments, and "@" or "at" begins a company. The first segment is the
name, even when it could be a day ("May"); a later one that is wholly a stage, a cadence or a day is that,
and so is a phrase that clearly trails another. The first segment left over may be a title. All else,
and whatever is said twice, is a note: nothing is lost.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import unquote

from followup.domain import quickadd_words as patterns
from followup.domain.dates import read_cadence, read_date, short_day
from followup.domain.errors import Ambiguous, Invalid
from followup.domain.fields import LINE_LIMIT, NAME_LIMIT
from followup.domain.values import Stage
from followup.domain.wording import pace


@dataclass(frozen=True, slots=True)
class Chip:
    """Something understood: its kind is the field it went to, its text is for people."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class QuickAdd:
    """What a line says. While there is a `question`, its words are in `note` and nothing may be saved."""

    name: str
    title: str | None
    company: str | None
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    links: tuple[str, ...]
    stage: Stage | None
    role: str | None
    tags: tuple[str, ...]
    cadence: int | None
    start: date | None
    note: str
    question: str | None
    chips: tuple[Chip, ...]
    #: No cadence, and said so: "just in the address book".
    address_book: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the cleaned line and what it was taken for."""

    start: int
    end: int
    kind: str
    text: str


def parse(line: str, today: date, first_weekday: int = 0) -> QuickAdd:
    """What `line` says about one person.

    Without a name, that of the first e-mail address ("dana.li@…" is Dana Li) or LinkedIn page stands in.
    Raises Invalid, its field "line", when there is none of these, when the line is over 500 characters,
    or when a name, title, company or role is over 200.
    """
    return read(clean(line), today, first_weekday)[0]


def clean(line: str) -> str:
    """`line` without what could garble it: NUL and other controls, lone surrogates, bidi overrides."""
    return patterns.UNWANTED.sub("", line).strip()


def read(line: str, today: date, first_weekday: int = 0) -> tuple[QuickAdd, tuple[Piece, ...]]:
    """What a cleaned line says, with the stretches that were understood, in reading order.

    Raises Invalid as `parse` does.
    """
    if len(line) > LINE_LIMIT:
        raise Invalid(f"Keep the line to {LINE_LIMIT} characters; longer notes fit on the contact.", "line")
    reader = _Reader(line, today, first_weekday)
    reader.read()
    return reader.result(), tuple(reader.pieces)


class _Reader:
    """Walks once along a cleaned line. `pieces` holds what was understood, the rest the fields."""

    def __init__(self, line: str, today: date, first_weekday: int) -> None:
        self.line, self.today, self.first_weekday = line, today, first_weekday
        self.pieces: list[Piece] = []
        #: name, title, company, role
        self.said: dict[str, str] = {}
        self.stand_in: Piece | None = None
        self.stage: Stage | None = None
        #: 0 is "just in the address book"
        self.cadence: int | None = None
        self.start: date | None = None
        self.question: str | None = None
        #: an "@" is a company's mark somewhere on the line
        self.marked = False
        #: there was a note where a title could have been
        self.noted = False

    def read(self) -> None:
        tokens = [token for match in patterns.TOKEN.finditer(self.line) if (token := _token(match))]
        starts, ends = [0, *(t.end for t in tokens)], [*(t.start for t in tokens), len(self.line)]
        self.marked = any(patterns.AT_SIGN.search(self.line, a, b) for a, b in zip(starts, ends, strict=True))
        for start, end, token in zip(starts, ends, [*tokens, None], strict=True):
            for segment in self.segments(start, end):
                self.segment(*segment)
            if token:
                self.pieces.append(token)
                self.stand_in = self.stand_in or _stand_in(token)
        if "name" not in self.said and self.stand_in:
            self.said["name"] = self.stand_in.text
            self.pieces.append(self.stand_in)
        self.pieces.sort(key=lambda piece: (piece.start, piece.end))

    def segments(self, start: int, end: int) -> list[tuple[int, int]]:
        """The stretches between separators; "Dec 1, 2027" is one, but not in the place of the name."""
        breaks = list(patterns.SEPARATOR.finditer(self.line, start, end))
        found = list(
            zip([start, *(b.end() for b in breaks)], [*(b.start() for b in breaks), end], strict=True)
        )
        for i in range(len(found) - 1, 0 if start else 1, -1):
            if self.day(self.words(found[i - 1][0], found[i][1])):
                found[i - 1 : i + 1] = [(found[i - 1][0], found[i][1])]
        return found

    def segment(self, start: int, end: int) -> None:
        marks = [match.start() for match in patterns.AT_SIGN.finditer(self.line, start, end)]
        self.text(start, marks[0] if marks else end)
        for mark, stop in zip(marks, [*marks[1:], end], strict=False):
            self.employer(mark, stop)

    def text(self, start: int, end: int) -> None:
        """Takes a stretch without "@": whole, or as a rest and its tail, or parted at "at", or as it is."""
        start, end = self.trim(start, end)
        if not _has_text(self.line[start:end]):
            return
        naming = self.may_be_name(self.words(start, end))
        a_name = naming and _lone(self.words(start, end)) and not self.stand_in
        if not a_name and self.take_time(start, end):
            return
        if cut := self.tail(start, end, self.is_time, naming):
            self.part(start, cut, end, self.text, self.take_time)
        elif (mark := self.at(start, end, naming)) is not None:
            self.text(start, mark)
            self.employer(mark, end)
        elif a_name or not self.take_stage(start, end):
            if cut := self.tail(start, end, self.is_stage, naming):
                self.part(start, cut, end, self.text, self.take_stage)
            else:
                self.free(start, end)

    def part(
        self,
        start: int,
        cut: int,
        end: int,
        head: Callable[[int, int], None],
        tail: Callable[[int, int], bool],
    ) -> None:
        """Understands a stretch in two; a tail of a kind that its head has told already is a note."""
        head(start, cut)
        if not tail(cut, end):
            self.note(cut, end)

    def free(self, start: int, end: int) -> None:
        """A stretch that is no stage, cadence or day: a suffix, the name, a title or a note."""
        phrase, last = self.words(start, end), self.pieces[-1] if self.pieces else None
        if last and last.kind in patterns.SUFFIX and patterns.SUFFIX[last.kind].fullmatch(phrase):
            self.pieces.pop()
            self.put(last.start, end, last.kind, f"{last.text}, {phrase}")
        elif self.may_be_name(phrase):
            self.put(start, end, "name", phrase)
        elif self.may_be_title(phrase):
            self.put(start, end, "title", phrase)
        else:
            self.note(start, end)

    def employer(self, start: int, end: int) -> None:
        """A stretch that begins with "@", "at" or "from": a company, or a note when there is one already."""
        mark = patterns.MARKER.match(self.line, start, end)
        inner, stop = self.trim(mark.end() if mark else start, end)
        if "company" in self.said or not _has_text(self.line[inner:stop]):
            self.note(start, end)
        elif cut := self.tail(inner, stop, self.is_time, loose=True):
            self.part(start, cut, stop, self.employer, self.take_time)
        elif cut := self.tail(inner, stop, self.is_stage, loose=True):
            self.part(start, cut, stop, self.employer, self.take_stage)
        else:
            role = patterns.FOR.search(self.line, inner, stop) if self.awaits_role() else None
            self.put(
                start,
                role.start() if role else stop,
                "company",
                self.words(inner, role.start() if role else stop),
            )
            if role:
                self.put(role.start(), stop, "role", self.words(role.end(), stop))

    def awaits_role(self) -> bool:
        return bool(self.pieces) and self.pieces[-1].kind == "stage" and "role" not in self.said

    def may_be_name(self, phrase: str) -> bool:
        if "name" in self.said:
            return False
        return not (
            self.stand_in and (patterns.ROLE_WORD.search(phrase) or patterns.NOTE_OPENER.match(phrase))
        )

    def may_be_title(self, phrase: str) -> bool:
        if "title" in self.said or len(phrase.split()) > 8 or patterns.NOTE_OPENER.match(phrase):
            return False
        if (
            _cadence(phrase) is not None
            or _stage(phrase)
            or self.day(phrase)
            or patterns.BEHIND.fullmatch(phrase)
        ):
            return False
        return bool(patterns.ROLE_WORD.search(phrase)) or not (
            self.noted or "company" in self.said or re.search(r"\d", phrase)
        )

    def at(self, start: int, end: int, naming: bool) -> int | None:
        """Where "at Acme" begins, or "from Acme" after a name; an "@" anywhere outranks both."""
        if self.marked or "company" in self.said:
            return None
        text = self.line[start:end]
        for match in [*patterns.AT.finditer(text), *(patterns.FROM.finditer(text) if naming else ())]:
            left = " ".join(text[: match.start()].split())
            fits = naming or not left or _stage(left) or self.may_be_title(left)
            if fits and not patterns.NO_COMPANY.match(text[match.end() :]):
                return start + match.start()
        return None

    def tail(
        self, start: int, end: int, reads: Callable[[str], bool], naming: bool = False, loose: bool = False
    ) -> int | None:
        """Where the longest phrase begins that `reads` as something and clearly trails the stretch.

        After a name, a company or a title any phrase does, but a single word only in lower case and, after
        a name, as the third word or later ("May Sunday" is a name). At the end of a note only some days do.
        """
        cuts = [match.start() for match in patterns.WORD.finditer(self.line, start, end)]
        loose = loose or naming or bool(patterns.ROLE_WORD.search(self.line, start, end))
        for before, cut in list(enumerate(cuts))[1:][-12:]:
            phrase, rest = self.words(cut, end), self.words(start, cut)
            if not reads(phrase):
                continue
            if loose or self.is_time(rest) or _stage(rest):
                if not _lone(phrase) or (phrase.islower() and before > naming):
                    return cut
            elif self.is_when_to_write(phrase, rest):
                return cut
        return None

    def is_when_to_write(self, phrase: str, note: str) -> bool:
        """Whether a day at the end of a note is when to write, and not when something happened."""
        day = self.day(phrase)
        if day is None or _lone(phrase):
            return False
        if isinstance(day, date) and patterns.AHEAD.match(phrase):
            return day >= self.today
        if patterns.PAST.search(note):
            return False
        led = bool(patterns.LED.match(phrase))
        if isinstance(day, Ambiguous):
            return led
        return day >= self.today and (led or not patterns.BARE.fullmatch(phrase))

    def day(self, phrase: str) -> date | Ambiguous | None:
        if patterns.BEHIND.fullmatch(phrase):
            return None
        try:
            return read_date(phrase, self.today, self.first_weekday)
        except Ambiguous as question:
            return question

    def is_time(self, phrase: str) -> bool:
        """Whether it is a cadence or a day, and the first of its kind."""
        if _cadence(phrase) is not None:
            return self.cadence is None
        return self.start is None and self.day(phrase) is not None

    def take_time(self, start: int, end: int) -> bool:
        """Takes a stretch that is a cadence or a day; a day that raises a question stays in the note."""
        phrase = self.words(start, end)
        if not self.is_time(phrase):
            return False
        cadence, day = _cadence(phrase), self.day(phrase)
        if cadence is not None:
            self.cadence = cadence
            self.add(start, end, "cadence", pace(cadence))
        elif isinstance(day, date) and day >= self.today:
            self.start = day
            self.add(start, end, "start", short_day(day, self.today))
        else:
            passed = f"{phrase} has passed. When would you like to start? Write a day from today on."
            self.question = self.question or (str(day) if isinstance(day, Ambiguous) else passed)
            self.add(start, end, "note", phrase)
        return True

    def is_stage(self, phrase: str) -> bool:
        return self.stage is None and _stage(phrase) is not None

    def take_stage(self, start: int, end: int) -> bool:
        found = _stage(self.words(start, end))
        if self.stage or not found:
            return False
        self.stage, role = found
        self.add(start, end, "stage", self.stage.value.replace("_", " "))
        if role:
            self.put(end, end, "role", role)
        return True

    def note(self, start: int, end: int) -> None:
        if _has_text(self.line[start:end]):
            self.noted = True
            self.add(*self.trim(start, end), "note", self.words(start, end))

    def put(self, start: int, end: int, kind: str, text: str) -> None:
        self.said[kind] = text
        self.add(start, end, kind, text)

    def add(self, start: int, end: int, kind: str, text: str) -> None:
        self.pieces.append(Piece(start, end, kind, text))

    def words(self, start: int, end: int) -> str:
        return " ".join(self.line[start:end].split())

    def trim(self, start: int, end: int) -> tuple[int, int]:
        """The stretch without spaces, stray brackets and dashes, and quotes around the whole."""
        if edge := patterns.EDGE.match(self.line, start, end):
            start = edge.end()
        while start < end and (self.line[end - 1].isspace() or self.line[end - 1] in patterns.TRIM_RIGHT):
            end -= 1
        quoted = end - start > 2 and self.line[end - 1] == patterns.QUOTES.get(self.line[start])
        return (start + 1, end - 1) if quoted else (start, end)

    def result(self) -> QuickAdd:
        if "name" not in self.said:
            raise Invalid('Start with a name, for example "Dana Li, VP Eng @ Acme, in 3 weeks".', "line")
        for kind, text in self.said.items():
            if len(text) > NAME_LIMIT:
                raise Invalid(f"Keep the {kind} to {NAME_LIMIT} characters.", "line")
        question = None if self.start else self.question
        pieces = _joined(self.line, self.pieces)
        chips = [Chip(piece.kind, piece.text) for piece in pieces]
        return QuickAdd(
            name=self.said["name"],
            title=self.said.get("title"),
            company=self.said.get("company"),
            emails=_texts(self.pieces, "email"),
            phones=_texts(self.pieces, "phone"),
            links=_texts(self.pieces, "link"),
            stage=self.stage,
            role=self.said.get("role"),
            tags=_texts(self.pieces, "tag"),
            cadence=self.cadence or None,
            start=self.start,
            note=", ".join(piece.text for piece in pieces if piece.kind == "note"),
            question=question,
            chips=(*chips, Chip("question", question)) if question else tuple(chips),
            address_book=self.cadence == 0,
        )


def _token(match: re.Match[str]) -> Piece | None:
    """An e-mail, phone, link or tag, with its label; None when it only looks like one."""
    kind = str(match.lastgroup)
    text, end = match[kind], match.end()
    if kind == "link":
        text = text.rstrip(".:!?]}'…")
        while text.endswith(")") and text.count(")") > text.count("("):
            text = text[:-1].rstrip(".:!?]}'…")
        end = match.start(kind) + len(text)
        text = re.sub(r"^(?:(https?)://)?", lambda m: f"{(m[1] or 'https').lower()}://", text, flags=re.I)
    elif kind == "phone":
        text = " ".join(text.split())
        if not 7 <= sum(map(str.isdecimal, text)) <= 15 or patterns.NO_PHONE.fullmatch(text):
            return None
    elif kind == "tag" and (text.isnumeric() or not _has_text(text)):
        return None
    return Piece(match.start(), end, kind, text)


def _stand_in(token: Piece) -> Piece | None:
    """A name from the local part of an e-mail address or a LinkedIn page: "dana.li+jobs@…" is Dana Li."""
    if token.kind == "email":
        words = re.split(r"[._%-]+", token.text.split("@")[0].split("+")[0])
    elif token.kind == "link" and (match := patterns.LINKEDIN.match(token.text)):
        words = [word for word in clean(unquote(match[1])).split("-") if not re.search(r"\d", word)]
    else:
        return None
    name = " ".join(
        word[:1].upper() + word[1:] for word in (word.strip("0123456789 ") for word in words) if word
    )
    name = name if _has_text(name) else token.text
    return Piece(token.start, token.start, "name", name)


def _stage(phrase: str) -> tuple[Stage, str | None] | None:
    """The stage, and the role where one is named, that the whole of a phrase tells."""
    for stage, pattern in patterns.STAGES:
        if match := pattern.fullmatch(phrase):
            return stage, match["role"] or match["inside"]
    return None


def _cadence(phrase: str) -> int | None:
    """Days, 0 for "just in the address book", None for anything else."""
    return 0 if patterns.ADDRESS_BOOK.fullmatch(phrase) else read_cadence(phrase)


def _lone(phrase: str) -> bool:
    """A single word without a digit: as likely a name or a part of one as a day."""
    return re.fullmatch(r"[^\s\d]+", phrase) is not None


def _has_text(text: str) -> bool:
    """Whether there is a letter, a number or an emoji in it."""
    return any(unicodedata.category(c)[0] in "LN" or unicodedata.category(c) == "So" for c in text)


def _texts(pieces: list[Piece], kind: str) -> tuple[str, ...]:
    """The texts of one kind, each once whatever its case."""
    found: dict[str, str] = {}
    for piece in pieces:
        if piece.kind == kind:
            found.setdefault(piece.text.casefold(), piece.text)
    return tuple(found.values())


def _joined(line: str, pieces: list[Piece]) -> list[Piece]:
    """The pieces, neighbouring notes made one, in the user's own punctuation."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].kind == piece.kind == "note":
            start = joined.pop().start
            piece = replace(piece, start=start, text=" ".join(line[start : piece.end].split()))
        joined.append(piece)
    return joined
