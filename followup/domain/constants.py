"""The numbers of the rules of tact, in days unless named otherwise, each group with its rule and its source.

What a user would change in daily life is in `settings.Settings`; these are fixed. No study says how often to write
after a rejection, so most of them are judgement: a coach's, open to better evidence. It is set against two findings.
Of the HR managers asked, 33 % had dropped a candidate for being too pushy after an interview (Accountemps 2018, a
staffing firm's survey, as told in HR Daily Advisor of 30 January 2018). People underestimate how welcome a message
out of the blue is, most so between people who are not close (Liu et al. 2023, experiments,
https://doi.org/10.1037/pspi0000402).
"""

# All rules: what "a month" is. Source: a convention, so that an interval is as long in February as in March.
MONTH = 30

# R2, your turn: after this long a letter is ranked as an ordinary date ("a late answer is still welcome").
# Source: judgement.
ANSWER_IS_LATE_AFTER = 30

# R7: several letters within this many days of the first are one try.
# Source: judgement; a correction is not a second attempt.
ONE_TRY = 3

# R4, after a "no": from the decision to the thank-you, to its end and to the first hello; from a late recording to
# that hello, for the correspondent and for somebody due one hello.
# Source: judgement; a thank-you lands well in the first days.
THANK_AFTER = 1
THANK_LAPSES_AFTER = 14
FIRST_HELLO_AFTER = 35
LATE_HELLO_CORRESPONDENT = 7
LATE_HELLO_ONE = 21

# R5, an end in silence: from the newest letter and from the recording to the one closing note, whichever is later;
# from its first day to its end. Source: judgement.
CLOSING_NOTE_AFTER_LETTER = 14
CLOSING_NOTE_AFTER_RECORDING = 7
CLOSING_NOTE_LAPSES_AFTER = 14

# R6: from adding somebody to the first note. Source: judgement.
FIRST_NOTE_AFTER_ADDING = 7

# R7: with how many unanswered tries somebody rests and is dormant (counts); the shortest interval of resting, that of
# dormant, and the longest of all; from the newest try to the newest touchpoint, when resting becomes dormant; between
# two tries, when the earlier ones are forgiven. Source: judgement, kept on the quiet side of Accountemps 2018: a
# month, then two, then three, then a yearly hello.
RESTING_STREAK = 2
DORMANT_STREAK = 3
RESTING_AT_LEAST = 90
DORMANT_INTERVAL = 365
LONGEST_INTERVAL = 365
DORMANT_AFTER_RESTING = 365
FORGIVEN_AFTER = 540

# R8, cool: the shortest interval while it lasts. Source: judgement.
COOL_AT_LEAST = 90

# R9, taper: days without a word from them, and the shortest interval from then on; the longest comes first.
# Source: judgement; a year, and half of it.
TAPER = ((365, 90), (182, 60))

# R10: a cadence given after none, a reopening and the end of cool leave this much room. Source: judgement.
FRESH_START = 7

# W2: lateness is counted in intervals and no further than this (a ratio).
# Source: judgement; without an end to it, whoever was left for years would stand first for good.
LATENESS_CAP = 2.0

# W1: the quiet offered for the others of a company after a "please don't". Source: judgement, as long as R8's.
QUIET_AFTER_DECLINED = 90

# R12, moments: days from the winner's start to those of a backfill, and from a decision to that start where nobody
# said it; between those of a thaw; how far a date moves to meet one.
# Source: judgement; the first weeks, a quarter, half a year and a year and a half are when newcomers settle or leave.
BACKFILL_AFTER = (21, 90, 180, 540)
WINNER_STARTS_AFTER = 14
THAW_EVERY = 90
MOVES_TO_A_MOMENT = 10

# All rules, beside them: days from a look at a careers page to the next one; from an opening to the thanks for it;
# the rhythm in days of everybody who keeps one once there is a new job, but for those who opened a door.
# Source: judgement; as often as a thaw, the next day as after a "no", four notes a year.
LOOK_AGAIN_AFTER = 90
THANKS_AFTER_OPENING = 1
LANDED_CADENCE = 90

# W1 and the advice of all rules, the check-in: how long a company rests, and how long a light touch is advised; how
# old a decision may be when it is asked about; how many rests in a row (a count) suggest talking to somebody, and
# days before that is said again.
# Source: judgement; a fortnight is long enough to feel otherwise, and short enough for the door.
REST_DAYS = 14
LIGHT_TOUCH_DAYS = 14
ASKED_FOR_DAYS = 30
RESTS_BEFORE_TALKING = 3
TALKING_AGAIN_AFTER = 60

# R4, the plan of a person met: days between notes to the correspondent by the stage reached (no cadence for the
# others), and how many others of a company are preset to one hello (a count).
# Source: judgement; one hello to people hardly known rests on Liu et al. 2023.
CORRESPONDENT_CADENCE = {"final_round": 30, "offer": 30, "interview": 90}
ONE_HELLOS_PRESET = 2

# All rules: the most characters of a sentence that says why, and of a name or company in it.
# Source: a convention of the wording.
WHY_LENGTH = 140
NAME_LENGTH = 24

# Reasons to write, which W1 hides with their company: for how many days after it was kept one is offered.
# Source: judgement; after two months news is old, and a congratulation on it reads as an excuse.
REASON_LASTS = 60

# W5, people picked out of the address book: days between notes, and how many first hellos a week.
# Source: judgement; twenty people twice a year are less than one note a week.
PICKED_CADENCE = 180
FIRST_HELLOS_A_WEEK = 3
