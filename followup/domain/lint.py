"""Advice on a draft, as a kind and competent friend would give it: deterministic, offline, and never in the way.

It reads words and nothing else. Where it cannot tell (another script, another language), it says nothing.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import fuzz

from followup.domain import lint_words as words
from followup.domain.folding import fold
from followup.domain.values import Channel, Intent
from followup.domain.wording import cut, number, short_name

# Source: judgement. An e-mail of 120 words fits the screen of a telephone; a text message is half of that, because it
# is read in passing, on a locked screen; 300 characters is what LinkedIn gives a note to somebody not yet connected.
MOST_WORDS = 120
MOST_WORDS_MESSAGE = 60
MOST_CHARACTERS_LINKEDIN = 300
# Source: judgement. Before the third note nothing is asked; of 100, how alike two texts are that say the same; shorter
# texts (in letters) are alike by chance; no more of a text than this is compared.
FIRST_ASK_AFTER = 2
ALIKE = 80
ALIKE_FROM_LENGTH = 60
COMPARED_LENGTH = 4000
#: A body of fewer words is still being written, or is a "thank you" that needs nothing else; a short answer needs no
#: detail either.
JUDGED_FROM_WORDS = 3
SPECIFIC_FROM_WORDS = 12
#: So many words that are not in everybody's letters make a detail; a name or a word known of them does so alone.
OWN_WORDS = 2
#: Where a greeting does not name them, it may still do so in so many words after its comma: "Hello once more, Priya".
NAME_WITHIN = 3
#: From so many letters, names that differ in a vowel are one name spelled in two ways: "Ahmed", "Ahmad".
SPELLED_ALIKE_FROM = 5
PHRASE_LENGTH = 40

_LINKEDIN = frozenset({Channel.LINKEDIN_MESSAGE, Channel.LINKEDIN_COMMENT, Channel.LINKEDIN_REACTION})
#: What is written there stands below what it speaks of.
_BELOW_A_POST = frozenset({Channel.LINKEDIN_COMMENT, Channel.LINKEDIN_REACTION})
_SAME = str.maketrans(dict.fromkeys("’‘ʼ‛`´′＇", "'") | dict.fromkeys("‐‑‒–—―−", "-"))
_WITHOUT_SPACES = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR")
_GAP = re.compile(
    r"\[(?P<inside>[^\[\]\n]{1,80})\](?!\()|(?<!\w)(?:TODO|XXX+|TBD|FIXME)(?!\w)|\{\w{2,30}\}|_{3,}"
    r"|<(?:insert|add|your|their) [^<>\n]{1,80}>"
)
_QUOTED = re.compile(r"\"[^\"\n]{1,300}\"|“[^”\n]{1,300}”|„[^“”\n]{1,300}[“”]|«[^»\n]{1,300}»")
_LINK = re.compile(r"https?://\S|www\.\S|\w\.[a-z]{2,}/\S")
#: A capital that is not at the beginning of a sentence.
_NAME = re.compile(r"(?<=[\w,;] )[^\W\d_a-z][\w'’]*")
_ENDING = re.compile(r"(?:n't|'\w*|ing|e?d|e?s|est|ly)$")
_EVERYBODYS = words.COMMON | words.STOP
_SMALL = re.compile(r"(?<!\w)(?:" + "|".join(sorted(words.STOP, key=len, reverse=True)) + r")(?!\w)")
#: Three small words at most, once they are blanked.
_BETWEEN = r"\W{1,30}"
_ENTRIES = re.compile(r"[\n\r;,،؛、，；•|/]+")


class AdviceKind(StrEnum):
    """What a piece of advice is about, in the order in which it is given."""

    GAP_LEFT = "gap_left"
    WRONG_NAME = "wrong_name"
    DO_NOT_MENTION = "do_not_mention"
    BITTERNESS = "bitterness"
    MOMENT = "moment"
    EARLY_ASK = "early_ask"
    GIVE_AND_ASK = "give_and_ask"
    STOCK_PHRASE = "stock_phrase"
    NOTHING_SPECIFIC = "nothing_specific"
    TOO_LIKE_LAST = "too_like_last"
    LENGTH = "length"


@dataclass(frozen=True)
class Draft:
    """What is about to be sent; a channel or an intent of None is not chosen yet."""

    text: str
    channel: Channel | None = None
    intent: Intent | None = None


@dataclass(frozen=True)
class Context:
    """What is known of the contact; whatever is left out is not judged by.

    `others` are the names of other contacts, for greetings that went astray. `direct_out` counts the direct outbound
    touchpoints so far, None for unknown; `intents` are those of the touchpoints sent, the newest last. `specifics` are
    texts of which one word makes a draft specific, if it is not in everybody's letters: titles, what they said,
    reasons, earlier touchpoints. `do_not_mention` is as on the card: entries divided by lines, commas or semicolons.
    """

    name: str = ""
    called: str = ""
    company: str = ""
    others: tuple[str, ...] = ()
    direct_out: int | None = None
    intents: tuple[Intent | None, ...] = ()
    last_text: str = ""
    do_not_mention: str = ""
    specifics: tuple[str, ...] = ()

    @property
    def short(self) -> str:
        """What to call the contact in a sentence, 24 characters at most; "them" where there is no name."""
        return short_name(" ".join(self.name.split()), " ".join(self.called.split())) or "them"


@dataclass(frozen=True)
class Advice:
    """A sentence and its reason; `span` is where in the text (start, end in characters), None for all of it."""

    kind: AdviceKind
    sentence: str
    span: tuple[int, int] | None = None


class _Read:
    """A text folded letter by letter, so that what is found in `plain` is known to stand somewhere in the text."""

    def __init__(self, text: str) -> None:
        plain: list[str] = []
        self.at: list[int] = []
        for place, letter in enumerate(text):
            piece = _piece(letter)
            if piece.isspace() and plain and plain[-1].isspace():
                plain[-1] = "\n" if "\n" in (plain[-1], piece) else " "
                continue
            plain.extend(piece)
            self.at.extend([place] * len(piece))
        self.text, self.plain = text, "".join(plain)

    def span(self, found: re.Match[str], group: str | int = 0) -> tuple[int, int]:
        """Where in the text something stands that was found in `plain`; it holds at least one letter."""
        start, end = found.span(group)
        return self.at[start], self.at[end - 1] + 1

    def first(self, pattern: re.Pattern[str], but: re.Pattern[str] | None = None) -> tuple[int, int] | None:
        """Where the pattern is first found, what `but` finds left out; None for nowhere."""
        plain = but.sub(lambda found: "\0" * len(found[0]), self.plain) if but else self.plain
        found = pattern.search(plain)
        return self.span(found) if found and found[0] else None


@lru_cache(maxsize=4096)
def _piece(letter: str) -> str:
    """A letter folded, always of the same length wherever it stands; "\\n" and " " for white space."""
    if letter.isspace():
        return "\n" if letter in "\n\r\v\f\x85\u2028\u2029" else " "
    return "" if unicodedata.category(letter) == "Cf" else fold(letter.translate(_SAME))


def lint(draft: Draft, context: Context) -> list[Advice]:
    """What a friend would say before this is sent, in the order of AdviceKind; nothing for a text without words.

    At most one of each kind, but for gaps, stock phrases and what is not to be mentioned: of these one for each phrase.
    Every sentence has at most 140 characters. The same draft and context give the same advice.
    """
    if not draft.text.strip():
        return []
    read = _Read(draft.text)
    start, end = _body(read)
    found: list[Advice] = []
    for rule in (_gaps, _wrong_name, _unmentioned, _bitterness, _moment, _stock, _length):
        found.extend(rule(read, draft, context))
    if word_count(draft.text[start:end]) >= JUDGED_FROM_WORDS:
        found.extend(_asks(read, draft, context))
        found.extend(_specific(start, end, draft, context))
        found.extend(_too_like_last(draft.text[start:end], context))
    order = list(AdviceKind)
    return sorted(dict.fromkeys(found), key=lambda advice: (order.index(advice.kind), advice.span or (0, 0)))


def word_count(text: str) -> int:
    """How many words a text has; of scripts without spaces (Chinese, Japanese, Thai) two letters count as one."""
    return sum(size for _, size in _sizes(text))


def _sizes(text: str) -> Iterator[tuple[int, int]]:
    """Where each run between white space begins, and how many words it counts for."""
    for found in re.finditer(r"\S+", text):
        solid = sum(map(_is_solid, found[0]))
        others = any(letter.isalnum() and not _is_solid(letter) for letter in found[0])
        yield found.start(), (solid + 1) // 2 + others


@lru_cache(maxsize=4096)
def _is_solid(letter: str) -> bool:
    """Whether it is of a script that puts no spaces between words."""
    return letter > "\u0e00" and letter.isalpha() and unicodedata.name(letter, "").startswith(_WITHOUT_SPACES)


def _quote(text: str, most: int = PHRASE_LENGTH) -> str:
    text = " ".join(text.split())
    return f"“{text if len(text) <= most else text[: most - 1].rstrip() + '…'}”"


def _length(read: _Read, draft: Draft, context: Context) -> Iterator[Advice]:
    text = read.text.rstrip()
    if draft.channel in _LINKEDIN:
        limit, count = MOST_CHARACTERS_LINKEDIN, len(text.lstrip())
        if count > limit:
            span = (len(text) - count + limit, len(text))
            yield Advice(
                AdviceKind.LENGTH,
                f"{min(count, 99_999)} characters; on LinkedIn up to {limit} are easily read. "
                "Something can wait for the next note.",
                span,
            )
        return
    limit, count, over = MOST_WORDS, 0, 0
    if draft.channel is Channel.MESSAGE:
        limit = MOST_WORDS_MESSAGE
    for start, size in _sizes(text):
        over = start if count <= limit < count + size else over
        count += size
    if count > limit:
        yield Advice(
            AdviceKind.LENGTH,
            f"{min(count, 99_999)} words; up to {limit} are easily read and answered. "
            "Something can wait for the next note.",
            (over, len(text)),
        )


def _stock(read: _Read, draft: Draft, context: Context) -> Iterator[Advice]:
    seen = set()
    for found in words.STOCK.finditer(read.plain):
        if found[0] not in seen:
            seen.add(found[0])
            start, end = read.span(found)
            phrase = _quote(read.text[start:end])
            yield Advice(
                AdviceKind.STOCK_PHRASE,
                f"{phrase} stands in many letters. A word that only you could write says more to {context.short}.",
                (start, end),
            )


def _asks(read: _Read, draft: Draft, context: Context) -> Iterator[Advice]:
    span = read.first(words.ASK, but=words.NO_ASK)
    if span is None and draft.intent is not Intent.ASK:
        return
    if context.direct_out is not None and context.direct_out < FIRST_ASK_AFTER:
        so_far = "none" if context.direct_out <= 0 else number(context.direct_out)
        yield Advice(
            AdviceKind.EARLY_ASK,
            f"An ask is easier to hear after {number(FIRST_ASK_AFTER)} notes that ask for nothing; "
            f"so far there is {so_far}.",
            span,
        )
    if context.intents[-2:] == (Intent.ASK, Intent.ASK):
        yield Advice(
            AdviceKind.GIVE_AND_ASK,
            f"Your last two notes to {context.short} asked for something, too. "
            "One that only brings something could come first.",
            span,
        )


def _bitterness(read: _Read, draft: Draft, context: Context) -> Iterator[Advice]:
    if span := read.first(words.BITTER, but=words.NOT_BITTER):
        phrase = _quote(read.text[slice(*span)])
        yield Advice(
            AdviceKind.BITTERNESS,
            f"On paper {phrase} can sound harder than it is meant. It may be better kept for a page of your own.",
            span,
        )


def _moment(read: _Read, draft: Draft, context: Context) -> Iterator[Advice]:
    if span := read.first(words.MOMENT):
        phrase = _quote(read.text[slice(*span)])
        yield Advice(
            AdviceKind.MOMENT,
            f"{phrase} is about somebody else's place. Without it, {context.short} can read this at ease.",
            span,
        )


def _gaps(read: _Read, draft: Draft, context: Context) -> Iterator[Advice]:
    # Within the words of somebody else it says whom or what they meant: "we [the team] were proud".
    explained = {
        quoted.start() + found.start()
        for quoted in _QUOTED.finditer(read.text)
        for found in _GAP.finditer(quoted[0])
        if quoted[0][1:-1].strip() != found[0]
    }
    seen = set()
    for found in _GAP.finditer(read.text):
        inside = found["inside"]
        if found[0] in seen or (inside is not None and (found.start() in explained or not _is_gap(inside))):
            continue
        seen.add(found[0])
        yield Advice(
            AdviceKind.GAP_LEFT, f"{_quote(found[0], 60)} still waits for words of yours.", found.span()
        )


def _is_gap(inside: str) -> bool:
    """Whether what stands in square brackets asks for words: several, or a question; "[1]" and "[sic]" do not."""
    asks = inside.strip().startswith(("…", "...")) or inside.strip().endswith(("?", "…", "..."))
    named = fold(inside) in words.GAP_WORDS
    return asks or named or sum(any(map(str.isalpha, word)) for word in inside.split()) > 1


def _unmentioned(read: _Read, draft: Draft, context: Context) -> Iterator[Advice]:
    plain = _SMALL.sub(lambda small: "\0" * len(small[0]), read.plain)
    for said in dict.fromkeys(tuple(_key_words(entry)) for entry in _ENTRIES.split(context.do_not_mention)):
        if said and (found := _in_a_row(said, plain)):
            start, end = read.span(found)
            yield Advice(
                AdviceKind.DO_NOT_MENTION,
                f"{_quote(read.text[start:end])} is among what you wanted to leave out with {context.short}.",
                (start, end),
            )


def _key_words(text: str) -> list[str]:
    """The words of a text that mean something, folded; in scripts without spaces a run of letters is one."""
    plain = _Read(text).plain
    found = [word.strip("'") for word in re.findall(r"[^\W_](?:[\w']*\w)?", plain)]
    return [word for word in found if word and word not in words.STOP]


def _in_a_row(said: Iterable[str], plain: str) -> re.Match[str] | None:
    """Where these words stand in any of their forms, in this order, with nothing between them but small words.

    In the text these are blanked. To look for what all forms have in common is quicker, and comes first.
    """
    forms = [_forms(word) for word in said]
    if any(stem not in plain for stem, _ in forms):
        return None
    return re.search(_BETWEEN.join(form for _, form in forms), plain)


@lru_cache(maxsize=4096)
def _forms(word: str) -> tuple[str, str]:
    """What all forms of a folded word have in common, and a pattern for them.

    "divorce" is also found as "divorced"; a word of three letters only as it is, so that "war" is not "warn"; an
    Arabic one with its article and small words before it and whose it is after it.
    """
    if _is_solid(word[0]):
        return word, re.escape(word)
    if _script(word) == "ARABIC":
        stem = word.removeprefix("ال") if len(word) > 4 else word
        if len(stem) < 3:
            return stem, rf"(?<!\w){stem}(?!\w)"
        before, after = "(?:[وفبكل]{0,2}(?:ال)?|لل)", "(?:ي|ك|ه|ها|هم|هن|نا|كم|كن)?"
        if stem[-1] in "ةه":
            stem, after = stem[:-1], f"(?:[ةه]|ت{after})"
        return stem, rf"(?<!\w){before}{re.escape(stem)}{after}(?!\w)"
    stem = re.sub(r"(?<=\w{4})(?<![su])s$|(?<=\w{3}e)d$", "", word)
    if len(stem) < 4:
        after = "(?:'s)?"
    elif stem.endswith("e"):
        stem, after = stem[:-1], "(?:e(?:'s|[sdnr])?|ing)"
    else:
        after = "(?:'s|e?s|ed|ing)?" if len(stem) == 4 else "(?:'s|e?s|ed|ing|e[nr])?"
    return stem, rf"(?<!\w){re.escape(stem)}{after}(?!\w)"


def _greeting(read: _Read) -> re.Match[str] | None:
    """A word of greeting at the beginning, with the name that follows it; None where there is none."""
    lead = len(read.plain) - len(read.plain.lstrip())
    found = words.GREETING.match(read.plain, lead)
    few = found is not None and len((found["name"] or "").split()) <= 5
    return found if few else None


def _wrong_name(read: _Read, draft: Draft, context: Context) -> Iterator[Advice]:
    theirs = _names(f"{context.name} {context.called}")
    others = _firsts(context.others) - theirs
    greeting = _greeting(read)
    # "Jo, thanks" or "Thanks Jo!" may be any words: they are taken for a name where it is another contact's.
    lone = words.ALONE.match(read.plain)
    found = greeting or (lone if lone and lone["name"] in others else None)
    if not theirs or found is None or not found["name"]:
        return
    said, called = _names(found["name"]), found["name"].split()
    # In Arabic "and the ..." is one word with what follows.
    if not said or said & theirs or called[0] in words.NO_NAME_AFTER or called[0].startswith("وال"):
        return
    start, end = read.span(found, "name")
    follows = _names(" ".join(read.plain[found.end() :].split(maxsplit=NAME_WITHIN)[:NAME_WITHIN]))
    if _GAP.search(found["name"]) or (found is lone and follows & theirs):
        return
    if not said & others:
        surname_unknown = len(_names(context.name)) < 2 and any(
            word.strip(".") in words.TITLES for word in called
        )
        other_script = not {_script(word) for word in said} & {_script(word) for word in theirs}
        if surname_unknown or other_script or follows & theirs or read.text[start:end].islower():
            return
        if any(_same_name(one, two) for one in said for two in theirs):
            return
    who = " ".join((context.called or context.name).split())
    yield Advice(
        AdviceKind.WRONG_NAME,
        f"The greeting says {_quote(read.text[start:end])}, and this is for {cut(who)}. "
        "A look before it goes is enough.",
        (start, end),
    )


def _names(text: str) -> set[str]:
    """The names in a text, folded, an umlaut written out ("ue") made as short as one folded ("u")."""
    found = re.findall(r"[^\W\d_]+", _Read(text).plain)
    plain = [word for word in found if word not in words.TITLES and word not in words.NOBODY]
    return {re.sub(r"(?<=[aou])e(?=[^aeiou])", "", word) for word in plain}


def _firsts(names: Iterable[str]) -> set[str]:
    """The first names, folded."""
    return {name for text in names for name in _names(" ".join(text.split()[:1]))}


def _same_name(one: str, other: str) -> bool:
    """Whether two names may be the same person's: one begins with the other, is short for it, or is its spelling.

    "Jo" and "Joanna"; "Liz" and "Elizabeth"; "Ahmad" and "Ahmed", of the same length and the same but for vowels.
    """
    if min(len(one), len(other)) > 1 and (one.startswith(other) or other.startswith(one)):
        return True
    if any(one in names and other in names for names in words.SHORT_NAMES):
        return True
    spelled, other_spelled = (re.sub("[aeiouy]", "*", re.sub(r"(.)\1", r"\1", name)) for name in (one, other))
    return len(spelled) >= SPELLED_ALIKE_FROM and spelled == other_spelled


def _script(word: str) -> str:
    return unicodedata.name(word[0], "").partition(" ")[0]


def _body(read: _Read) -> tuple[int, int]:
    """Where what stands between greeting and signature begins and ends, in characters of the text."""
    start, end = 0, len(read.text.rstrip())
    greeting = _greeting(read)
    if greeting and greeting[0]:
        start = read.span(greeting)[1]
    else:
        first = re.match(r"\s*[^\W\d_]+(?: [^\W\d_]+)?\s*[,،:]\s*\n", read.text)
        start = first.end() if first else 0
    for _ in range(3):
        line_start = max(read.text.rfind("\n", 0, end), read.text.rfind("\r", 0, end)) + 1
        line = read.text[max(line_start, start) : end].strip()
        if line_start <= start or not _is_signature(line):
            break
        end = len(read.text[:line_start].rstrip())
    return (start, end) if start < end else (end, end)


def _is_signature(line: str) -> bool:
    """Whether the last line is a closing, or a name alone."""
    if words.CLOSING.fullmatch(fold(line.translate(_SAME))):
        return True
    return len(line.split()) <= 3 and not re.search(r"[.?!:。？！؟\d]|\w/\w", line)


def _specific(start: int, end: int, draft: Draft, context: Context) -> Iterator[Advice]:
    """Silent so where the language has no list: there every word is one that is not in everybody's letters."""
    body, theirs = draft.text[start:end], _names(f"{context.name} {context.called}")
    if draft.channel in _BELOW_A_POST or word_count(body) < SPECIFIC_FROM_WORDS:
        return
    if _LINK.search(body) or any(map(str.isdigit, body)):
        return
    own = _own_words(body) - theirs
    if own.intersection(_key_words(" ".join((context.company, *context.specifics)))):
        return
    if not body.isupper() and any(own & _own_words(found[0]) for found in _NAME.finditer(body)):
        return
    if sum(map(word_count, own)) < OWN_WORDS:
        yield Advice(
            AdviceKind.NOTHING_SPECIFIC,
            f"One detail that the two of you share, a project or a word of theirs, "
            f"would make this a note to {context.short} alone.",
        )


def _own_words(text: str) -> set[str]:
    """The words of a text that are not in everybody's letters, folded."""
    return {word for word in _key_words(text) if not _is_common(word)}


def _is_common(word: str) -> bool:
    """Whether a word, or the one that it is a form of ("hoping", "getting"), is in everybody's letters."""
    stem = _ENDING.sub("", word)
    return not _EVERYBODYS.isdisjoint((word, stem, f"{stem}e", re.sub(r"(.)\1$", r"\1", stem)))


def _too_like_last(body: str, context: Context) -> Iterator[Advice]:
    last = _Read(context.last_text)
    start, end = _body(last) if context.last_text.strip() else (0, 0)
    now, before = (fold(text)[:COMPARED_LENGTH] for text in (body, context.last_text[start:end]))
    if min(len(now), len(before)) >= ALIKE_FROM_LENGTH and fuzz.ratio(now, before) >= ALIKE:
        yield Advice(
            AdviceKind.TOO_LIKE_LAST,
            f"This is close to your last note to {context.short}. Something new since then would give it a reason.",
        )
