"""Advice on a draft: a table of drafts, half of them fine, and what must hold for any text at all."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from followup.domain import lint_words
from followup.domain.folding import fold
from followup.domain.lint import Advice, AdviceKind, Context, Draft, lint, word_count
from followup.domain.values import Channel, Intent

EMAIL, LETTER, MESSAGE, CARD = Channel.EMAIL, Channel.LETTER, Channel.MESSAGE, Channel.CARD
LINKEDIN, COMMENT = Channel.LINKEDIN_MESSAGE, Channel.LINKEDIN_COMMENT
THANK, CONGRATULATE, SHARE, HELP = Intent.THANK_DECISION, Intent.CONGRATULATE, Intent.SHARE, Intent.HELP
UPDATE, RECONNECT, INTRODUCE = Intent.UPDATE, Intent.RECONNECT, Intent.INTRODUCE
ASK, CLOSE = Intent.ASK, Intent.CLOSE_LOOP

MARTA = {
    "name": "Marta Nowak",
    "company": "Northwind",
    "others": ("Maria Lund", "Jo Berg", "Tomas Reyes"),
    "direct_out": 3,
    "specifics": (
        "Backend engineer",
        "moving the depots off the old scheduler",
        "boring queues are good queues",
    ),
}
NEW = {**MARTA, "direct_out": 0}
ASKED = {**MARTA, "intents": (SHARE, ASK, ASK)}
CARE = {**MARTA, "do_not_mention": "divorce\nthe layoffs in May, Kestrel; don't ask about her mother"}
LAST = (
    "Dear Marta,\n\nI read your piece on the old scheduler twice, and the part on depots at night is the "
    "one I keep "
    "telling people about. Thank you for writing it down.\n\nOmar"
)
WROTE = {**MARTA, "last_text": LAST}
SALMA = {"name": "سلمى الناصري", "company": "نورث ويند", "direct_out": 2}
JUERGEN = {"name": "Jürgen Groß", "company": "Nordwind GmbH", "direct_out": 0, "specifics": ("Lagerumzug",)}
LEI = {"name": "王蕾", "company": "北风", "direct_out": 0}
ELIZABETH = {"name": "Elizabeth Stone", "company": "Fabrikam", "direct_out": 0, "others": ("Marta Nowak",)}
AHMED = {"name": "Ahmed Al-Khatib", "company": "Almadar", "direct_out": 0}
KHALED = {"name": "أحمد الخطيب", "company": "المدار", "direct_out": 0, "others": ("ليلى حداد",)}
CLAIRE = {"name": "Claire Dubois", "company": "Atelier Sud", "direct_out": 0, "others": ("Marc Petit",)}
PERSONAL = {**CARE, "do_not_mention": "art, war, her letter; Kündigung, merger"}

GOOD: list[tuple[str, Channel, Intent | None, dict[str, Any]]] = [
    (
        "Dear Marta,\n\nThank you for calling me yourself yesterday. I was disappointed, of course, and "
        "grateful for how "
        "plainly you put it. What you said about boring queues stays with me.\n\nAll the best to you and "
        "the team\nOmar",
        EMAIL,
        THANK,
        NEW,
    ),
    (
        "Hi Marta, thank you for telling me so quickly, and for two good conversations about the "
        "scheduler. No need to "
        "answer. I wish Northwind a smooth winter. Omar",
        LINKEDIN,
        THANK,
        NEW,
    ),
    (
        "Dear Marta,\n\nthank you for the time you took with me. I liked the afternoon with your depots "
        "map more than any "
        "interview before it. Let me know if I can ever help with a second pair of eyes.\n\nWarm "
        "regards,\nOmar",
        EMAIL,
        THANK,
        NEW,
    ),
    (
        "Hello Marta, your no was kinder than many a yes. I will remember the talk about night shifts at "
        "the depots. Take care, Omar",
        MESSAGE,
        THANK,
        NEW,
    ),
    (
        "Dear Ms Nowak,\n\nThank you for your letter of 22 November. It was a pleasure to meet the four "
        "of you, and I "
        "learned more about depots in an hour than in a year before.\n\nYours sincerely\nOmar Haddad",
        LETTER,
        THANK,
        NEW,
    ),
    ("Congratulations, and what a lovely photograph of the whole crew.", COMMENT, CONGRATULATE, NEW),
    ("Well deserved, Marta. The quiet work is the hardest.", COMMENT, CONGRATULATE, NEW),
    (
        "Marta, congratulations on the Leipzig depot. I hope that somebody brought cake.",
        LINKEDIN,
        CONGRATULATE,
        NEW,
    ),
    (
        "Hi Marta,\nI saw that Northwind won the port contract. That must have been a long spring. "
        "Congratulations to all of "
        "you.\nOmar",
        EMAIL,
        CONGRATULATE,
        NEW,
    ),
    (
        "Dear Marta, happy tenth anniversary to Northwind. Ten years of parcels before breakfast is no "
        "small thing.",
        CARD,
        CONGRATULATE,
        NEW,
    ),
    (
        "Hi Marta,\n\nyou said that boring queues are good queues. Here is somebody who has spent 40 "
        "pages on just that, and "
        "pages 12 to 20 are a joy:\nhttps://example.org/queues\n\nNo answer needed.\n\nOmar",
        EMAIL,
        SHARE,
        NEW,
    ),
    (
        "Hello Marta, this talk made me think of your depots at night: https://example.org/night. The "
        "last ten minutes are the best.",
        LINKEDIN,
        SHARE,
        NEW,
    ),
    (
        "Dear Marta,\n\nthe library in Gdańsk shows old timetables until Sunday. I went for the maps and "
        "stayed for the "
        "tea. If you are near, go.\n\nWarmly\nOmar",
        EMAIL,
        SHARE,
        MARTA,
    ),
    ("Marta, a short one: the PostgreSQL release has the index you wished for. Enjoy.", MESSAGE, SHARE, NEW),
    (
        "Dear Marta,\n\nSince October I teach databases two evenings a week. Your remark about the "
        "scheduler made it into the "
        "first lesson, and the students laughed in the right place.\n\nBest wishes\nOmar",
        EMAIL,
        UPDATE,
        MARTA,
    ),
    (
        "Hi Marta, small news: I started at Halden Rail in May, on timetables. Thank you for the push. I "
        "hope that "
        "the new planner behaves.",
        LINKEDIN,
        UPDATE,
        MARTA,
    ),
    (
        "Dear Marta,\n\nI have accepted a role at Halden Rail and start on 1 September. You opened a "
        "door on the way, and "
        "I have not forgotten it.\n\nGratefully\nOmar",
        EMAIL,
        UPDATE,
        NEW,
    ),
    (
        "Dear Marta,\n\nmay I introduce Priya Raman, who moved three depots last year? Priya, Marta "
        "thinks about the same "
        "riddle at Northwind. I step back now.\n\nBest,\nOmar",
        EMAIL,
        INTRODUCE,
        NEW,
    ),
    (
        "Hi Marta, would you like an introduction to Priya, who wrote the piece on night depots? One "
        "word is enough, and no is fine.",
        LINKEDIN,
        INTRODUCE,
        NEW,
    ),
    (
        "Hello Marta,\n\nhow did the launch in Leipzig go? I thought of you all on Tuesday when the snow "
        "came.\n\nOmar",
        EMAIL,
        RECONNECT,
        NEW,
    ),
    (
        "Hello Marta, could you tell me how the Leipzig launch went, when the dust has settled? I am "
        "curious, that is all.",
        EMAIL,
        RECONNECT,
        NEW,
    ),
    (
        "Dear Marta,\n\nIt has been a year since we sat over that depots map. I walked past your old "
        "building in Hafenstraße and "
        "had to smile. I wish you an easy winter.\n\nOmar",
        LETTER,
        RECONNECT,
        MARTA,
    ),
    (
        "Hi Marta, if it would help with the move of the depots, I have an old checklist that is yours. "
        "No harm if not.",
        LINKEDIN,
        HELP,
        NEW,
    ),
    (
        "Dear Marta,\n\nI read that you look for testers for the planner. I have two free evenings in "
        "June and would enjoy "
        "it. Nothing expected in return.\n\nOmar",
        EMAIL,
        HELP,
        NEW,
    ),
    (
        "Dear Marta,\n\nI promised you the notes on slow queries. Here they are, in 3 pages.\n\nKind "
        "regards\nOmar",
        EMAIL,
        HELP,
        NEW,
    ),
    (
        "Dear Marta,\n\nhere is a question you know more about than anybody: could you name one book on "
        "the scheduler that "
        "lasts? A title is plenty.\n\nOmar",
        EMAIL,
        ASK,
        MARTA,
    ),
    (
        "Hi Marta, do you know of a team that works on depots the way you do? A name would be plenty. Omar",
        LINKEDIN,
        ASK,
        MARTA,
    ),
    (
        "Dear Marta,\n\nCould we talk for ten minutes about the move from rail to software? Any day in "
        "March suits me.\n\nOmar",
        EMAIL,
        ASK,
        {**MARTA, "intents": (ASK, SHARE)},
    ),
    (
        "Dear Marta,\n\nI take it that the backend position is filled, and that is fine. Thank you for "
        "two good talks; I "
        "close this chapter gladly.\n\nAll good wishes\nOmar",
        EMAIL,
        CLOSE,
        NEW,
    ),
    (
        "Hi Marta, I was sorry to hear of your loss. Northwind without Henrik is hard to imagine. I "
        "think of you all.",
        LINKEDIN,
        RECONNECT,
        NEW,
    ),
    (
        "Dear Marta,\n\nit was never a waste of my time; after four rounds I feel I know Northwind a "
        "little, and I like it.\n\nOmar",
        EMAIL,
        THANK,
        NEW,
    ),
    (
        "Dear Marta,\n\nI read your new piece on the planner this morning. The drawing of the two queues "
        "says more than my "
        "whole first lesson.\n\nOmar",
        EMAIL,
        SHARE,
        WROTE,
    ),
    (
        "Thanks, Marta. I will read it tonight.",
        EMAIL,
        None,
        {**WROTE, "last_text": "Thanks, Marta. I will read it tonight."},
    ),
    (
        "Dear Marta,\n\nMay in Leipzig suits the depots, I hear. Congratulations on the new hires.\n\nOmar",
        EMAIL,
        CONGRATULATE,
        CARE,
    ),
    ("Hi Marta, the footnote [1] of your article on depots made my day.", EMAIL, SHARE, NEW),
    ("Hi Marta, see [the talk](https://example.org/talk) on depots; minute 12 is you.", EMAIL, SHARE, NEW),
    ("Thank you.", EMAIL, THANK, NEW),
    ("Hi Marta, you should have seen the snow at the depots last week.", EMAIL, RECONNECT, NEW),
    (
        "Dear Marta, you could have sent a form letter, and you called. Thank you; the depots tour stays "
        "with me.",
        EMAIL,
        THANK,
        NEW,
    ),
    ("Hi Marta, you said you would be hiking in May; how was the weather in Tirol?", EMAIL, RECONNECT, NEW),
    (
        "Dear Marta, let me know when you are in Bergen; the coffee is on me, and the depots are worth it.",
        EMAIL,
        None,
        NEW,
    ),
    ("Dear Marta, I made a mistake in my last note: the depots film is out on Friday.", EMAIL, SHARE, NEW),
    ("Dear Marta, the other roles at Northwind are in good hands. I wish you well.", EMAIL, THANK, NEW),
    (
        "Dear Marta, I was very angry with the train on the way to Northwind, and your coffee made up "
        "for it.",
        EMAIL,
        THANK,
        NEW,
    ),
    (
        "Liebe Frau Nowak,\n\nherzlichen Dank für Ihren Anruf gestern. Natürlich war ich traurig, und "
        "zugleich froh, wie "
        "offen Sie es gesagt haben. Ihnen und dem Team alles Gute für den Umzug der Lager.\n\nHerzliche "
        "Grüße\nOmar Haddad",
        EMAIL,
        THANK,
        NEW,
    ),
    (
        "Lieber Jürgen,\n\nbeim Lagerumzug in der Zeitung musste ich an unser Gespräch denken. "
        "Glückwunsch an alle. Eine Antwort "
        "braucht es nicht.\n\nViele Grüße aus Bremen\nOmar",
        EMAIL,
        CONGRATULATE,
        JUERGEN,
    ),
    (
        "Hallo Juergen, wie ist der Start in Kiel gelaufen? Ich habe am Dienstag an euch gedacht.",
        LINKEDIN,
        RECONNECT,
        JUERGEN,
    ),
    (
        "عزيزتي سلمى،\n\nشكرا لك على مكالمة أمس وعلى صراحتك. بقي في ذهني حديثنا عن المستودعات الليلية. "
        "أتمنى لك وللفريق كل التوفيق، ولا "
        "حاجة للرد.\n\nمع خالص التحية\nعمر",
        EMAIL,
        THANK,
        {**SALMA, "direct_out": 0},
    ),
    ("مرحبا سلمى، مبارك افتتاح الفرع الجديد في عمّان. فرحت كثيرا بالخبر.", LINKEDIN, CONGRATULATE, SALMA),
    (
        "王蕾您好,谢谢您昨天亲自打电话告诉我结果。您说的关于夜班仓库的话,我会一直记得。祝您和团队一切顺利。",
        EMAIL,
        THANK,
        LEI,
    ),
    (
        "Dear Salma,\n\nthe museum in Amman shows the drawings you spoke of. I went twice.\n\nOmar",
        EMAIL,
        SHARE,
        SALMA,
    ),
]
GOOD += [
    (text, EMAIL, None, NEW)
    for text in (
        "Hi Marta, your point about naming columns for the reader, not the writer, is one I will steal.",
        "Hi Marta, the tomatoes you told me to plant have taken over the balcony. You were right about them.",
        "hi marta, i tried your way of naming branches and my team likes it a lot. thank you.",
        "Hi Marta, I hope that your knee is better and that you are back on the bike.",
        "Hi Marta, thank you for being honest about the budget. It made it so much easier to hear the no.",
        "Hi Marta, I heard from Tomas how it went, and I am happy for you and for all of your people.",
        "Hello once more, Marta. I forgot the map of the depots.",
        "Hello from a rainy Lisbon, Marta! The trams here would do well as a scheduler.",
        "Good morning from Tokyo!\nI walked past a depot today and thought of you.",
        "Good evening to you and yours, Marta. The snow is here.",
        "Hello and happy birthday, Marta! Enjoy the cake.",
        "Hi stranger, the depots book arrived.",
        "Dear fellow traveller,\nthe depots book arrived.",
        "Hallo ihr Lieben,\nschöne Grüße aus den Depots.",
        "Tomas, your colleague, told me that the depots are warm again.",
        "Thanks for the tour, Marta! Jo liked it, too.",
        "Dear Marta, nothing about it was unfair, and I wanted you to know.",
        "Dear Marta, it would be unfair not to say that your tour of the depots was the best.",
        "Dear Marta, your tool was the right one, and I was not fair to it when we talked.",
        "Dear Marta, I was the wrong person for the job, and the right one for Contoso.",
        "Dear Marta, after three months of silence from me, here is a sign of life from Kiel.",
        "Dear Marta, I made the mistake of reading your piece on depots at midnight.",
        "Dear Marta, so much for my plan to rest: I build a scheduler again.",
        "Dear Marta, thank you so much for the tour of the depots.",
        "Dear Marta, I still don't understand half of your paper on queues, and I enjoy every page.",
        "Dear Marta, you told me you would have a look at the harbour, and I hope the wind was kind.",
        "Dear Marta, I find it hard to believe that you wrote this on a train to Kiel.",
        "Dear Marta, I was shocked by the fire in your street. I hope that the cats are safe.",
        "Dear Marta, I passed my probation at Contoso today and thought of your advice.",
        "Dear Marta, I hear that Northwind is the winner of the prize. Congratulations.",
        "Dear Marta, congratulations on the new hire in Berlin, she is wonderful to work with.",
        "Dear Marta, if Tuesday doesn't work out, I leave the book at the desk.",
        "Dear Marta, here is the coat. If it doesn't fit, the shop takes it back.",
        "Dear Marta, the museum opens again in May.",
        "Dear Marta, the trial period of the new helpdesk is over, and it stays.",
        "Dear Marta, how are they getting on, your two kittens?",
        "Dear Marta, will you be at the meetup in June? I bring the soup.",
        "Dear Marta, could you send your postal address? I have a card for you.",
        "Dear Marta, if anything comes up with the depots, I am one message away.",
        "Dear Marta, my sister would love a coffee from that machine of yours.",
        "Dear Marta, thank you for following up so quickly with the slides.",
        "Dear Marta, thank you for your friendly reminder to sleep more.",
        'Dear Marta, "we [the team] were proud" is the line of your post that stays.',
    )
]
GOOD += [
    (
        "Dear Elizabeth, your note made my week. I printed it and it hangs above my desk.",
        EMAIL,
        None,
        ELIZABETH,
    ),
    ("Hi Liz, the queue is empty before lunch.", EMAIL, None, ELIZABETH),
    ("Dear Ahmad, thank you for the tea and for the honest words.", EMAIL, None, AHMED),
    ("Dear Abu Khaled, thank you for the tea in Amman.", EMAIL, None, AHMED),
    ("عزيزي أبو خالد، شكرا على وقتك.", EMAIL, None, KHALED),
    ("مرحبا من عمّان، شكرا على وقتك.", EMAIL, None, KHALED),
    ("عزيزي أحمد، هل هناك أجمل من شتاء عمّان؟", EMAIL, None, KHALED),
    ("مساء النور أستاذي الكريم، شكرا على وقتك.", EMAIL, None, KHALED),
    ("Lieber Jürgen, würden Sie es glauben: der Kran in Kiel steht.", EMAIL, None, JUERGEN),
    ("Lieber Jürgen, wenn es am Dienstag nicht passt, lasse ich das Buch liegen.", EMAIL, None, JUERGEN),
    ("Bonjour Claire, je vous remercie pour vos conseils, que je garde précieusement.", EMAIL, None, CLAIRE),
    ("王蕾您好谢谢您的时间和宝贵的建议我会一直记得您说的话祝您和团队一切顺利", EMAIL, None, LEI),
    ("Hi Marta, the start of the depots film is warm, and letting it run pays.", EMAIL, None, PERSONAL),
]

LONG = (
    "Dear Marta,\n\n" + "The old scheduler at the depots had one more lesson for me today. " * 11 + "\n\nOmar"
)
BAD = [
    (LONG, EMAIL, SHARE, NEW, {"length"}),
    (LONG, LETTER, None, NEW, {"length"}),
    (
        "Hi Marta, " + "the depots map is on my wall now and makes people ask. " * 7,
        MESSAGE,
        SHARE,
        NEW,
        {"length"},
    ),
    (
        "Hi Marta, " + "the depots map is on my wall now and makes people ask. " * 6,
        LINKEDIN,
        SHARE,
        NEW,
        {"length"},
    ),
    ("What a launch. " * 21, COMMENT, CONGRATULATE, NEW, {"length"}),
    ("北风的仓库搬迁很顺利。" * 26, EMAIL, SHARE, LEI, {"length"}),
    ("Hi Marta, just checking in to see how the depots are.", EMAIL, RECONNECT, MARTA, {"stock_phrase"}),
    (
        "Hi Marta, just  Checking\nin about the scheduler at Northwind.",
        EMAIL,
        RECONNECT,
        MARTA,
        {"stock_phrase"},
    ),
    (
        "Dear Marta,\n\nI hope this email finds you well. The depots map is on my wall.\n\nOmar",
        EMAIL,
        SHARE,
        MARTA,
        {"stock_phrase"},
    ),
    (
        "Hi Marta, circling back on the depots, and touching base about the planner.",
        EMAIL,
        None,
        MARTA,
        {"stock_phrase"},
    ),
    (
        "Hi Marta, I’m following up on our talk about Northwind's depots.",
        LINKEDIN,
        None,
        MARTA,
        {"stock_phrase"},
    ),
    ("Hi Marta, I'd like to pick your brain about depots one day.", EMAIL, None, MARTA, {"stock_phrase"}),
    (
        "Hi Marta, long time no see. The snow in Leipzig made me think of the depots.",
        EMAIL,
        RECONNECT,
        MARTA,
        {"stock_phrase"},
    ),
    (
        "Hi Marta, I know youre busy, so only this: the depots film is out.",
        EMAIL,
        SHARE,
        MARTA,
        {"stock_phrase"},
    ),
    (
        "Hallo Jürgen, ich wollte nur mal nachfragen, wie der Lagerumzug läuft.",
        EMAIL,
        RECONNECT,
        JUERGEN,
        {"stock_phrase"},
    ),
    (
        "Hi Marta, thank you for the call. Could you keep me in mind for the next backend role?",
        EMAIL,
        THANK,
        NEW,
        {"early_ask"},
    ),
    (
        "Hi Marta, are there any openings in the depots team now?",
        LINKEDIN,
        None,
        {**NEW, "direct_out": 1},
        {"early_ask"},
    ),
    ("Hi Marta, do you know of anybody who works on depots?", EMAIL, None, NEW, {"early_ask"}),
    (
        "Dear Marta,\n\nThank you for the talk about depots. If you hear of anything similar, let me "
        "know.\n\nOmar",
        EMAIL,
        THANK,
        NEW,
        {"early_ask"},
    ),
    (
        "Dear Marta,\n\nthe depots film is out. Can we have a coffee in March?\n\nOmar",
        EMAIL,
        SHARE,
        NEW,
        {"early_ask"},
    ),
    ("Hi Marta, please forward my CV to the planner team at Northwind.", EMAIL, None, NEW, {"early_ask"}),
    (
        "Dear Marta, here is my question on depots in one line: rail first, or road?",
        EMAIL,
        ASK,
        NEW,
        {"early_ask"},
    ),
    (
        "Lieber Jürgen, gibt es bei euch noch offene Stellen im Lagerumzug?",
        EMAIL,
        None,
        JUERGEN,
        {"early_ask"},
    ),
    (
        "سلمى العزيزة، هل لديكم وظائف شاغرة في الفرع الجديد؟",
        EMAIL,
        None,
        {**SALMA, "direct_out": 1},
        {"early_ask"},
    ),
    ("Hi Marta, is Northwind hiring again?", EMAIL, None, NEW, {"early_ask"}),
    ("Hi Marta, I'd love to grab a coffee about the depots.", EMAIL, None, NEW, {"early_ask"}),
    ("Hi Marta, could you look over my notes on depots?", EMAIL, None, ASKED, {"give_and_ask"}),
    (
        "Hi Marta, would it be possible to meet the planner team in March?",
        EMAIL,
        ASK,
        ASKED,
        {"give_and_ask"},
    ),
    (
        "Dear Marta, I still don't understand why the depots team chose somebody from outside.",
        EMAIL,
        None,
        MARTA,
        {"bitterness"},
    ),
    ("Dear Marta, I felt the last round at Northwind was unfair.", EMAIL, None, MARTA, {"bitterness"}),
    ("Marta, I was clearly the stronger one on depots.", EMAIL, None, MARTA, {"bitterness"}),
    ("Hi Marta, you said you would call before Friday.", EMAIL, None, MARTA, {"bitterness"}),
    ("Hi Marta, it is your loss; Halden Rail took me.", EMAIL, UPDATE, MARTA, {"bitterness"}),
    (
        "Dear Marta, I am disappointed that you did not see what I can do for the depots.",
        EMAIL,
        None,
        MARTA,
        {"bitterness"},
    ),
    (
        "Dear Marta, after four rounds at Northwind I expected more than two lines.",
        EMAIL,
        None,
        MARTA,
        {"bitterness"},
    ),
    ("Dear Marta, Northwind wasted my time.", EMAIL, CLOSE, MARTA, {"bitterness"}),
    (
        "Lieber Jürgen, ich verstehe bis heute nicht, warum der Lagerumzug ohne mich läuft.",
        EMAIL,
        None,
        JUERGEN,
        {"bitterness"},
    ),
    (
        "Dear Marta,\n\nThank you for everything. I enjoyed our talk and wish you all the best.\n\nOmar",
        EMAIL,
        THANK,
        NEW,
        {"nothing_specific"},
    ),
    (
        "Hi Marta, I hope that life is good. I often think back to our nice conversation.",
        LINKEDIN,
        RECONNECT,
        MARTA,
        {"nothing_specific"},
    ),
    (LAST, EMAIL, SHARE, WROTE, {"too_like_last"}),
    (
        LAST.replace("twice", "again").replace("Dear", "Hello").replace("people", "friends"),
        EMAIL,
        SHARE,
        WROTE,
        {"too_like_last"},
    ),
    (
        "Dear Marta,\n\nthank you for what you said about [what they said that stayed with you] at "
        "Northwind.\n\nOmar",
        EMAIL,
        THANK,
        NEW,
        {"gap_left"},
    ),
    ("Hi Marta, the depots film is out: […which link?]", EMAIL, SHARE, NEW, {"gap_left"}),
    ("Hi {name}, the depots film is out. TODO add the link.", EMAIL, SHARE, NEW, {"gap_left"}),
    ("Hi [name], the depots film is out.", EMAIL, SHARE, NEW, {"gap_left"}),
    ("Hi Marta, I heard of the divorce, and of the depots.", EMAIL, None, CARE, {"do_not_mention"}),
    (
        "Hi Marta, the layoffs in May must have been hard on the depots.",
        EMAIL,
        None,
        CARE,
        {"do_not_mention"},
    ),
    ("Hi Marta, how is your mother, and how are the depots?", EMAIL, None, CARE, {"do_not_mention"}),
    ("Hi Marta, is KESTREL's depot near Leipzig yours now?", EMAIL, None, CARE, {"do_not_mention"}),
    (
        "سلمى العزيزة، سمعت عن الطلاق وأفكر فيك.",
        EMAIL,
        None,
        {**SALMA, "do_not_mention": "الطلاق"},
        {"do_not_mention"},
    ),
    ("王蕾您好,听说您离婚了,很难过。", EMAIL, None, {**LEI, "do_not_mention": "离婚"}, {"do_not_mention"}),
    ("Hi Marta, how is the new hire settling in at the depots?", EMAIL, None, MARTA, {"moment"}),
    (
        "Dear Marta, if it doesn't work out with whoever you chose for the depots, I am here.",
        EMAIL,
        None,
        MARTA,
        {"moment"},
    ),
    ("Dear Marta, probation at Northwind is nearly over, I think.", EMAIL, None, MARTA, {"moment"}),
    ("Dear Marta, I write since the role may open again in Leipzig.", EMAIL, None, MARTA, {"moment"}),
    ("Hi Marta, I wish the person you hired for the depots well.", EMAIL, None, MARTA, {"moment"}),
    ("Lieber Jürgen, nach der Probezeit beim Lagerumzug sieht man weiter.", EMAIL, None, JUERGEN, {"moment"}),
    ("Dear Maria,\n\nthe depots film is out.\n\nOmar", EMAIL, SHARE, MARTA, {"wrong_name"}),
    ("Hi Ruth, the depots film is out.", LINKEDIN, SHARE, MARTA, {"wrong_name"}),
    ("Jo,\nthe depots film is out.", EMAIL, SHARE, MARTA, {"wrong_name"}),
    (
        "Lieber Herr Klein,\n\nzum Lagerumzug herzlichen Glückwunsch.\n\nOmar",
        EMAIL,
        CONGRATULATE,
        JUERGEN,
        {"wrong_name"},
    ),
    ("عزيزتي ليلى، مبارك افتتاح الفرع الجديد.", LINKEDIN, CONGRATULATE, SALMA, {"wrong_name"}),
    (
        "Hi Maria, just checking in: any openings after the layoffs in May? It was unfair. [your name]",
        EMAIL,
        None,
        {**CARE, "direct_out": 0},
        {"wrong_name", "stock_phrase", "early_ask", "do_not_mention", "bitterness", "gap_left"},
    ),
    (
        "Hi Marta, I would be happy to be considered for other positions at Northwind.",
        EMAIL,
        None,
        NEW,
        {"early_ask"},
    ),
    (
        "Hi Marta, if something similar comes up in the depots, I'd love to hear about it.",
        EMAIL,
        None,
        NEW,
        {"early_ask"},
    ),
    ("Hi Marta, any chance of 15 minutes on the phone?", EMAIL, None, NEW, {"early_ask"}),
    ("Hi Marta, would love your feedback on my depots map.", EMAIL, None, NEW, {"early_ask"}),
    ("Hi Marta, can I buy you a coffee near the depots?", EMAIL, None, NEW, {"early_ask"}),
    ("Chère Claire, auriez-vous un poste à me proposer ?", EMAIL, None, CLAIRE, {"early_ask"}),
    ("عزيزي أحمد، أرجو أن تخبرني إذا توفرت وظيفة.", EMAIL, None, KHALED, {"early_ask"}),
    ("Hi Marta, a friendly reminder of the depots map.", EMAIL, None, MARTA, {"stock_phrase"}),
    ("Hi Marta, I hope you are doing great in the snow.", EMAIL, None, MARTA, {"stock_phrase"}),
    ("Dear Marta, I feel let down by Northwind.", EMAIL, None, MARTA, {"bitterness"}),
    ("Dear Marta, Northwind never even bothered to call me back.", EMAIL, None, MARTA, {"bitterness"}),
    (
        "Dear Marta, I find it hard to believe that you found somebody better for the depots.",
        EMAIL,
        None,
        MARTA,
        {"bitterness"},
    ),
    ("Dear Marta, I was shocked by the decision.", EMAIL, None, MARTA, {"bitterness"}),
    ("Lieber Jürgen, ich bin enttäuscht von der Absage.", EMAIL, None, JUERGEN, {"bitterness"}),
    ("Dear Marta, it has been three months since they started at Northwind.", EMAIL, None, MARTA, {"moment"}),
    ("Dear Marta, has the budget freeze been lifted?", EMAIL, None, MARTA, {"moment"}),
    ("Dear Marta, how is the person you chose settling in?", EMAIL, None, MARTA, {"moment"}),
    (
        "Dear Marta, in case the other candidate does not work out, I like the depots.",
        EMAIL,
        None,
        MARTA,
        {"moment"},
    ),
    (
        "Lieber Jürgen, falls es mit der neuen Kollegin nicht klappt, komme ich gern.",
        EMAIL,
        None,
        JUERGEN,
        {"moment"},
    ),
    ("Hi Marta, I loved the <insert talk> on depots.", EMAIL, None, MARTA, {"gap_left"}),
    ("Hi Marta, I loved your [Vortrag] on depots.", EMAIL, None, MARTA, {"gap_left"}),
    ('Dear Marta, you said "[what they said]" about the depots.', EMAIL, None, MARTA, {"gap_left"}),
    ("Hi Marta, I heard that you got divorced.", EMAIL, None, CARE, {"do_not_mention"}),
    ("Hi Marta, the layoff in May was hard on the depots.", EMAIL, None, CARE, {"do_not_mention"}),
    ("Hi Marta, the Kündigungen were in the paper.", EMAIL, None, PERSONAL, {"do_not_mention"}),
    ("Hi Marta, what do mergers do to depots?", EMAIL, None, PERSONAL, {"do_not_mention"}),
    ("Maria, thanks for the tour of the depots.", EMAIL, None, MARTA, {"wrong_name"}),
    ("Thanks Maria! The depots tour was great.", EMAIL, None, MARTA, {"wrong_name"}),
    ("Hello my dear Maria, the depots are warm.", EMAIL, None, MARTA, {"wrong_name"}),
    ("السلام عليكم أستاذة ليلى، شكرا على الشاي.", EMAIL, None, KHALED, {"wrong_name"}),
    (
        "Hi Marta, thank you again for the wonderful opportunity. I wish you all the best for the future.",
        EMAIL,
        None,
        {**MARTA, "specifics": ("Thank you for the opportunity to speak with you.",)},
        {"nothing_specific"},
    ),
    (
        "Hello Marta, hope you had a nice Christmas and a good start into January. All the best for the new year.",
        EMAIL,
        None,
        MARTA,
        {"nothing_specific"},
    ),
    (
        "Hi Marta, Thank you for the Opportunity. It was great to meet you all. I Wish you the best.",
        EMAIL,
        None,
        MARTA,
        {"nothing_specific"},
    ),
]


def kinds(text, channel=EMAIL, intent=None, **context):
    return {advice.kind.value for advice in lint(Draft(text, channel, intent), Context(**context))}


def test_it_works():
    draft = Draft("Hi Marta, just checking in about the depots.", EMAIL)
    (advice,) = lint(draft, Context(name="Marta Nowak", specifics=("depots",)))
    assert advice == Advice(
        AdviceKind.STOCK_PHRASE,
        "“just checking in” stands in many letters. A word that only you could write says more to Marta.",
        (10, 26),
    )
    assert draft.text[10:26] == "just checking in"


@pytest.mark.parametrize(("text", "channel", "intent", "known"), GOOD)
def test_good_drafts_are_left_alone(text, channel, intent, known):
    assert lint(Draft(text, channel, intent), Context(**known)) == []


@pytest.mark.parametrize(("text", "channel", "intent", "known", "expected"), BAD)
def test_what_is_said_of_others(text, channel, intent, known, expected):
    assert kinds(text, channel, intent, **known) == expected


def test_the_table_is_large_and_even():
    assert len(GOOD) >= len(BAD) >= 80
    assert {kind for *_, expected in BAD for kind in expected} == set(AdviceKind)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Northwind wasn’t fair to me.", "wasn’t fair"),
        ("Northwind was ÜNFAIR, I think.", "ÜNFAIR"),
        ("ﬁne. Northwind did it your\u200b own\n\n loss.", "your\u200b own\n\n loss"),
    ],
)
def test_the_place_is_that_of_the_text(text, found):
    (advice,) = lint(Draft(text), Context(company="Northwind"))
    assert advice.span
    assert text[slice(*advice.span)] == found


def test_a_phrase_is_advised_upon_once():
    text = "Hi Jo, circling back. Circling  back on Acme. Also touching base, [what is new], [what is new]."
    found = [advice.kind for advice in lint(Draft(text), Context(name="Jo Berg"))]
    assert found == [AdviceKind.GAP_LEFT, AdviceKind.STOCK_PHRASE, AdviceKind.STOCK_PHRASE]


@pytest.mark.parametrize(
    ("greeting", "contact", "wrong"),
    [
        ("Hi Jo,", {"name": "Joanna Berg"}, False),
        ("Hi Jo,", {"name": "Joanna Berg", "others": ("Jo Lund",)}, True),
        ("Hi Joanna,", {"name": "Jo Berg"}, False),
        ("Hi Bill,", {"name": "William Hart"}, False),
        ("Hi Bill,", {"name": "William Hart", "others": ("Bill Lund",)}, True),
        ("Hi Bob,", {"name": "William Hart"}, True),
        ("Hi Mike,", {"name": "Michael Hart"}, False),
        ("Hi Jan,", {"name": "Jon Hart"}, True),
        ("Hi Bill,", {"name": "William Hart", "called": "Bill"}, False),
        ("Dear Dr. Hart,", {"name": "William Hart"}, False),
        ("Dear Dr. Stone,", {"name": "William Hart"}, True),
        ("Dear Ms Hart,", {"name": "Wilma"}, False),
        ("Dear William and Jo,", {"name": "William Hart", "others": ("Jo Lund",)}, False),
        ("Dear all,", {"name": "William Hart"}, False),
        ("Hello from Oslo,", {"name": "William Hart"}, False),
        ("Hello Oslo, and hello William,", {"name": "William Hart"}, False),
        ("Hi Jo, William said that", {"name": "William Hart", "others": ("Jo Lund",)}, True),
        ("Jo, William and I heard that", {"name": "William Hart", "others": ("Jo Lund",)}, False),
        ("Jo-Anne,", {"name": "William Hart", "others": ("Jo Lund",)}, False),
        ("Hello,", {"name": "William Hart"}, False),
        ("Dear Sir or Madam,", {"name": "William Hart"}, False),
        ("Thanks,\n", {"name": "William Hart", "others": ("Jo Lund",)}, False),
        ("Dear Maria,", {}, False),
        ("Dear Łukasz,", {"name": "Lukasz Zak"}, False),
        ("Dear Mueller,", {"name": "Jan Müller"}, False),
        ("Dear Salma,", {"name": "سلمى الناصري"}, False),
    ],
)
def test_who_is_greeted(greeting, contact, wrong):
    assert ("wrong_name" in kinds(f"{greeting} the depots of Acme are open.", **contact)) is wrong


@pytest.mark.parametrize(
    ("entry", "said", "found"),
    [
        ("divorce", "divorced", True),
        ("layoffs", "layoff", True),
        ("layoff", "layoff's", True),
        ("the merger", "mergers", True),
        ("visit", "visiting", True),
        ("Kündigung", "Kündigungen", True),
        ("طلاق", "وبالطلاق", True),
        ("الطلاق", "طلاقك", True),
        ("وفاة", "وفاته", True),
        ("art", "start", False),
        ("art", "arts", False),
        ("war", "warn", False),
        ("plane", "plan", False),
        ("letter", "letting", False),
        ("illness", "ill", False),
        ("Matt", "matter", False),
        ("حرب", "حربة", False),
    ],
)
def test_what_is_left_out_in_any_of_its_forms(entry, said, found):
    assert ("do_not_mention" in kinds(f"It was {said} again.", do_not_mention=entry)) is found


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("one", 1),
        ("don't stop - now", 3),
        ("谢谢您", 2),
        ("谢谢 Omar", 2),
        ("ありがとうございます", 5),
        ("شكرًا لك", 2),
        ("कैसे हैं आप", 3),
        ("잘 지내세요", 2),
        ("… — !", 0),
    ],
)
def test_words_are_counted_in_any_script(text, count):
    assert word_count(text) == count


@pytest.mark.parametrize(
    ("channel", "size", "wrong"),
    [
        (EMAIL, 120, False),
        (EMAIL, 121, True),
        (None, 121, True),
        (MESSAGE, 60, False),
        (MESSAGE, 61, True),
        (CARD, 120, False),
    ],
)
def test_how_long(channel, size, wrong):
    assert ("length" in kinds("word " * size, channel)) is wrong


@pytest.mark.parametrize(("size", "wrong"), [(300, False), (301, True)])
def test_how_long_on_linkedin(size, wrong):
    assert ("length" in kinds(" " + "x" * size + "\n", LINKEDIN)) is wrong


def test_what_is_not_known_is_not_judged():
    assert kinds("Hi Marta, could you call me about Acme?") == set()
    assert "early_ask" not in kinds("Hi Marta, could you call me about Acme?", direct_out=2)


LONG_NAME = "Ä" * 200


@pytest.mark.parametrize(("text", "channel", "intent", "known", "expected"), BAD)
def test_sentences_stay_short(text, channel, intent, known, expected):
    named = replace(Context(**known), name=LONG_NAME, called=LONG_NAME)
    found = [*lint(Draft(text, channel, intent), named), *lint(Draft(text), Context(**known))]
    for advice in found:
        assert len(advice.sentence) <= 140, advice.sentence
        assert "!" not in advice.sentence
        assert advice.sentence.endswith(".")


def test_sentences_stay_short_with_long_phrases():
    text = (
        f"Dear {'Xy' * 30}, {'do not' + ' ' * 90} [{'why ' * 19}?] your{' ' * 300}own loss " + "x " * 200_000
    )
    context = Context(name=LONG_NAME, do_not_mention="own loss", direct_out=0)
    found = lint(Draft(text, EMAIL, ASK), context)
    assert {"wrong_name", "gap_left", "bitterness", "do_not_mention", "length"} <= {
        a.kind.value for a in found
    }
    assert max(len(advice.sentence) for advice in found) <= 140


PIECES = st.sampled_from(
    [text for text, *_ in GOOD + BAD]
    + [
        "Hi ",
        "Dear ",
        "\n",
        "\r\n",
        " ",
        ",",
        "[",
        "]",
        "[?]",
        "{a}",
        "\u200b",
        "ﷺ",
        "½",
        "İ",
        "ß",
        "́",
        "\ud800",
        "__",
    ]
    + ["unfair", "could you", "the new hire", "checking in", "离婚", "’", "Best", "TODO", "\x00", "\u2028"]
)
TEXTS = st.text(max_size=200) | st.lists(PIECES, max_size=6).map("".join)
SHORT = st.text(max_size=30) | PIECES
CONTEXTS = st.builds(
    Context,
    name=SHORT,
    called=SHORT,
    company=SHORT,
    others=st.lists(SHORT, max_size=2).map(tuple),
    direct_out=st.none() | st.integers(-2, 5),
    intents=st.lists(st.none() | st.sampled_from(Intent), max_size=3).map(tuple),
    last_text=SHORT,
    do_not_mention=SHORT,
    specifics=st.lists(SHORT, max_size=2).map(tuple),
)
DRAFTS = st.builds(Draft, TEXTS, st.none() | st.sampled_from(Channel), st.none() | st.sampled_from(Intent))
MANY = {AdviceKind.GAP_LEFT, AdviceKind.STOCK_PHRASE, AdviceKind.DO_NOT_MENTION}


@given(DRAFTS, CONTEXTS)
@example(Draft("Dear ,"), Context(name="Marta"))
@example(Draft("\nHi\n\n"), Context(name="Marta", last_text="\n"))
def test_any_text_is_read(draft, context):
    found = lint(draft, context)
    assert found == lint(draft, context)
    once = [advice.kind for advice in found if advice.kind not in MANY]
    assert len(once) == len(set(once))
    assert len(found) == len(set(found))
    for advice in found:
        assert 10 < len(advice.sentence) <= 140
        if advice.span:
            start, end = advice.span
            assert 0 <= start < end <= len(draft.text)


@given(st.text(" \n\t\u3000\u200a", max_size=9), CONTEXTS, st.sampled_from(Intent))
def test_no_text_no_advice(text, context, intent):
    assert lint(Draft(text, EMAIL, intent), context) == []


@given(
    TEXTS, st.sampled_from(["just checking in", "Touching base", "circling back"]), st.sampled_from(" \n,(")
)
def test_a_stock_phrase_is_found_anywhere(before, phrase, gap):
    text = f"{before}{gap}{phrase}{gap}about Acme"
    assert "stock_phrase" in kinds(text)


@given(TEXTS)
def test_advice_does_not_depend_on_case(text):
    folded = {kind for kind in kinds(text) if kind in ("bitterness", "stock_phrase", "moment")}
    assert {k for k in kinds(text.casefold()) if k in ("bitterness", "stock_phrase", "moment")} == folded


def test_patterns_find_nothing_in_nothing():
    for pattern in (
        lint_words.STOCK,
        lint_words.ASK,
        lint_words.NO_ASK,
        lint_words.BITTER,
        lint_words.MOMENT,
    ):
        assert pattern.search("") is None


def test_the_words_are_folded_as_the_text_is():
    for listed in (
        *lint_words.SHORT_NAMES,
        lint_words.NO_NAME_AFTER,
        lint_words.NOBODY,
        lint_words.TITLES,
        lint_words.STOP,
        lint_words.COMMON,
        lint_words.GAP_WORDS,
    ):
        assert {fold(word) for word in listed} == listed
    for pattern in (
        lint_words.STOCK,
        lint_words.ASK,
        lint_words.NO_ASK,
        lint_words.BITTER,
        lint_words.NOT_BITTER,
        lint_words.MOMENT,
    ):
        letters = "".join(letter for letter in pattern.pattern if letter.isalpha())
        assert fold(letters) == letters
