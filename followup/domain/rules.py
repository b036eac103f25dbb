"""Each rule of tact in one sentence that a stranger understands."""

RULES = {
    "R1": "A closed card has no dates and comes up nowhere, until you open it again.",
    "R2": "Whoever wrote and would like an answer comes first; one line within a few days is plenty.",
    "R3": "A day that you chose yourself goes before every other date, until something new happens between you.",
    "R4": "After a “no”: a short thank-you in the first two weeks, or else one first hello after five weeks.",
    "R5": "Where it ended without a word, one kind closing note is enough; after that it rests.",
    "R6": "Somebody new is due a first hello after a week; without a rhythm there is no date until you want one.",
    "R7": "Each note without an answer makes the next pause longer: a month, two, three, then a yearly hello.",
    "R8": "Where you felt some distance, nothing for three months, then something light that asks for nothing.",
    "R9": "The longer you hear nothing, the rarer the notes: after half a year every two months, later quarterly.",
    "R10": "The next note is due one rhythm after the last word between you, whoever had it.",
    "R11": "Between two notes to the same person there is always some room, so that none of them feels like a push.",
    "R12": "Where a door may open, a date of the rhythm moves by a few days to when it helps to be seen.",
    "W1": "While a company rests, or you are away, nobody there comes up, except somebody who wrote to you.",
    "W3": "Two people at one company don't hear from you at the same time; the second has a turn a little later.",
}


def sentence(rule: str) -> str:
    """The sentence of a rule. Raises KeyError for a rule that has none."""
    return RULES[rule]
