"""Beginnings of messages: those that come with Followup, and what is done with them and with the user's own."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from followup.domain.values import Channel, Intent


@dataclass(frozen=True)
class Starter:
    """A beginning with fields in braces, such as {name}; without channels it suits all. Own ones are "own-7"."""

    key: str
    intent: Intent
    text: str
    channels: frozenset[Channel] = frozenset()


#: What a field that nobody has filled in looks like in the text, between square brackets.
GAPS = {
    "name": "their name",
    "my_name": "your name",
    "company": "their company",
    "role": "the role you talked about",
    "they_said": "what they said that stayed with you",
    "reason": "what happened, or what you read",
    "link": "the link to it",
    "news": "what is new with you",
    "offer": "what you could do for them",
    "question": "your question in one line",
    "other": "the other person's name",
    "shared": "what the two of them share",
    "promise": "the promise, in a few words",
}

_WRITTEN = frozenset({Channel.EMAIL, Channel.LETTER, Channel.CARD, Channel.OTHER})
_SHORT = frozenset({Channel.MESSAGE, Channel.LINKEDIN_MESSAGE})


def fill(starter: Starter, values: Mapping[str, str]) -> str:
    """The text with these values put in, each as it is.

    A field of GAPS without a value, or with nothing but white space, becomes a gap in square brackets that says what
    belongs there. Other braces are left as they are.
    """

    def put(found: re.Match[str]) -> str:
        field = found[1]
        if value := values.get(field, "").strip():
            return value
        return f"[{GAPS[field]}]" if field in GAPS else found[0]

    return re.sub(r"\{(\w+)\}", put, starter.text)


def offered(
    starters: Iterable[Starter], intent: Intent, channel: Channel | None, used: Collection[str]
) -> list[Starter]:
    """Those of an intent: what suits the channel first, what was used for this person (by its key) last.

    Among equals the order stays; a channel of None, for one not chosen yet, suits all.
    """

    def rank(starter: Starter) -> tuple[bool, bool]:
        suits = channel is None or not starter.channels or channel in starter.channels
        return starter.key in used, not suits

    return sorted((starter for starter in starters if starter.intent is intent), key=rank)


SHIPPED = (
    Starter(
        "thank_decision-1",
        Intent.THANK_DECISION,
        "Dear {name},\n\nThank you for telling me yourself about the {role} role. I was sorry to read "
        "it, and glad of "
        "how openly you wrote. One thing stays with me: {they_said}.\n\nI wish you and everybody at "
        "{company} an easy season. There is no need to answer.\n\nWarm regards\n{my_name}",
        _WRITTEN,
    ),
    Starter(
        "thank_decision-2",
        Intent.THANK_DECISION,
        "Hello {name}, thank you for letting me know, and for the time you took. I enjoyed our talk "
        "about the {role} "
        "role, above all this: {they_said}. All the best to you and to {company}. {my_name}",
        _SHORT,
    ),
    Starter(
        "thank_decision-3",
        Intent.THANK_DECISION,
        "Dear {name},\n\nThis was a kind way to bring a no, and I know that such calls are not the easy "
        "part of the "
        "work. I learned something in our conversations that I will keep: {they_said}.\n\nThank you, and "
        "all good wishes for "
        "what {company} is building.\n\n{my_name}",
    ),
    Starter(
        "congratulate-1",
        Intent.CONGRATULATE,
        "Hello {name}, I read the news: {reason}. After what you told me about the work at {company} I "
        "can imagine how "
        "much went into it. Congratulations to you and the team. I hope there was cake. {my_name}",
        _SHORT,
    ),
    Starter(
        "congratulate-2",
        Intent.CONGRATULATE,
        "Dear {name},\n\nThis made me smile today: {reason}. You once told me something that makes me "
        "see it with other "
        "eyes: {they_said}.\n\nCongratulations to everybody at {company} who had a hand in it. This "
        "needs no answer, "
        "only a good evening out.\n\nWarm wishes\n{my_name}",
        _WRITTEN,
    ),
    Starter(
        "congratulate-3",
        Intent.CONGRATULATE,
        "What a good piece of news from {company}: {reason}. It is lovely to see patient work find its "
        "public. My "
        "congratulations, {name}, to you and to all the hands behind it.",
        frozenset({Channel.LINKEDIN_COMMENT}),
    ),
    Starter(
        "share-1",
        Intent.SHARE,
        "Dear {name},\n\nWhen we met you said something that I have thought about since: {they_said}. "
        "This piece takes "
        "it a step further, and the second half is the better one:\n{link}\n\nPerhaps it is of use at "
        "{company}. No need to answer.\n\n"
        "Warm regards\n{my_name}",
        _WRITTEN,
    ),
    Starter(
        "share-2",
        Intent.SHARE,
        "Hello {name}, this one is for your reading pile at {company}; it touches what you told me "
        "about: {they_said}. "
        "Ten quiet minutes are enough.\n{link}\nAll the best, {my_name}",
        _SHORT,
    ),
    Starter(
        "share-3",
        Intent.SHARE,
        "Dear {name},\n\nI came across this and thought of {company}: {reason}. What surprised me was "
        "how plainly "
        "it is told, mistakes and all.\n\nHere it is, should you have a train ride to "
        "fill:\n{link}\n\nBest wishes\n{my_name}",
    ),
    Starter(
        "help-1",
        Intent.HELP,
        "Dear {name},\n\nI saw this about {company}: {reason}. I have been through something like it, so "
        "here is an offer for "
        "whenever it fits: {offer}.\n\nIt costs me an evening and I would enjoy it. If it is not needed, "
        "all the "
        "better.\n\nWarm regards\n{my_name}",
        _WRITTEN,
    ),
    Starter(
        "help-2",
        Intent.HELP,
        "Hello {name}, you told me about this when we spoke: {they_said}. I happen to have something "
        "that could save "
        "your team at {company} an afternoon: {offer}. It is yours if it is useful, and no harm done if "
        "not. {my_name}",
        _SHORT,
    ),
    Starter(
        "help-3",
        Intent.HELP,
        "Dear {name},\n\nI promised you something when we talked: {promise}. Here it is, a little later "
        "than I would have "
        "liked:\n{link}\n\nI hope that it helps you and the others at {company}, or whoever sits with "
        "the same question "
        "next.\n\nBest wishes\n{my_name}",
    ),
    Starter(
        "update-1",
        Intent.UPDATE,
        "Dear {name},\n\nA short sign of life, because you had a part in it. When we met you said: "
        "{they_said}. I took it "
        "to heart, and this came of it: {news}.\n\nThank you for that. I wish you a good season at "
        "{company}.\n\nWarm regards\n{my_name}",
        _WRITTEN,
    ),
    Starter(
        "update-2",
        Intent.UPDATE,
        "Hello {name}, some news from my side, for you who knows where it began: {news}. Your words "
        "about the {role} role were "
        "a good push. I wish you a calm month at {company}. {my_name}",
        _SHORT,
    ),
    Starter(
        "update-3",
        Intent.UPDATE,
        "Dear {name},\n\nSince we talked about the {role} role a few things have moved here: {news}. I "
        "often think of our conversation "
        "with pleasure, and of one remark in it: {they_said}.\n\nI send good wishes to you and to "
        "{company}; this letter "
        "is content without a reply.\n\n{my_name}",
    ),
    Starter(
        "reconnect-1",
        Intent.RECONNECT,
        "Dear {name},\n\nIt has been a good while since our talk at {company}, and today something "
        "brought it back: {reason}. I "
        "still tell people what I learned from you then: {they_said}.\n\nI hope that life and work are "
        "kind to you. A line is welcome, and "
        "silence is fine, too.\n\nWarm wishes\n{my_name}",
        _WRITTEN,
    ),
    Starter(
        "reconnect-2",
        Intent.RECONNECT,
        "Hello {name}, I passed by {company} in my thoughts today because of this: {reason}. I remember "
        "our conversation "
        "fondly and wanted you to know. I wish you a good week, {my_name}",
        _SHORT,
    ),
    Starter(
        "reconnect-3",
        Intent.RECONNECT,
        "Dear {name},\n\nSome conversations keep their warmth, and ours about the {role} role at "
        "{company} is one of "
        "them. I was reminded of it by this: {reason}.\n\nHere all is well, with one piece of news: "
        "{news}. How are things "
        "on your side of the table?\n\nBest wishes\n{my_name}",
    ),
    Starter(
        "introduce-1",
        Intent.INTRODUCE,
        "Dear {name},\n\nI would like to bring two good people together. {other} and you share "
        "something: {shared}. "
        "Both of you have told me about it with the same spark.\n\n{other} knows of {company} and would "
        "be glad of a "
        "conversation; whether and when is all yours.\n\nWarm regards\n{my_name}",
        _WRITTEN,
    ),
    Starter(
        "introduce-2",
        Intent.INTRODUCE,
        "Hello {name}, meet {other}. {other}, this is {name} from {company}. What made me think of you "
        "both: {shared}. I "
        "step back now and leave the two of you to it. {my_name}",
        _SHORT,
    ),
    Starter(
        "introduce-3",
        Intent.INTRODUCE,
        "Dear {name},\n\nYou told me what occupies you at {company}: {they_said}. Somebody I trust has "
        "worked on just that, "
        "{other} by name; what you share is {shared}.\n\nShould an introduction be welcome, one word "
        "from you is "
        "enough and I write to you both.\n\nBest wishes\n{my_name}",
    ),
    Starter(
        "ask-1",
        Intent.ASK,
        "Dear {name},\n\nI have thought of what you said when we met: {they_said}. Now I stand before a "
        "choice where your view "
        "would help me. In one line: {question}\n\nTwo sentences would be plenty, and if this is a full "
        "month at {company}, "
        "please let it pass.\n\nWarm regards\n{my_name}",
        _WRITTEN,
    ),
    Starter(
        "ask-2",
        Intent.ASK,
        "Hello {name}, could you help me with one thing that you know better than anybody I have met? "
        "{question} A line is "
        "enough, whenever {company} leaves you a quiet minute. Thank you, {my_name}",
        _SHORT,
    ),
    Starter(
        "ask-3",
        Intent.ASK,
        "Dear {name},\n\nSince our talks about the {role} role some things have moved for me: {news}. I "
        "am looking around again, for "
        "work much like what you described at {company}.\n\nWould you know somebody I should talk to? A "
        "name is "
        "plenty, and a no is fine, too.\n\nWith thanks\n{my_name}",
    ),
    Starter(
        "close_loop-1",
        Intent.CLOSE_LOOP,
        "Dear {name},\n\nI take it that the {role} role is settled, and I would like to end on "
        "a good note. I "
        "enjoyed the conversations with you and one idea above all: {they_said}.\n\nThank you for your "
        "time. I wish you and "
        "{company} well; nothing more is needed from you.\n\nWarm regards\n{my_name}",
        _WRITTEN,
    ),
    Starter(
        "close_loop-2",
        Intent.CLOSE_LOOP,
        "Hello {name}, I am putting the {role} role to rest on my side, with thanks for the talks we "
        "had. I liked how "
        "people at {company} speak with each other. No answer is needed; I wish you a good season. {my_name}",
        _SHORT,
    ),
    Starter(
        "close_loop-3",
        Intent.CLOSE_LOOP,
        "Dear {name},\n\nYou once put in a kind word for me, so you should hear how it ended: {news}. "
        "What you said then "
        "has helped on the way: {they_said}.\n\nThank you, {name}. I wish you and {company} all the "
        "best, and the next "
        "coffee is on me.\n\nWarm wishes\n{my_name}",
    ),
)
