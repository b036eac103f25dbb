"""The story: one job search of a year, told in days before today. It goes through the actions, oldest first.

Who is who is in `CAST`, the most telling first, so that a smaller story keeps the week alive.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from followup.actions import (
    checkins,
    contacts,
    drafts,
    holds,
    openings,
    opportunities,
    reasons,
    snoozes,
    standing,
    starters,
    touchpoints,
)
from followup.actions.drafts import Writing
from followup.actions.openings import Came
from followup.actions.opportunities import Outcome, PersonMet
from followup.actions.touchpoints import Exchange
from followup.demo import names
from followup.domain.checkin import Feelings
from followup.domain.quickadd import QuickAdd
from followup.domain.reasons import Owner
from followup.domain.snoozes import Wish
from followup.domain.values import (
    Channel,
    Closing,
    DecisionKind,
    Direction,
    Door,
    HoldKind,
    Intent,
    MetPlan,
    OpeningKind,
    Part,
    Reason,
    Stage,
    ToldBy,
    Tone,
)
from followup.queries import contacts as contact_queries


@dataclass(frozen=True, slots=True)
class Role:
    """A part in the story: the title, the company by its letter ("*" is the agency), the day of adding."""

    key: str
    title: str
    company: str
    added: int
    tags: tuple[str, ...] = ()
    cadence: int | None = None
    job: str | None = None
    stage: Stage | None = None
    note: str = ""
    phone: str = ""
    on_linkedin: bool = False


FINAL, MIDDLE, EARLY = Stage.FINAL_ROUND, Stage.INTERVIEW, Stage.SCREEN
CAST = (
    Role("newest", "Head of Engineering", "K", 24, job="Platform Engineer", stage=FINAL),
    Role(
        "writes",
        "Engineering Manager",
        "N",
        258,
        job="Senior Developer",
        stage=FINAL,
        phone="+44 20 7946 0112",
    ),
    Role("steady", "Director of Engineering", "A", 322, ("python",), job="Backend Engineer", stage=FINAL),
    Role(
        "meetup",
        "Staff Engineer",
        "",
        37,
        ("meetup", "python"),
        30,
        note="Met at the data evening in the library",
    ),
    Role("lapsed", "Product Lead", "J", 56, job="Technical Lead", stage=FINAL),
    Role("reached", "CTO", "O", 200, ("alumni",), 30, note="Same course, two years above", on_linkedin=True),
    Role("colleague", "Data Engineer", "P", 300, ("alumni",), 30, note="Shared a desk for three years"),
    Role("occasion", "Principal Engineer", "", 90, ("meetup",), 90, on_linkedin=True),
    Role("heavy", "VP Engineering", "I", 61, job="Lead Engineer", stage=FINAL),
    Role("beside", "Developer Advocate", "E", 215, ("meetup",), 60, note="Gave the talk on queues"),
    Role("resting", "Engineering Manager", "C", 172, job="Backend Engineer", stage=FINAL),
    Role("dormant", "Head of Data", "B", 360, job="Data Engineer", stage=FINAL),
    Role("declined", "Engineering Director", "E", 230, job="Integration Engineer", stage=MIDDLE),
    Role("frozen", "COO", "D", 141, job="Developer Experience Lead", stage=FINAL, phone="+1 202 555 0148"),
    Role("silent", "Team Lead", "F", 101, job="API Engineer", stage=MIDDLE),
    Role("offered", "CTO", "H", 118, ("python",), job="Staff Engineer", stage=FINAL),
    Role("withdrawn", "Recruiter", "G", 198, job="Support Engineer", stage=EARLY),
    Role("agency", "Consultant", "*", 152, ("agency",), phone="+353 1 555 0171"),
    Role("referrer", "Designer", "N", 262, ("alumni",), note="Put me forward"),
    Role("cool", "Engineering Manager", "Q", 135, ("python",), 30),
    Role("snoozed", "Head of Platform", "R", 76, ("meetup",), 60, on_linkedin=True),
    Role("closed", "Founder", "", 240, (), 60),
    Role("promised", "Senior Developer", "P", 130, ("python", "meetup"), 60),
    Role("bounced", "Engineer", "Q", 110, (), 90, on_linkedin=True),
    Role("panel", "Staff Engineer", "A", 320, job="Backend Engineer", stage=FINAL),
    Role("second", "Site Reliability Engineer", "K", 20, job="Platform Engineer", stage=FINAL),
    Role("letter", "Talent Partner", "B", 358, job="Data Engineer", stage=FINAL),
    Role("peer", "Senior Engineer", "C", 170, job="Backend Engineer", stage=FINAL),
    Role("hr", "People Partner", "A", 322, job="Backend Engineer", stage=FINAL),
    Role("recruiter", "Recruiter", "J", 58, job="Technical Lead", stage=FINAL),
    Role("behind", "Head of Software", "L", 148),
    Role(
        "running",
        "Engineering Manager",
        "M",
        30,
        (),
        30,
        "Data Platform Engineer",
        MIDDLE,
        "Next talk is agreed",
    ),
    Role("friend", "Illustrator", "", 350, ("friends",)),
    Role("mentor", "Retired, was an architect", "", 340, ("mentor",), 90, phone="+44 20 7946 0155"),
    Role("reader", "Engineering Manager", "R", 160, (), 90, on_linkedin=True),
    Role("warm", "Programme Manager", "O", 180, ("alumni",), on_linkedin=True),
    Role("known 1", "Analyst", "", 20, ("linkedin",), on_linkedin=True),
    Role("known 2", "Product Manager", "Q", 20, ("linkedin",), on_linkedin=True),
    Role("known 3", "", "", 20, ("linkedin",), on_linkedin=True),
    Role("known 4", "Team Lead", "R", 20, ("linkedin",), on_linkedin=True),
)
#: The one with the long name: held, so that the week shows it.
_LONG_NAMED = "heavy"
_LETTERS = "ABCDEFGHIJKLMNOPQR"


def tell(today: date, size: int, random: Random) -> int:
    """Tell the story with at most `size` people; return how many there are."""
    roles = CAST[:size]
    found = _Story(today, roles, random)
    _arrivals(found)
    for chapter in (_first_months, _quiet_ones, _autumn_of_offers, _acquaintances, _recently):
        chapter(found)
    found.run()
    return len(roles)


@dataclass
class _Story:
    """What happens, collected first and carried out in the order of days."""

    today: date
    roles: tuple[Role, ...]
    random: Random
    ids: dict[str, int] = field(default_factory=dict)
    steps: list[tuple[int, Callable[[date], Any]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        people = names.cast(self.random, len(self.roles))
        self.people = dict(zip((role.key for role in self.roles), people, strict=True))
        if _LONG_NAMED in self.people:
            self.people[_LONG_NAMED] = names.LONG
        shuffled = self.random.sample(names.COMPANIES, k=len(_LETTERS))
        self.companies = {"*": names.AGENCY, **dict(zip(_LETTERS, shuffled, strict=True))}

    def run(self) -> None:
        """Carry everything out, each on its day."""
        for ago, step in sorted(self.steps, key=lambda step: -step[0]):
            step(self.today - timedelta(ago))

    def on(self, ago: int, step: Callable[[date], Any], *needed: str) -> None:
        """Plan a step, unless somebody it needs is not in the cast."""
        if all(key in self.people for key in needed):
            self.steps.append((ago, step))

    def out(
        self, ago: int, key: str, text: str, channel: Channel = Channel.EMAIL, intent: Intent | None = None
    ) -> None:
        """The user wrote."""
        self._log(ago, key, text, channel=channel, direction=Direction.OUT, intent=intent)

    def heard(
        self, ago: int, key: str, text: str, tone: Tone | None = None, asks: bool = False, **fields: Any
    ) -> None:
        """They wrote."""
        self._log(ago, key, text, direction=Direction.IN, tone=tone, wants_answer=asks, **fields)

    def talked(
        self, ago: int, key: str, text: str, channel: Channel = Channel.MEETING, **fields: Any
    ) -> None:
        """Both at once."""
        self._log(ago, key, text, channel=channel, direction=Direction.TOGETHER, **fields)

    def _log(self, ago: int, key: str, text: str, **fields: Any) -> None:
        def step(day: date) -> None:
            touchpoints.log(self.ids[key], Exchange(day, text=text, **fields), day)

        self.on(ago, step, key)

    def no(self, ago: int, letter: str, met: dict[str, Part], *, told_by: str = "", **outcome: Any) -> None:
        """An opportunity ended, or went on; the people of it who are in the cast."""
        cast = {key: part for key, part in met.items() if key in self.people}
        if told_by not in cast and outcome.get("told", ToldBy.PERSON) is ToldBy.PERSON:
            outcome["told"] = ToldBy.LETTER

        def step(day: date) -> None:
            people = tuple(
                PersonMet(
                    self.people[key][0],
                    part,
                    told_you=key == told_by,
                    plan=MetPlan.KEEP if part is Part.HR else None,
                    contact=self.ids[key],
                )
                for key, part in cast.items()
            )
            opportunities.record(
                Outcome(self.companies[letter], decided_on=day, people=people, **outcome), day
            )

        if cast:
            self.steps.append((ago, step))

    def opened(self, ago: int, key: str, kind: OpeningKind, text: str, thanked: int | None = None) -> None:
        """Somebody opened a door, and was thanked `thanked` days ago with what was written that day; None: not yet."""
        found: list[int] = []

        def step(day: date) -> None:
            newest = contact_queries.page(self.ids[key], day)
            touchpoint = next((e.id for e in newest.timeline.entries if e.kind == "touchpoint"), None)
            no = next((met.opportunity for met in newest.encounters), None)
            came = Came(kind, day, touchpoint, no, text=text)
            found.append(openings.note(self.ids[key], came, day).answer["opening"])

        self.on(ago, step, key)
        if thanked is not None:
            self.on(thanked, lambda day: openings.thank(found[0], day), key)

    def thanks(self, ago: int, key: str) -> None:
        """The short thank-you after a "no"."""
        self.out(ago, key, self.random.choice(_THANKS), intent=Intent.THANK_DECISION)

    def hello(self, ago: int, key: str, channel: Channel = Channel.EMAIL) -> None:
        """A note that brings something and asks for nothing."""
        self.out(ago, key, self.random.choice(_HELLOS), channel, self.random.choice(_HELLO_INTENTS))


def _arrivals(story: _Story) -> None:
    """Everybody is added when they come up, as one would by the quick-add line."""
    for role in story.roles:
        story.on(role.added, _arrival(story, role))


def _arrival(story: _Story, role: Role) -> Callable[[date], None]:
    name, local = story.people[role.key]
    company = story.companies[role.company] if role.company else None
    imported = role.key.startswith("known")
    quick = QuickAdd(
        name=name,
        title=role.title or None,
        company=company,
        emails=() if imported else (f"{local}@{_domain(company)}",),
        phones=(role.phone,) if role.phone else (),
        links=(f"https://www.linkedin.com/in/{local.replace('.', '-')}-example",) if role.on_linkedin else (),
        stage=role.stage,
        role=role.job,
        tags=role.tags,
        cadence=role.cadence,
        start=None,
        note="From the LinkedIn export" if imported else role.note,
        question=None,
        chips=(),
        address_book=role.cadence is None,
    )

    def step(day: date) -> None:
        story.ids[role.key] = contacts.quick_add(quick, day).answer["contact"]

    return step


def _domain(company: str | None) -> str:
    letters = "".join(letter for letter in (company or "post").casefold() if letter.isalpha())
    return f"{letters}.example"


def _first_months(s: _Story) -> None:
    """The first "no" of all: one who answers, one hello, one address kept. Then one that was put forward."""
    people = {"steady": Part.HIRING_MANAGER, "panel": Part.PANEL, "hr": Part.HR}
    s.no(300, "A", people, told_by="steady", title="Backend Engineer", **_OTHER, doors=_GROWTH)
    s.thanks(299, "steady")
    s.heard(297, "steady", "Your questions stayed with us. I hope our paths cross again.", Tone.WARM)
    s.out(266, "steady", _PAPER, intent=Intent.SHARE)
    s.out(
        264,
        "panel",
        "Your question about back-pressure kept me thinking. Here is what I found.",
        intent=Intent.SHARE,
    )
    s.heard(262, "steady", "Passed it on to the team, thanks.", Tone.BRIEF)
    s.heard(255, "panel", "Nice find. All the best.", Tone.BRIEF)
    s.out(230, "steady", _RELEASE, intent=Intent.CONGRATULATE)
    s.out(165, "steady", _HELLOS[2], intent=Intent.UPDATE)
    s.talked(121, "steady", "Met in the corridor of a conference; ten good minutes.")
    s.out(88, "steady", _HELLOS[0], intent=Intent.SHARE)
    s.heard(34, "steady", "We are growing again in spring. Let us talk then.", Tone.WARM)
    s.opened(121, "steady", OpeningKind.CONVERSATION, "Told me how they hire.", thanked=88)
    s.opened(34, "steady", OpeningKind.REFERRAL, "Named me to the team that grows in spring.")

    s.no(
        240,
        "N",
        {"writes": Part.HIRING_MANAGER, "referrer": Part.REFERRER},
        told_by="writes",
        title="Senior Developer",
        reason=Reason.INTERNAL,
        doors=frozenset({Door.REFERRAL, Door.GROWTH}),
        winner_from_inside=True,
        feedback="Strong in design; somebody from inside had the same and knew the product.",
    )
    s.thanks(239, "writes")
    s.out(
        239,
        "referrer",
        "It did not work out, and your word opened that door. Thank you.",
        intent=Intent.THANK_DECISION,
    )
    s.heard(238, "referrer", "Any time. Coffee soon?", Tone.WARM)
    s.heard(236, "writes", "Thank you for taking it so well. Please stay in touch.", Tone.WARM)
    s.hello(205, "writes")
    s.talked(
        170, "writes", "A call about their move to queues; told them what we had learned.", Channel.PHONE
    )
    s.hello(139, "writes")
    s.heard(137, "writes", "That saved us a week.", Tone.WARM)
    s.hello(104, "writes")
    s.out(60, "writes", _RELEASE, intent=Intent.CONGRATULATE)
    s.heard(
        2,
        "writes",
        "A team next to mine may open a role in January. Would that be something for you?",
        Tone.WARM,
        True,
    )


def _quiet_ones(s: _Story) -> None:
    """Silence, and what becomes of it: dormant, resting, a closing note, a "please don't"."""
    people = {"dormant": Part.HIRING_MANAGER, "letter": Part.RECRUITER}
    s.no(
        345,
        "B",
        people,
        told_by="letter",
        title="Data Engineer",
        reason=Reason.OTHER_CANDIDATE,
        doors=_BACKFILL,
    )
    s.thanks(344, "dormant")
    s.thanks(343, "letter")
    s.hello(309, "dormant")
    s.hello(249, "dormant")
    s.out(
        159,
        "dormant",
        "Your talk about lineage is going round here.",
        Channel.LINKEDIN_MESSAGE,
        Intent.CONGRATULATE,
    )

    people = {"resting": Part.HIRING_MANAGER, "peer": Part.PEER}
    s.no(150, "C", people, told_by="resting", title="Backend Engineer", **_OTHER, doors=_BACKFILL)
    s.thanks(149, "resting")
    s.hello(118, "resting")
    s.out(
        100, "peer", "Pairing with you was the best hour of that week. All the best.", intent=Intent.RECONNECT
    )
    s.heard(98, "peer", "Likewise! Tell me where you land.", Tone.WARM)
    s.hello(57, "resting")

    s.no(60, "F", {"silent": Part.HIRING_MANAGER}, told=ToldBy.NOBODY, title="API Engineer", **_SILENCE)
    s.out(
        50,
        "silent",
        "I take it the role is settled. Thank you for the talk; I enjoyed it.",
        intent=Intent.CLOSE_LOOP,
    )

    people = {"declined": Part.HIRING_MANAGER}
    s.no(210, "E", people, told_by="declined", title="Integration Engineer", **_CANCELLED)
    s.thanks(209, "declined")
    s.out(118, "declined", _PAPER, intent=Intent.SHARE)
    s.on(80, lambda day: _please_dont(s, "declined", day), "declined")
    s.talked(214, "beside", "Long talk after the queue evening.")
    s.out(150, "beside", _PAPER, intent=Intent.SHARE)
    s.heard(61, "beside", "Your notes are in my slides now.", Tone.WARM)


def _autumn_of_offers(s: _Story) -> None:
    """What else can become of an opportunity: frozen, withdrawn, an offer declined, an agency between."""
    s.no(
        120,
        "D",
        {"frozen": Part.DECISION_MAKER},
        told_by="frozen",
        title="Developer Experience Lead",
        look_again_on=s.today + timedelta(3),
        **_FROZEN,
    )
    s.thanks(119, "frozen")
    s.heard(117, "frozen", "I fought for it. Let us speak when the budget is back.", Tone.WARM)
    s.talked(75, "frozen", "They hope for the second quarter.", Channel.VIDEO)
    s.hello(44, "frozen")
    s.hello(20, "frozen")

    s.no(180, "G", {"withdrawn": Part.RECRUITER}, told=ToldBy.NOBODY, title="Support Engineer", **_WITHDRAWN)
    s.out(
        180,
        "withdrawn",
        "I am stepping back, so that you can plan. Thank you for your time.",
        intent=Intent.CLOSE_LOOP,
    )
    s.heard(178, "withdrawn", "Thank you for telling me early.", Tone.WARM)

    people = {"offered": Part.HIRING_MANAGER}
    s.no(
        100,
        "H",
        people,
        told_by="offered",
        title="Staff Engineer",
        stage=Stage.OFFER,
        decision=DecisionKind.OFFER,
    )
    s.no(93, "H", people, told=ToldBy.NOBODY, title="Staff Engineer", stage=Stage.OFFER, **_TURNED_AWAY)
    s.out(92, "offered", "It was a hard choice. The move was too far this year; the team was not the reason.")
    s.heard(90, "offered", "Sad for us, and understood. The door stays open.", Tone.WARM)
    s.hello(58, "offered")
    s.talked(12, "offered", "Coffee by the station. They look for people who write well.")

    people = {"agency": Part.AGENCY, "behind": Part.HIRING_MANAGER}
    s.no(130, "L", people, told_by="agency", title="Senior Engineer", **_OTHER)
    s.thanks(129, "agency")
    s.heard(127, "agency", "You interviewed well. I keep your file on top.", Tone.WARM)
    s.hello(97, "agency")
    s.heard(96, "agency", "Are you still looking, and still remote?", Tone.BRIEF, True)
    s.out(95, "agency", "Yes to both, from January on.", intent=Intent.UPDATE)
    s.talked(45, "agency", "They described two roles; neither fits.", Channel.PHONE)
    s.talked(14, "agency", "A short call; they will ring when something fits.", Channel.PHONE)

    s.talked(26, "running", "First interview. Good questions about ownership.", Channel.VIDEO)
    s.talked(8, "running", "Second interview, with two from the team.", Channel.VIDEO)
    s.on(120, lambda day: holds.hold(None, HoldKind.AWAY, day + timedelta(14), day))


def _acquaintances(s: _Story) -> None:
    """People outside of any opportunity, and what one does with them."""
    s.talked(36, "meetup", "Coffee after the evening; they know half of the town.")
    s.out(168, "reached", "Saw that you took over the platform. Congratulations.", intent=Intent.CONGRATULATE)
    s.heard(166, "reached", "Thanks! What are you up to?", Tone.WARM, True)
    s.out(165, "reached", "Looking around, slowly. I send you the story some day.", intent=Intent.UPDATE)
    s.heard(98, "reached", "Still slowly?", Tone.WARM, True)
    s.out(97, "reached", "A little less slowly.", intent=Intent.UPDATE)
    s.hello(66, "reached")
    s.talked(270, "colleague", "Lunch in the old canteen.")
    s.hello(240, "colleague")
    s.heard(238, "colleague", "We still use your scripts.", Tone.WARM)
    s.hello(200, "colleague")
    s.talked(150, "colleague", "A walk; they think of leaving, too.")
    s.hello(118, "colleague")
    s.heard(95, "colleague", "My lead asked about you.", Tone.WARM)
    s.hello(30, "colleague")
    s.talked(89, "occasion", "Sat at the same table at the workshop.")
    s.out(40, "occasion", "The workshop's notes are online now.", Channel.LINKEDIN_MESSAGE, Intent.SHARE)
    s.heard(38, "occasion", "Found them, thank you.", Tone.BRIEF, channel=Channel.LINKEDIN_MESSAGE)

    s.talked(134, "cool", "A short call about their stack.", Channel.PHONE)
    s.hello(100, "cool")
    s.heard(98, "cool", "Busy. Thanks.", Tone.BRIEF)
    s.hello(68, "cool")
    s.on(40, lambda day: standing.cool(s.ids["cool"], day), "cool")
    s.talked(74, "snoozed", "Met at the platform evening.")
    s.on(12, lambda day: snoozes.snooze(s.ids["snoozed"], Wish.IN_A_MONTH, day), "snoozed")
    s.talked(239, "closed", "A pitch, mostly.")
    s.out(120, "closed", _HELLOS[1], intent=Intent.UPDATE)
    s.on(60, lambda day: standing.close(s.ids["closed"], Closing.OTHER, day), "closed")
    s.talked(128, "promised", "Debugged their importer together.")
    s.hello(70, "promised")
    s.talked(10, "promised", "Tea, and a long list of books.", promise="Send the reading list on queues")
    _returned(s, "bounced")
    _ambient(s)


def _returned(s: _Story, key: str) -> None:
    """A letter comes back; the next goes another way."""

    def step(day: date) -> None:
        sent = touchpoints.log(s.ids[key], Exchange(day - timedelta(1), text=_HELLOS[3]), day)
        touchpoints.bounce(sent.answer["touchpoint"], day)

    s.talked(108, key, "Sat together on the panel about testing.")
    s.on(49, step, key)
    s.out(48, key, _HELLOS[3], Channel.LINKEDIN_MESSAGE, Intent.SHARE)
    s.heard(46, key, "New job, new address. Good to hear you.", Tone.BRIEF, channel=Channel.LINKEDIN_MESSAGE)


def _ambient(s: _Story) -> None:
    """What asks for nothing: comments, likes, a card."""
    s.talked(335, "mentor", "Afternoon in the garden; patience was the topic.")
    s.heard(250, "mentor", "How is the search? Do not rush it.", Tone.WARM, True)
    s.out(249, "mentor", "Slow and fine. Thank you for asking.", intent=Intent.UPDATE)
    s.out(165, "mentor", "A card from the coast.", Channel.CARD)
    s.talked(70, "mentor", "A call on a Sunday.", Channel.PHONE)
    s.out(140, "reader", "On their post about on-call rotas.", Channel.LINKEDIN_COMMENT)
    s.heard(139, "reader", "", channel=Channel.LINKEDIN_REACTION)
    s.hello(80, "reader", Channel.LINKEDIN_MESSAGE)
    s.heard(78, "reader", "Glad that it helps.", Tone.WARM, channel=Channel.LINKEDIN_MESSAGE)
    s.out(30, "reader", "On their post about hiring juniors.", Channel.LINKEDIN_COMMENT)
    s.talked(345, "friend", "Dinner. Not about work at all.")
    s.heard(25, "warm", "Heard that you are looking. Say when I can help.", Tone.WARM)


def _recently(s: _Story) -> None:
    """The last weeks, which make the page of this week."""
    s.no(40, "I", {"heavy": Part.HIRING_MANAGER}, told_by="heavy", title="Lead Engineer", **_OTHER)
    s.thanks(31, "heavy")
    s.on(5, lambda day: _rest(s, "heavy", day), "heavy")
    people = {"lapsed": Part.HIRING_MANAGER, "recruiter": Part.RECRUITER}
    s.no(38, "J", people, told_by="recruiter", title="Technical Lead", reason=Reason.BUDGET, doors=_GROWTH)
    s.thanks(37, "recruiter")
    people = {"newest": Part.HIRING_MANAGER, "second": Part.PANEL}
    s.no(1, "K", people, told_by="newest", title="Platform Engineer", **_OTHER, doors=_BACKFILL)
    s.on(0, lambda day: snoozes.snooze(s.ids["occasion"], Wish.WRITE_THIS_WEEK, day), "occasion")
    s.hello(0, "reached")
    _to_bring(s)


def _to_bring(s: _Story) -> None:
    """Reasons to write that wait, a beginning that was written once, a draft."""

    def keep(ago: int, key: str, text: str, link: str = "") -> None:
        s.on(ago, lambda day: reasons.add(Owner("contact", s.ids[key]), text, link, day), key)

    keep(6, "meetup", "A talk like theirs is online", "https://talks.example/data-evening")
    keep(1, "occasion", "A role on the water that would suit them")
    keep(80, "mentor", "The garden show in June")
    s.on(9, lambda day: reasons.add(s.companies["A"], "They open a second office", "", day), "steady")
    text = "Dear {name},\n\nthis made me think of you: {link}\n\nNo answer needed.\n\n{my_name}"
    s.on(20, lambda day: starters.add(Intent.SHARE, text, day))
    s.on(11, _thrown_away)
    begun = Writing(intent=Intent.CONGRATULATE, text="I read about the second office, and thought of")
    s.on(0, lambda day: drafts.save(s.ids["steady"], 0, begun, day), "steady")


def _thrown_away(day: date) -> None:
    """A beginning that did not sound right, so that there is something in the trash."""
    kept = starters.add(Intent.RECONNECT, "Dear {name},\n\nlong time no see.\n\n{my_name}", day)
    starters.delete(kept.answer["starter"], day)


def _please_dont(s: _Story, key: str, day: date) -> None:
    """They ask for no more mail; the others at their company are left in peace, too."""
    text = "Thank you, but please don't write any more; we hire through an agency."
    exchange = Exchange(day, direction=Direction.IN, tone=Tone.DECLINED, text=text)
    touchpoints.log(s.ids[key], exchange, day, quiet_others=True)


def _rest(s: _Story, key: str, day: date) -> None:
    """A company rests for two weeks: it still stings."""
    company = contact_queries.page(s.ids[key], day).person.entry.company or 0
    checkins.check_in(company, Feelings(sting=5, avoid=4, regret=2, well=3), day)


_GROWTH, _BACKFILL = frozenset({Door.GROWTH}), frozenset({Door.BACKFILL})
_OTHER: dict[str, Any] = {"reason": Reason.OTHER_CANDIDATE}
_SILENCE: dict[str, Any] = {"decision": DecisionKind.NO_ANSWER, "stage": Stage.INTERVIEW}
_CANCELLED: dict[str, Any] = {
    "decision": DecisionKind.CANCELLED,
    "reason": Reason.ROLE_CHANGED,
    "stage": Stage.INTERVIEW,
}
_FROZEN: dict[str, Any] = {
    "decision": DecisionKind.FROZEN,
    "reason": Reason.BUDGET,
    "doors": frozenset({Door.THAW}),
    "feedback": "They would have made an offer.",
}
_WITHDRAWN: dict[str, Any] = {"decision": DecisionKind.WITHDRAWN, "stage": Stage.SCREEN}
_TURNED_AWAY: dict[str, Any] = {"decision": DecisionKind.WITHDRAWN}
_PAPER = "The paper that I mentioned, with my notes. No answer needed."
_RELEASE = "Congratulations on the release; the search got so much faster."
_THANKS = (
    "Thank you for telling me yourself, and for the care you took with the questions.",
    "Thank you for the clear word. I enjoyed the talks and learned from them.",
    "Thank you for your time. I liked how your team argues, and I wish you a good start together.",
    "Thank you. It was a good conversation, whatever came of it.",
)
_HELLOS = (
    "An article on slow queries that fits what you are building. No answer needed.",
    "A small update from here: the side project has its first users.",
    "I tried the approach that you described. It held up well; thank you for that.",
    "A recording that made me think of your team. Minute twelve is the good part.",
    "Your post on testing was the clearest that I have read this year.",
    "Somebody asked me for a good team in your field, and I named yours.",
)
_HELLO_INTENTS = (Intent.SHARE, Intent.UPDATE, Intent.RECONNECT, Intent.HELP)
