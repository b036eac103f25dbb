"""The numbers of the rules of tact, in days unless named otherwise.

What a user would change in daily life is in `settings.Settings`; these are fixed. No study says how often
to write after a rejection. They are a coach's judgement, set against two findings: a third of HR managers had
dropped a candidate for being too pushy after an interview (Accountemps 2018), and people underestimate how
welcome a message out of the blue is (Liu et al. 2022).
"""

MONTH = 30

# R2, your turn: after this long a letter is ranked as an ordinary date ("a late answer is still welcome").
ANSWER_IS_LATE_AFTER = 30

# Several letters within this many days of the first are one try: a correction is not a second attempt.
ONE_TRY = 3

# R4, after a "no".
THANK_AFTER = 1
THANK_LAPSES_AFTER = 14
FIRST_HELLO_AFTER = 35
LATE_HELLO_CORRESPONDENT = 7
LATE_HELLO_ONE = 21

# R5, an opportunity that ended in silence.
CLOSING_NOTE_AFTER_LETTER = 14
CLOSING_NOTE_AFTER_RECORDING = 7
CLOSING_NOTE_LAPSES_AFTER = 14

# R6, never written.
FIRST_NOTE_AFTER_ADDING = 7

# R7, unanswered tries.
RESTING_STREAK = 2
DORMANT_STREAK = 3
RESTING_AT_LEAST = 90
DORMANT_INTERVAL = 365
LONGEST_INTERVAL = 365
DORMANT_AFTER_RESTING = 365
FORGIVEN_AFTER = 540

# R8, cool.
COOL_AT_LEAST = 90

# R9, taper: days without a word from them, and the shortest interval from then on. The longest comes first.
TAPER = ((365, 90), (182, 60))

# R10: a cadence given after none, a reopening and the end of cool leave this much room.
FRESH_START = 7

# W2: lateness is counted in intervals and no further than this, so that nobody waits behind it for good.
LATENESS_CAP = 2.0

# W1: the quiet offered for the others of a company after a "please don't".
QUIET_AFTER_DECLINED = 90

# The plan of a person met: how often the correspondent is written to, by the stage reached.
CORRESPONDENT_CADENCE = {"final_round": 30, "offer": 30, "interview": 90}
ONE_HELLOS_PRESET = 2

# `why`: at most this long, with names and companies cut at this length.
WHY_LENGTH = 140
NAME_LENGTH = 24
