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
#: What anybody may read: it repeats nothing that was said between two, and not who turned whom down.
_COMMENT = frozenset({Channel.LINKEDIN_COMMENT})


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
    """Those of an intent: what suits the channel first, and of that what was used for this person (by its key) last.

    Among equals the order stays; a channel of None, for one not chosen yet, suits all. Where anybody may read it,
    nothing is offered but what suits: of some intents nothing at all.
    """

    def suits(starter: Starter) -> bool:
        return channel is None or not starter.channels or channel in starter.channels

    def rank(starter: Starter) -> tuple[bool, bool]:
        return not suits(starter), starter.key in used

    found = [starter for starter in starters if starter.intent is intent]
    if channel in _COMMENT:
        found = [starter for starter in found if suits(starter)]
    return sorted(found, key=rank)


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
        _WRITTEN,
    ),
    Starter(
        "thank_decision-4",
        Intent.THANK_DECISION,
        "Dear {name}, you told me yourself instead of leaving it to a form, and I noticed. Thank you. "
        "What I take with me from our talks about the {role} role: {they_said}. I wish everybody at "
        "{company} a good season. {my_name}",
        _SHORT,
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
        _COMMENT,
    ),
    Starter(
        "congratulate-4",
        Intent.CONGRATULATE,
        "Hello {name}, your news reached me today: {reason}. It made me think of what you said when we "
        "met: {they_said}. I am glad for you and for everybody at {company} who stayed with it. {my_name}",
        _SHORT,
    ),
    Starter(
        "congratulate-5",
        Intent.CONGRATULATE,
        "Dear {name},\n\nI have just read this, and read it twice with pleasure: {reason}. From outside "
        "such things look easy. Since our talk I know a little of what lies behind them: {they_said}.\n\n"
        "My congratulations to you and to everybody at {company} who kept at it. I hope that somebody "
        "brings flowers.\n\nBest wishes\n{my_name}",
        _WRITTEN,
    ),
    Starter(
        "congratulate-6",
        Intent.CONGRATULATE,
        "Some news one reads twice, {name}, and this is such a piece: {reason}. I hope that everybody at "
        "{company} who carried it this far takes a long lunch today. Well done, all of you.",
        _COMMENT,
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
        _WRITTEN,
    ),
    Starter(
        "share-4",
        Intent.SHARE,
        "Hello {name}, I kept this link for you: {link}\nIt comes close to what you said about your work "
        "at {company}: {they_said}. Read it with a coffee, or not at all; both are fine with me. "
        "{my_name}",
        _SHORT,
    ),
    Starter(
        "share-5",
        Intent.SHARE,
        "Well put, {name}. For anybody here who would like to stay with this a little longer, here is a "
        "piece that looks at the same question from another side, and does it calmly: {link}",
        _COMMENT,
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
        _WRITTEN,
    ),
    Starter(
        "help-4",
        Intent.HELP,
        "Hello {name}, I have not forgotten what I promised: {promise}. Here it is: {link}\nIf anything "
        "in it is unclear, I am glad to explain. If it comes late for {company}, it may serve somebody "
        "else. {my_name}",
        _SHORT,
    ),
    Starter(
        "help-5",
        Intent.HELP,
        "{name}, I have worked on something close to this. An offer to you, or to whoever at {company} "
        "sits with it now: {offer}. A line to me is enough, and letting it pass is just as fine.",
        _COMMENT,
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
        _WRITTEN,
    ),
    Starter(
        "update-4",
        Intent.UPDATE,
        "Hello {name}, one line about how things went on here: {news}. I tell you because a sentence of "
        "yours had a part in it: {they_said}. No answer is needed. I hope that {company} treats you "
        "well. {my_name}",
        _SHORT,
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
        _WRITTEN,
    ),
    Starter(
        "reconnect-4",
        Intent.RECONNECT,
        "Hello {name}, today this made me think of you: {reason}. It has been a while since we spoke, "
        "and one sentence of yours is still with me: {they_said}. I wish you a light week at {company}. "
        "{my_name}",
        _SHORT,
    ),
    Starter(
        "reconnect-5",
        Intent.RECONNECT,
        "It is good to read you here, {name}. One part in particular I will keep: {reason}. Greetings to "
        "you and to everybody at {company} from somebody who reads about your work with pleasure.",
        _COMMENT,
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
        _WRITTEN,
    ),
    Starter(
        "introduce-4",
        Intent.INTRODUCE,
        "Hello {name}, there is somebody you might enjoy to know: {other}. What you share: {shared}. One "
        "word from you and I write two lines to you both. If {company} keeps you busy, it can wait. "
        "{my_name}",
        _SHORT,
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
        _WRITTEN,
    ),
    Starter(
        "ask-4",
        Intent.ASK,
        "Hello {name}, I stand at a fork, and you know this ground: {question} Two lines of yours would "
        "help me more than a book, and later is fine, too. I hope for good days at {company} for you. "
        "{my_name}",
        _SHORT,
    ),
    Starter(
        "ask-5",
        Intent.ASK,
        "Thank you for writing this, {name}. One question, for you or for anybody at {company} who has "
        "tried it: {question} I ask because I am in the middle of it and want to do it well.",
        _COMMENT,
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
        _WRITTEN,
    ),
    Starter(
        "close_loop-4",
        Intent.CLOSE_LOOP,
        "Dear {name}, a short word of thanks, now that the {role} role is settled. Our talks were time "
        "well spent, and one thought stays with me: {they_said}. I wish you and {company} a good year. "
        "{my_name}",
        _SHORT,
    ),
)
