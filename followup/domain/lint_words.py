"""The words and phrases by which a draft is read: English, and the commonest of German and Arabic.

They are matched on folded text (no case, no accents), where a space stands for any white space and an apostrophe may
be missing. What is not listed here is not advised upon: a wrong word of advice is worse than none.
"""

import re


def whole(*phrases: str) -> re.Pattern[str]:
    """One pattern for phrases that stand as whole words; the earliest place is found, there the first that fits."""
    joined = "|".join(phrases).replace("'", "'?").replace(" ", r"\s+")
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)")


def _each(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


STOCK = whole(
    r"(?:just |only )?(?:quickly )?check(?:ing)? in(?: with you| on you| again)?(?! the | a | my | at )",
    r"circl(?:e|ing) back(?: around)?",
    r"touch(?:ing)? base",
    r"tap(?:ping)? base",
    r"(?:just |quickly )?(?<!for\s)following[ -]up",
    r"(?:wanted|like|writing|thought i'd|meaning) (?:just )?to follow[ -]up",
    r"hop(?:e|ing) (?:that )?(?:this|my|the) (?:e-?mail |note |message |letter )?(?:finds|reaches) "
    r"you(?: well)?",
    r"hope (?:that )?you(?:'re| are) (?:(?:doing |keeping )?well|doing (?:fine|good|great))",
    r"hope (?:that )?all(?:'s| is) well",
    r"trust (?:that )?(?:this|you)(?: finds you| are)? well",
    r"hope you(?:'re| are) having a (?:good|great) week",
    r"pick(?:ing)? (?:your|their) brains?",
    r"reach(?:ing)? out (?:to|again|about|because|regarding|since|as)",
    r"per my last e-?mail",
    r"as per my",
    r"put(?:ting)? (?:this|it|myself) (?:back )?(?:at|to|on) the top of your (?:inbox|mind|list)",
    r"bump(?:ing)? this(?: up)?",
    r"float(?:ing)? this(?: back)?(?: up)?",
    r"(?<!your\s)(?:gentle|friendly) (?:reminder|nudge|ping)",
    r"(?:a )?quick ping",
    r"stay(?:ing)? (?:on|at the top of) your radar",
    r"(?:stay|staying|be) top of mind",
    r"long time,? no (?:see|speak|talk)",
    r"i know (?:that )?you(?:'re| are) (?:very |super )?busy",
    r"look(?:ing)? forward to hearing from you",
    r"at your earliest convenience",
    r"please do not hesitate",
    r"synerg(?:y|ies)",
    r"move the needle",
    r"low[ -]hanging fruit",
    r"think outside the box",
    r"win[ -]win",
    *(r"everything happens for a reason", r"when one door closes", r"blessing in disguise"),
    r"(?:ich )?wollte (?:nur |mich nur )?(?:mal |kurz )?(?:nachfragen|nachhaken)",
    r"(?:ich )?hoffe,? es geht (?:ihnen|dir) gut",
    r"(?:ich )?wollte mich (?:nur )?(?:mal )?(?:wieder )?in erinnerung (?:bringen|rufen)",
    *("فقط للمتابعه", "فقط للمتابعة", "اردت فقط ان اتابع", "ارجو ان تصلكم رسالتي وانتم بخير"),
)

_HEAR = r"(?:of |about )?(?:a |an |any |anything|another |something)"
_JOBS = r"(?:openings?|roles?|positions?|vacanc(?:y|ies)|jobs?|opportunit(?:y|ies)|opening coming up)"
ASK = whole(
    r"(?:could|can|would|will|might) you",
    r"(?:could|can|may|might) we",
    r"shall we (?:meet|talk|speak|have)",
    rf"(?:any|an|more|further|some) (?:\w+ )?(?:open |current |similar |suitable |new )?{_JOBS}(?: at| in| for|$)?",
    r"do you (?:happen to )?(?:know|hear) (?:of|anyone|anybody|someone|somebody|if|whether|who|any)",
    rf"if you (?:ever |should )?(?:hear|come across|know|see|learn) {_HEAR}",
    r"(?:is|are) there (?:any|still|a chance|a way)",
    r"(?:keep|bear|have) me in mind",
    r"(?:think of|consider|remember) me (?:if|when|for|as|should)",
    r"keep an eye out for me",
    r"(?:may|can|could) i (?:please )?(?:ask|call|come|have|get|meet|borrow|visit|(?:buy|invite|take) you)",
    r"i(?:'d| would| wanted to| want to)(?: like to| love to)? ask (?!how )",
    r"(?:i'm|i am) (?:writing to )?ask(?:ing)? (?:you|for|if|whether)",
    r"(?:a|one|small|big) favou?r(?: to ask| of you)?(?: from you)?",
    r"(?:i(?:'d| would)|(?<!\w\s)would) (?:love|like|appreciate|be grateful for) "
    r"(?:to (?:have|grab|get|set up|arrange) )?(?:an?|your|any|some|another|the) (?:\w+ "
    r")?(?:call|chat|coffee|meeting|minutes|help|advice|time|feedback|introduction|intro|chance|look|"
    r"leads?|tips?|pointers?)",
    r"i(?:'d| would) (?:be (?:so |very )?(?:grateful|thankful)|appreciate it) (?:if|for)",
    r"please (?:send|forward|pass|put|consider|introduce|refer|recommend|share|call me|keep "
    r"me|reply|answer|write)",
    r"let me know (?:if|when|whether|of|about|should) (?:you (?!are "
    r"(?:in|near|around|passing|back))|there|anything|a|an|any|the|something|another)",
    r"put in a (?:good )?word",
    r"(?:refer|recommend|introduce|connect) me (?:to|for|with|at)",
    r"(?:pass on|pass along|forward|hand on|share) my (?:cv|resume|profile|name|details|application)",
    r"are you (?:currently |still |now )?(?:free|available|hiring|recruiting|open to)",
    r"do you have (?:time|a few|a moment|half an|an hour|\w+ minutes|any)",
    r"(?:would|is) it (?:be )?possible",
    r"would there be",
    r"any chance (?:of (?:\w+ ){0,2}(?:call|chat|coffee|interview|job|meeting|minutes|role)|"
    r"(?:we|you) (?:can|could|would))",
    r"i(?:'d| would|'ll| will) (?:\w+ ){0,4}?to be considered",
    r"if (?:something|anything) (?:similar|suitable|comparable|like (?:this|that|it))(?: \w+){0,2} "
    r"(?:comes?|opens?|turns?|becomes?|arises?)",
    r"spare (?:me )?(?:a few|\w+ minutes|some time|half an hour)",
    r"what are my chances",
    r"(?:is|are) (?:\w+ ){1,3}(?:hiring|recruiting)(?: again| now| for \w+)?\?",
    "konnten sie (?:mir|mich|vielleicht|bitte|kurz)",
    "konntest du (?:mir|mich|vielleicht|bitte|kurz)",
    "(?:konnen sie|kannst du) (?:mir|mich|bitte)",
    "(?:wurden sie|wurdest du)",
    "gibt es (?:bei (?:ihnen|euch|dir) )?(?:gerade |noch |vielleicht )?(?:eine |offene |freie |neue "
    ")*stellen?",
    "(?:denken sie|denk|denkt) (?:bitte )?an mich",
    "(?:hatten sie|hattest du|haben sie|hast du) (?:vielleicht |kurz |bald )?zeit",
    "(?:darf|durfte) ich (?:sie |dich )?(?:etwas )?(?:fragen|bitten)",
    "ich wollte (?:sie |dich )?fragen,? ob",
    "(?:wissen sie|weisst du) von",
    *("auriez-vous (?:une?|du|des|quelques)", "pourriez-vous"),
    "هل يمكنك",
    "هل يمكنكم",
    "هل يمكن ان",
    "هل تعرف",
    "هل تعرفين",
    "هل لديك",
    "هل لديكم",
    "هل توجد",
    "هل هناك",
    "ارجو ان تتذكرني",
    *("ارجو ان تخبرني (?:اذا|ان|عن)", "اذا توفرت (?:لديكم )?(?:وظيفة|وظيفه|فرصة|فرصه)"),
)

_HOW = r"(?:how|what)"
#: What only looks like an ask: an offer, politeness, interest in them, and asking for nothing in so many words.
NO_ASK = whole(
    r"let me know (?:if|when|whether|should) (?!you (?:can|could|know|hear|have|might))[^.?!\n]{0,60}?"
    r"(?<!\w)(?:i (?:can|could) (?:ever )?(?:help|do|be|send|return|give)|(?:ever |would |you'd "
    r")?(?:need|want|like|find)|helps?(?! me)|useful|of use)",
    r"(?:would|should) you (?:ever )?(?:like|want|need|find it useful|enjoy)",
    r"(?:would|could|can) you believe",
    r"(?:will|might) you (?:also |still )?be (?:at|around|coming|going|in|there)",
    r"(?:could|can|would|will) you (?:please )?(?:send|give) (?:me )?your (?:\w+ )?address",
    *("wurde(?:n sie|st du) (?:es|das) glauben", "هل هناك (?:اجمل|احسن|اروع|افضل) من"),
    r"how could you",
    rf"(?:could|can|would|will) you (?:tell me|let me know|say) {_HOW}(?: \w+)? "
    r"[^.?!\n]{0,60}?(?:went|goes|go|going|was|felt)",
    r"(?:could|can|may|might) i (?:ever )?(?:help|be "
    r"of|send|offer|introduce|thank|congratulate|return|do)",
    r"(?:could|can|may|might) we (?:help|send|offer)",
    r"(?:i'm|i am) not (?:asking|looking) (?:you |for )?(?:for |if |anything |any \w+|an? \w+)*",
    r"(?:not|nothing to|without) ask(?:ing)? (?:you )?(?:for )?(?:anything|a thing|any \w+|an? \w+)?",
    r"(?:no|without any|never a) (?:need|favou?r)(?: to \w+)?",
    r"(?:not|no longer) (?:about|for|after) (?:any |an |a )\w*",
    r"(?:found|accepted|started|took|got|turned down) (?:a|an|another|some|new) (?:\w+ "
    r"){0,2}(?:role|job|position|opportunity)s?(?: at| in| for)?",
    r"(?:have|has|had|saw|posted|advertis\w+|filled|opened) (?:an |any |some |other |more )?(?:open "
    r"|new )?(?:roles|openings|positions)",
)

BITTER = whole(
    r"(?:still )?(?:do(?:n't| not)|cannot|can't|fail to|struggle to) (?:really "
    r")?(?:understand|see|believe|accept|get over|get|fathom|grasp) "
    r"(?:why (?:you|i|they|somebody|someone|it|the|nobody|anyone)|how (?:you|they|i|it|this|anyone|somebody) "
    r"(?:could|came to|chose|decided|happened|was not|wasn't))",
    r"still (?:do(?:n't| not)|cannot|can't) (?:really )?(?:understand|believe|accept) "
    r"(?:why|what happened|that (?:you|they)|(?:the|your) (?:decision|no|reasons?|choice|rejection))",
    r"(?:find|found) it (?:\w+ )?(?:hard|difficult|impossible) to (?:understand|believe|accept) "
    r"(?:why|that (?:you|they)|(?:the|your) (?:decision|no|choice))(?! (?:wrote|made|built|did))",
    r"(?:shocked|stunned|appalled|dismayed) (?:by|at|about|over) (?:the|your|this) (?:\w+ )?"
    r"(?:decision|no|choice|rejection|answer|process)",
    r"beyond me (?:why|how)",
    "(?:makes|made) no sense",
    "unfair(?:ly)?",
    "unjust(?:ly)?",
    "not fair",
    "(?:isn't|wasn't) fair",
    "unprofessional(?:ly)?",
    "disrespectful(?:ly)?",
    "outrageous",
    "ridiculous process",
    r"i (?:was|am) (?:clearly|obviously|plainly) (?:the|a|an|more|better|over|stronger|not)",
    r"i (?:was|am) the (?:better|best|stronger|strongest|most qualified|obvious|right) (?:\w+ "
    r")?(?:candidate|choice|person|fit|one)",
    r"(?:less|under)[ -]?qualified",
    r"i deserved?",
    r"deserved? better",
    r"you (?:said|told me|wrote) (?:that )?(?:you would|you'd|you will) "
    r"(?:call|write|reply|answer|respond|decide|get back|let me know|be in touch|send|tell|come "
    r"back|have (?:an? (?:answer|decision)|news|feedback))",
    r"you (?:said|told me) (?:that )?(?:you would|you'd)(?=[,.;]| and (?:you )?(?:did|never|then)| but)",
    r"you (?:had )?(?:promised|assured me|swore)",
    r"you (?:should|could|might|ought to) (?:at least |really )?have (?!seen|heard|sent|been "
    r"there|come with|met|tasted)",
    r"the least you (?:could|can)",
    r"you never (?:even |once )?(?:wrote|called|replied|answered|got|told me|gave "
    r"me|responded|bothered|came back)",
    r"you (?:did not|didn't|couldn't|could not) (?:even "
    r"(?:call|write|reply|answer|say|read|look|tell|send|give|have the)|bother)",
    r"not even (?:a|an|one) (?:word|reply|answer|call|line|e-?mail|thank)",
    "your (?:own )?loss",
    r"you(?:'ll| will|'re going to| are going to) (?:come to )?regret",
    r"(?:hope|wish) you(?:'ll|'d| will| would)? regret",
    "(?:made|making) (?:the|your) (?:big |huge )?mistake",
    "(?:you|they|somebody) made a (?:big |huge )?mistake",
    "wrong (?:decision|choice|person|candidate|call)",
    "what you(?:'re| are)? miss(?:ed|ing)",
    "hope you(?:'re| are) happy",
    r"disappointed (?:that|in|with|by|at) (?:you|the way you|how you|your)",
    r"disappointed (?:by|with|in) the (?:decision|process|way)",
    *("let me down", "(?:feel|felt|am|was) (?:\\w+ )?let down", "never (?:even )?bothered to"),
    "hurt(?:s)? (?:me )?(?:that|how) you",
    r"wast(?:e|ed|ing) (?:of )?(?:my|all that|everyone's|our) time",
    "waste of time",
    "(?:ignored|ghosted|ghosting|strung me|stringing me|led me on|leading me on)",
    "led me to believe",
    r"after (?:all )?(?:\w+ )?(?:rounds|interviews|hours|weeks|"
    r"months)[^.?!\n]{0,40}?(?<!\w)(?:expected|deserved?|form (?:letter|e-?mail|mail)|not even|no "
    r"feedback|nothing|silence|without a word|rejected)(?! (?:but|like) )",
    r"i(?:'m| am| was) (?:\w+ )?(?:angry|bitter|furious|resentful|offended|insulted|outraged|"
    r"humiliated)(?! (?:with|at) (?:the|my|myself))",
    "slap in the face",
    "so much for",
    "thanks for nothing",
    "shame on",
    "ashamed of yourse\\w+",
    "not good enough for you",
    "behind my back",
    "you people",
    "(?:meine|unsere) zeit (?:verschwendet|vergeudet)",
    "verstehe (?:immer noch|bis heute|einfach) nicht",
    "enttauscht (?:von|uber) (?:ihnen|ihrer|ihre|dir|deiner|euch|(?:der|die|eurer?) (?:absage|entscheidung))",
    "(?:sie|ihr|du) (?:hatten|hattet|hattest) (?:mir )?(?:wenigstens|zumindest)",
    "frechheit",
    "ungerecht",
    "(?:ihr|euer|dein) pech",
    *("غير عادل", "ظلمتموني", "اضعتم وقتي", "اضعت وقتي", "خيبتم املي", "لا افهم حتى الان", "خسارتكم"),
)

#: What only looks bitter: condolences, and the same words denied.
NOT_BITTER = whole(
    r"(?:sorry (?:for|about|to hear (?:of|about))|heard (?:of|about)|condolences (?:on|for)|sympathy "
    r"(?:on|for|in)) your loss",
    r"(?:(?:not|never|hardly|anything but|far from|wasn't|isn't|nor) (?:at all )?|nothing (?:\w+ ){0,4}?)(?:a )?"
    r"(?:unfair|unjust|bitter|angry|unprofessional|disrespectful|offended|wast(?:e|ed)(?: of)?(?: my)? time)",
    r"would be unfair (?:not to|of me)",
    r"i (?:was|am|have been) (?:not fair|unfair|(?:not )?the wrong (?:person|candidate|choice))",
    *(
        r"silence (?:from me|on my (?:side|part))",
        r"without a word from (?!you)\w+",
        r"i (?:have )?made (?:the|a) (?:\w+ )?mistake",
    ),
    r"(?:thank(?:s| you)|do|does|did|helps|helped|means|meant) so much for|so much for my",
    r"(?:more|better) than i deserved?",
)

_NOT = r"(?:does(?:n't| not)|did(?:n't| not)|do(?:n't| not)|fails? to|won't|will not|should not)"
_CHOSEN = r"(?:the|your|that) (?:\w+ )?(?:candidate|choice|colleague|hire|one|person|winner)"
_ANOTHER = rf"(?:they|he|she|somebody|someone|whoever \w+ \w+|{_CHOSEN})"
MOMENT = whole(
    r"(?<!congratulations\son\s)(?<!congrats\son\s)(?:the|your|their) new hire",
    *(r"(?<!my\s)probation(?:ary)?(?: period)?", r"(?<!my\s)trial period(?! (?:of|for|on) )", "backfill"),
    rf"(?:if|in case|should|unless) (?:{_ANOTHER}|(?:it|things?|that)) (?:{_NOT}|not) (?:work|pan) out",
    rf"(?:if|in case) (?:it|things?|that) {_NOT} (?:last|go well|(?:work|fit) with {_ANOTHER})",
    r"been (?:\w+ ){1,4}since (?:they|he|she) (?:started|joined|began)",
    rf"how (?:is|are) {_CHOSEN} (?:getting on|settling in|working out)",
    r"(?:if|in case|should|when) (?:they|he|she|that person|(?:the|your) (?:winner|person|new \w+)) "
    r"(?:ever )?(?:leaves?|quits?|goes|moves? on|does(?:n't| not) (?:stay|last|fit)|do(?:n't| not) "
    r"(?:stay|last|fit))",
    r"(?:who|whom)(?:so)?ever you (?:chose|hired|picked|took|selected|went with|have "
    r"(?:chosen|hired|picked))",
    r"the (?:person|candidate|one|man|woman|guy|colleague|applicant)(?: who| that| whom)? "
    r"(?:you|they) (?:\w+ )?(?:hired|chose|chosen|picked|took|selected|went with|preferred)",
    r"(?:who|whoever|the (?:person|candidate|one)(?: who)?) (?:\w+ )?(?:got|won|landed|beat me to) "
    r"(?:the|my|that) (?:job|role|position)",
    r"(?<!is\s)(?<!are\s)the winner(?! of (?!(?:the|that|this) (?:job|position|role)))",
    r"(?:role|position|job|post|seat|spot) (?:\w+ )?(?:may|might|could|will|should|would) (?:\w+ "
    r")?(?:open|reopen|come|be (?:open|free|back|vacant)|become|free)(?: up)?(?: again| back| free| "
    r"vacant)?",
    r"(?:if|when|once|in case|should) (?:the|that|this|my|your) (?:\w+ "
    r")?(?:role|position|job|post|seat|spot) (?:ever )?(?:opens?|reopens?|comes?|becomes?|frees?|is "
    r"(?:open|free|back))(?: up)?(?: again| back| free| vacant)?",
    r"(?:role|position|job|post|seat) (?:\w+ )?(?:opens|opening|free) (?:up )?again",
    r"how (?:is|are|has|was) (?:the|your) new "
    r"(?:person|one|colleague|guy|engineer|developer|designer|manager|analyst)",
    r"(?:(?:when|once|after|until) the|hiring|budget) freeze (?:\w+ ){0,4}?(?:ends?|ended|lifts?|lifted|over|thaws?)",
    "probezeit",
    r"(?:falls|wenn) (?:es (?:doch )?mit (?:ihm|ihr|(?:de[mnr]|eure[mnr]) (?:neuen|anderen) \w+)|er|sie|(?:die|der) "
    r"(?:neue|andere)(?: \w+)?) (?:doch )?nicht (?:klappt|passt|bleibt|funktioniert)",
    r"(?:stelle|rolle|position) (?:doch )?(?:wieder|noch einmal) (?:frei|offen|ausgeschrieben)",
    r"die (?:neue )?person, die (?:sie|ihr|du) (?:eingestellt|genommen|ausgewahlt)",
    *("فترة التجربة", "فترة الاختبار", "الموظف الجديد", "اذا لم ينجح", "الشخص الذي اخترتموه"),
)

#: Words of greeting; what follows them up to a comma or the line's end is a name.
GREETING = re.compile(
    r"(?:dear|hi|hello|hey|good (?:morning|afternoon|evening|day)|greetings|hiya|my dear"
    r"|sehr geehrte[rs]?|liebe[rs]?|hallo|guten (?:tag|morgen|abend)|gruss gott|moin|servus"
    r"|bonjour|chere?|salut|hola|querid[oa]|estimad[oa]|ciao|car[oa]|gentile|ola|beste|hej|kara|kare"
    r"|as-?salamu? (?:alaykum|aleikum)|salam"
    r"|السلام عليكم(?: ورحم[ةه] الله)?(?: وبركاته)?|مساء النور"
    r"|عزيزي|عزيزتي|مرحبا|اهلا|اهلا وسهلا|السيد|السيده|السيدة|تحيه طيبه|صباح الخير|مساء الخير)"
    r"(?:\s+(?P<name>[^\n,!:;.?،؛-]{1,60}?(?:(?:(?<=dr)|(?<=prof)|(?<=mr)|(?<=mrs)|"
    r"(?<=ms))\.[^\n,!:;.?،؛-]{1,60}?)?))?\s*(?:[,!:;،؛-]|\n|$)"
)
#: A closing on its own: the end of a letter begins here.
CLOSING = re.compile(
    r"(?:(?:all |very |with |my |and )*(?:the )?(?:best|kind|kindest|warm|warmest|many|good|sincere)? ?"
    r"(?:best|regards|wishes|thanks|thank "
    r"you|greetings|cheers|warmly|sincerely|yours|gratefully|fondly|take care|until then|see you)"
    r"(?: (?:wishes|regards|again|truly|sincerely|faithfully|so much|very much|from \w+))?"
    r"|(?:mit )?(?:viele[nr]?|herzliche[nr]?|freundliche[nr]?|liebe|beste[nr]?|schone[nr]?) "
    r"(?:gruss(?:en|e)?)(?: aus \w+)?|herzlich|alles gute|vg|lg|mfg"
    r"|(?:خالص |مع |اطيب )?(?:تحياتي|التحيه|التحية|التحيات|تحيه|تحياتي لك|الشكر|شكري|الود|تقديري)(?: "
    r"والتقدير)?|مع خالص الشكر)"
    r"[,!.،-]?"
)
#: Words of a greeting that name nobody, or everybody.
NOBODY = _each(
    "all again and everybody everyone both folks friend friends team there together you sir madam hiring "
    "manager or recruiter people ladies gentlemen colleague colleagues und damen herren zusammen alle "
    "ihr beiden kollegin kollege kollegen nochmal wieder from at the dear my in of for et y a tous e "
    "tutti hi hello hallo الجميع الزملاء بك بكم وسهلا الكريم الكريمة العزيز العزيزة المحترم المحترمة"
)
#: What follows a greeting that begins so is no name, or one that is on no card ("from Tokyo", "Abu Khaled").
NO_NAME_AFTER = _each(
    "from to and once in at on abu abou umm um aus und ihr an de du et من الى في و ابو ابا ام"
)
#: A first word, or one after thanks, that is somebody who is spoken to where it is a name: "Thanks Jo!". What is said
#: of somebody, as in "Jo, your colleague, ...", is left out.
ALONE = re.compile(
    r"\s*(?:(?:(?:many )?(?:thanks|thank you)(?: so much| again)?|congrat(?:s|ulations)|danke|merci|شكرا),? )?"
    r"(?P<name>[^\W\d_]+)\s*(?:[,،!:.]|\s-|\n)(?!\s(?:who|(?:your|my|our) [^,.\n]{1,30},))"
)
#: First names and what is short for them without being their beginning; a line is one name.
SHORT_NAMES = [
    _each(line)
    for line in """
alexander alexandra alex sandy sasha xander
andrew drew andy
anthony antonia tony
charles charlie chuck
daniel danny
david dave davy
deborah debbie debra
dorothy dot dolly
edward edmund ed ted teddy ned
elizabeth elisabeth liz lizzie beth betty eliza lisa
francisco paco
friedrich fritz
giuseppe beppe
henry harry hank
james jim jimmy jamie
johannes hans hannes
john jack johnny
jose pepe
joseph joe joey
katherine catherine kathryn kate katie kathy cathy
magdalena lena
margaret maggie meg peggy
michal mike mick
mikhail misha
nicholas nick nicky
patricia trish tricia patty pat
rebecca becky becca
richard dick rick rich
robert bob bobby rob bert
sebastian basti bastian
stephen steven steve
susan sue susie suzanne
theodore ted theo
thomas tom tommy
victoria vicky tori
william bill billy will liam
""".strip().splitlines()
]
TITLES = _each(
    "dr prof professor mr mrs ms miss mx sir dame herr frau herrn doktor mme monsieur madame sra sr "
    "senora "
    "استاذي استاذتي اخي اختي المهندس المهندسة السيد السيدة الاستاذ الاستاذة الدكتور الدكتورة استاذ استاذة دكتور دكتورة"
)

#: Words that make nothing specific, and that a line of "do not mention" can do without.
STOP = _each(
    "a about above after again all also am an and any anything are as ask at avoid be been before bring "
    "but by can could did do does don don't dont for from had has have he her hers him his how i if in "
    "into is it its just me mention more my never no not nothing of off on or our out please question "
    "questions say she should so some speak talk talking tell than that the their them then there these "
    "they this those to topic up us very was we were what when where which who why will with word would "
    "you your der die das den dem des ein eine einen und oder nicht mit von vom zu zum zur im auf fur "
    "uber bei ist war sein seine seinen ihr ihre ihren kein keine nie nichts bitte er sie es wir ich في "
    "من على عن الى او و لا ما هذا هذه ان مع عدم ذكر"
)
#: Words of everybody's letters: they make nothing specific, although they may stand in a title or a note. One entry
#: stands for its forms in -s, -ed, -ing, -est and -ly, too.
COMMON = _each(
    "able absolute accept accomplish achievement all although always amazing another anyone anything "
    "application apply appreciate ask attention away awesome back beautiful beginning believe best better big "
    "bit brilliant bring brought business busy call came can't candidate cannot care chance cheer choice choose "
    "chose chosen christmas close come company congrats congratulation connect consider considerate "
    "consideration contact continue conversation course day dear december decision deep delight deserve detail "
    "difficult disappoint discuss doing each early easy effort email encourage end energy enjoy enough "
    "especially even ever every everybody everyone everything excellent excite experience express extremely "
    "family fantastic far favour feedback feel felt few final fine first forget forward found full fully future "
    "gave generosity generous get give given glad go gone got grateful gratitude great greet had happy hard "
    "health healthy hear heart heartfelt hello help helpful here hey hi holiday honest honesty honor honour "
    "hope hour however huge idea important incredible inspire interest interview invite january job join joy "
    "just keep kept kind kindness know known last late later learn leave left let letter life like little long "
    "look lot love luck lucky made mail make many matter may maybe mean meant meet mention message met mind "
    "minute moment month morning move much must myself name need new next nice note now offer often once one "
    "open opportunities opportunity other outstanding part participate pass patience patient peace people "
    "perhaps person personal place pleasant please pleasure position possible previous privilege process "
    "profession professional proud put question quick quite rather reach read real realise realize receive "
    "recent regard remain remember reply respect respond response right role sad said same saw say season see "
    "seen select selection send sent share short shown since sincere small somebody someone something sometime "
    "soon sorry speak special spend spent spoke start stay still stressful success successful such summer super "
    "support sure take taken talk team tell thank thankful thing think though thought thoughtful thrill through "
    "throughout time today together told tomorrow too took touch transparency true try two understand "
    "understood until update use useful value wait want warm warmth way week weekend welcome well went while "
    "whole wish won't wonderful word work world worth write written wrote year yesterday yet yourself "
    "yourselves gut gute guten danke dank zeit jahr tag gesprach"
)
#: Words in brackets that are a gap although they stand alone.
GAP_WORDS = _each(
    "name company role title topic date project link team here talk article event place reason "
    "vorname firma stelle thema datum projekt vortrag artikel anlass ort"
)
