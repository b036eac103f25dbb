"""The words and patterns by which a quick-add line is read."""

import re

from followup.domain.values import Stage

UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200b\ufeff\ud800-\udfff\u202a-\u202e\u2066-\u2069]"
)
SEPARATOR = re.compile(r"(?<!\d),|,(?!\d)|[;؛；،，、\n\r\v\f\x85\u2028\u2029]|(?<=\s)[-–—|·•](?=\s)")
URL_END = r"(?:[^\s<>\",;،，、；]|,(?=\d))"
TOKEN = re.compile(
    rf"""(?:\b(?:linkedin|web|website|site|url|profile)\s*:\s*)?
      (?P<link>(?<![a-z0-9])https?://\w{URL_END}*
        | (?<![\w@./:-])(?:www\.(?:[\w-]+\.)+|(?:[\w-]+\.)+(?=(?-i:[a-z]+)/)(?!(?:js|ts|jsx|tsx|py|rb|vue)/))
          [a-z]{{2,}}(?![\w-])(?:[/?#]{URL_END}*)?)
    | (?:\b(?:e-?mail|mail|mailto)\s*:\s*)?(?P<email>\w[\w.+'%-]*@(?:[\w-]+\.)+[^\W\d_]{{2,}}(?!\w))
    | (?:\b(?:tel|telephone|phone|mobile|cell)\s*[.:]?\s*)?
      (?P<phone>(?<![\w./#$€£¥+-])(?<!\d,)(?:\+\s?)?(?!\d{{4}}-\d{{1,2}}-\d)\(?\d
        (?:(?!\d{{4}}-\d\d?-\d)[\d\ \t().\-–/])*\d)(?!\w)
    | (?<![\w#＃])[#＃](?P<tag>[^\s#＃,;:.!?()\[\]<>"@،；，、]+)""",
    re.VERBOSE | re.IGNORECASE,
)
NO_PHONE = re.compile(
    r"\d{4}([-./])\d{1,2}\1\d{1,2}|\d{1,2}([-./])\d{1,2}\2\d{2,4}|(?:(?:19|20)\d\d\W+)+(?:19|20)\d\d"
)
WORD = re.compile(r"\S+")
MARKER = re.compile(r"(?:[@＠]|at\s|from\s)\s*")
EDGE = re.compile(r"(?:[\s)>\]}:–—•|·-]|[.!?](?=\s))+")
TRIM_RIGHT = "(<[{:"
QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»"}

SUFFIX = {
    "name": re.compile(
        r"(?:jr|sr|ii|iii|iv|ph\.? ?d|m\.?d|mba|m\.?sc|b\.?sc|m\.?a|b\.?a|dds|rn|cpa|pmp|cfa|esq|ll\.?[mbd])\.?",
        re.IGNORECASE,
    ),
    "company": re.compile(
        r"(?:inc|llc|llp|ltd|limited|corp|co|gmbh|ag|plc|pte|pty|s\.?a|s\.?l|b\.?v|n\.?v|k\.k)\.?",
        re.IGNORECASE,
    ),
}
AT = re.compile(r"(?:^|(?<=\s))at\s+(?=\S)")
AT_SIGN = re.compile("[@＠]")
FOR = re.compile(r"\sfor\s+(?:(?:the|an?)\s+)?(?=\S)")
LINKEDIN = re.compile(r"https?://(?:\w+\.)?linkedin\.com/in/([^/?#]+)", re.IGNORECASE)
FROM = re.compile(r"(?<=\s)from\s+(?=[^\Wa-z])")
NO_COMPANY = re.compile(
    r"(?:\d{1,2}(?:[:.]\d\d)?\s*(?:am|pm|h|o'clock)?$"
    r"|(?:noon|midnight|night|home|least|last|once|all|first|lunch|work)\b"
    r"|(?:the|an?|my|our|his|her|their|this|that|some)\s+[a-z])"
)
ROLE_WORD = re.compile(
    r"\b(?:engineer|engineering|eng|developer|dev|manager|mgr|director|head|lead|leader|[se]?vp|vice president"
    r"|c[efotmpi]o|ciso|chro|chief|president|founder|co-?founder|owner|partner|recruiter|recruiting|recruitment"
    r"|talent|sourcer|hr|designer|analyst|scientist|researcher|architect|consultant|principal|staff|senior"
    r"|officer|coordinator|assistant|associate|specialist|professor|teacher|nurse|editor|producer|counsel"
    r"|hiring|sales|marketing)\b",
    re.IGNORECASE,
)
NOTE_OPENER = re.compile(
    r"(?:met|meet|saw|knows?|knew|likes?|loves?|spoke|talked|chatted|asked?|said|says|told|thanks?|remember"
    r"|referred|introduced|introduction|was|were|is|has|had|wants?|wanted|she|he|they|we|i|it|my|from|for|about"
    r"|via|through|because|call|send|write|wrote|mail|mention|great|nice|good|lovely|friendly|interested|very"
    r"|coffee|lunch|catch|chat|don't|not|no|back|works?|lives|same|friend|heard|turned|rejected|got|should|will|would|after|at)\b",
    re.IGNORECASE,
)
PAST = re.compile(
    r"\b(?:met|saw|spoke|talked|chatted|said|told|wrote|called|asked|heard|interviewed|was|were|had|did|since"
    r"|last|rejected|turned|started|joined|left|ended|before|until|till|of|by)\b",
    re.IGNORECASE,
)
AHEAD = re.compile(r"(?:in|next|the day after) ", re.IGNORECASE)
LED = re.compile(r"(?:on|from|starting|beginning|start:?|around|after) ", re.IGNORECASE)
BARE = re.compile(r"[\d/.\s-]+")
BEHIND = re.compile(r"yesterday|.* ago", re.IGNORECASE)
ADDRESS_BOOK = re.compile(
    r"no cadence|(?:(?:just|only|keep) )*(?:in )?(?:the |my )?address book(?: only)?", re.IGNORECASE
)

NTH = r"(?:first|second|third|fourth|1st|2nd|3rd|4th)"
STAGE_WORDS = {
    Stage.FINAL_ROUND: r"finals?|(?:final|last)[- ](?:round|interview|stage)s?(?: interview)?|finalist",
    Stage.OFFER: r"(?:job )?offer(?: received| stage)?",
    Stage.SCREEN: r"(?:(?:phone|recruiter|hr|video|initial)[- ])?screen(?:ing)?(?: call)?|screened"
    r"|(?:intro|recruiter|screening) call|phone interview",
    Stage.INTERVIEW: rf"(?:{NTH} )?interview(?:ed|s)?|{NTH} round(?: interview)?|round (?:one|two|three|[1-4])"
    r"|on-?site|(?:on-?site|technical|panel|video) (?:interview|round)s?",
    Stage.APPLIED: r"applied|application(?: sent| submitted)?",
}
STAGES = [
    (
        stage,
        re.compile(
            rf"(?:(?:reached|got to|got|had|in) )?(?:(?:the|an?|my) )?(?:{words})"
            r"(?:(?: (?:for|as)(?: the| an?)?|:) (?P<role>.+?)(?: (?:role|position|job))?| \((?P<inside>[^()]+)\))?",
            re.IGNORECASE,
        ),
    )
    for stage, words in STAGE_WORDS.items()
]
