"""Every page and every answer to htmx, in the states in which somebody sees them. New pages are added here."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPErrorProcessor, ProxyHandler, Request, build_opener

from playwright.sync_api import Locator, Page

from followup.domain.schedule import Kind
from followup.domain.values import Standing
from tests.browser.house import House
from tests.factories import ASKS, TODAY, planned

#: Rows of the demo by what they are for, and a name that is there already.
Names = dict[str, int | str]
NO = {
    "company": "Northwind",
    "title": "Staff Engineer",
    "people-0-name": "Marta Nowak",
    "people-0-part": "hiring_manager",
    "people-0-told_you": "y",
    "people-1-name": "Jo Berg",
    "people-1-part": "panel",
}
KNOWN = {**NO, "people-1-name": "{name}"}


@dataclass(frozen=True)
class Sent:
    """A form of the page, filled in and sent: where it goes, what is written into it, the button pressed."""

    to: str
    fields: dict[str, str] = field(default_factory=dict)
    button: tuple[str, str] | None = None

    @property
    def body(self) -> dict[str, str]:
        """What the server is sent."""
        return {**self.fields, **(dict([self.button]) if self.button else {})}


@dataclass(frozen=True)
class Place:
    """A page, and how to get there.

    path: may name somebody of the demo, such as {closed}; see `cast`. empty: in the house without anybody.
    opened: what is unfolded, the outermost first. sent: the form that is sent; what the page shows is its answer.
    """

    name: str
    path: str
    empty: bool = False
    opened: tuple[str, ...] = ()
    sent: Sent | None = None
    status: int = 200

    def at(self, names: Names) -> str:
        """Its address, where `names` says which row is which."""
        return self.path.format_map(names)


WEEK_CARD = "#card-{due} "
SNOOZED_TOO_FAR = Sent("/contacts/{due}/snoozes", {"until": "2300-01-01"})
COMPANY_HELD_TOO_FAR = Sent("/holds", {"kind": "self", "until": "2300-01-01"})
OPENED_TOO_FAR = Sent("/openings/{opening}/edit", {"day": "2300-01-01"})
PAGES = (
    Place("week", "/"),
    Place("week-empty", "/", empty=True),
    Place("week-done", "/?done={change}"),
    Place("week-logged", "/?done={logged}"),
    Place("week-asks", "/?done={asks}"),
    Place("week-mend", "/?done={logged}", opened=("#notice details > summary",)),
    Place("week-they-wrote", "/", opened=(WEEK_CARD + "details:has([value=in]) > summary",)),
    Place("week-snooze", "/", opened=(WEEK_CARD + "details:has([name=until]) > summary",)),
    Place("week-more", "/", opened=(WEEK_CARD + "details:has(.menu) > summary",)),
    Place("week-away", "/", opened=("details:has([name=kind][value=away]) > summary",)),
    Place("week-snooze-refused", "/", sent=SNOOZED_TOO_FAR, status=422),
    Place("add", "/add"),
    Place("add-refused", "/add", sent=Sent("/add", {"line": "@ Acme"}), status=422),
    Place("add-known", "/add", sent=Sent("/add", {"line": "{name}"}), status=422),
    Place("contacts", "/contacts"),
    Place("contacts-empty", "/contacts", empty=True),
    Place("contacts-found", "/contacts?q=thank"),
    Place("contacts-narrowed", "/contacts?standing=resting&sort=name"),
    Place("contacts-nobody", "/contacts?q=nobody+here+at+all"),
    Place("selection", "/selections?who={active}&who={long}&who={closed}"),
    Place("selection-all", "/selections?all=y&standing=active"),
    Place("selection-nobody", "/selections"),
    Place(
        "selection-refused",
        "/selections?who={active}&who={long}",
        sent=Sent("/selections/snoozes", {"until": "2300-01-01"}),
        status=422,
    ),
    Place("backups", "/settings/backups"),
    Place(
        "backups-no-file",
        "/settings/backups",
        sent=Sent("/settings/backups/uploads"),
        status=422,
    ),
    Place("contact-active", "/contacts/{active}"),
    Place("contact-your-turn", "/contacts/{your_turn}"),
    Place("contact-closed", "/contacts/{closed}"),
    Place("contact-address-book", "/contacts/{address_book}"),
    Place("contact-long-name", "/contacts/{long}"),
    Place("contact-logged", "/contacts/{active}?done={logged}"),
    Place(
        "contact-they-wrote", "/contacts/{active}", opened=(".pagehead details:has([value=in]) > summary",)
    ),
    Place("contact-snooze", "/contacts/{active}", opened=(".pagehead details:has([name=until]) > summary",)),
    Place("contact-more", "/contacts/{active}", opened=(".pagehead details:has(.menu) > summary",)),
    # One contact: its parts, its entries, its whole card.
    Place("contact-log", "/contacts/{active}", opened=(".log > summary", ".log .fold > summary")),
    Place(
        "contact-change-entry", "/contacts/{active}", opened=("#touchpoint-{touchpoint} a.tool[data-hx-get]",)
    ),
    Place("contact-change-name", "/contacts/{long}", opened=("#part-name .tool",)),
    Place("contact-change-work", "/contacts/{long}", opened=("#part-employments > .part-head > .change",)),
    Place("contact-point-menu", "/contacts/{long}", opened=("#part-points .drop > summary",)),
    Place("contact-delete", "/contacts/{active}", opened=(".whole .drop > summary",)),
    Place("contact-timeline", "/contacts/{active}/timeline"),
    Place(
        "contact-point-refused",
        "/contacts/{active}/points",
        sent=Sent("/contacts/{active}/points", {"value": "none"}),
        status=422,
    ),
    Place("contact-new-known", "/contacts/new", sent=Sent("/contacts/new", {"name": "{name}"}), status=422),
    Place("contact-edit", "/contacts/{long}/edit"),
    Place("search", "/search"),
    Place("search-found", "/search?q=team"),
    Place("search-found-more", "/search?q=team&kind=touchpoints"),
    Place("search-nothing", "/search?q=nothing+like+this"),
    Place("search-empty", "/search?q=an", empty=True),
    Place("shortcuts", "/shortcuts"),
    Place("opportunity-new", "/opportunities/new"),
    Place("opportunity-refused", "/opportunities/new", sent=Sent("/opportunities/new"), status=422),
    Place("opportunity-plan", "/opportunities/new", sent=Sent("/opportunities/new", NO, ("preview", "y"))),
    Place("opportunity-ways", "/opportunities/new", opened=(".ways > summary",)),
    Place("opportunity-silence", "/opportunities/new?decision=no_answer"),
    Place("opportunity-frozen", "/opportunities/new?decision=frozen"),
    Place(
        "opportunity-known", "/opportunities/new", sent=Sent("/opportunities/new", KNOWN, ("preview", "y"))
    ),
    Place("opportunity-decide", "/opportunities/{opportunity}/decisions?decision=cancelled"),
    Place("opportunity", "/opportunities/{opportunity}"),
    Place("opportunity-open", "/opportunities/{open}"),
    Place("opportunity-doors", "/opportunities/{opportunity}", opened=("#doors details > summary",)),
    Place(
        "opportunity-doors-refused",
        "/opportunities/{opportunity}",
        sent=Sent("/opportunities/{opportunity}/doors", {"look_again_on": "2300-01-01"}),
        status=422,
    ),
    Place("opportunity-look-again", "/opportunities/{frozen}"),
    Place("opportunity-edit", "/opportunities/{opportunity}/edit"),
    Place("opportunity-person", "/opportunities/{opportunity}/encounters"),
    Place("opportunity-part", "/encounters/{encounter}/edit"),
    Place("opportunity-decision", "/decisions/{decision}/edit"),
    Place("opportunities", "/opportunities"),
    Place("opportunities-empty", "/opportunities", empty=True),
    Place("openings", "/openings"),
    Place("openings-empty", "/openings", empty=True),
    Place("opening-new", "/openings/new?touchpoint={touchpoint}"),
    Place("opening-edit", "/openings/{opening}/edit"),
    Place("opening-refused", "/openings/{opening}/edit", sent=OPENED_TOO_FAR, status=422),
    Place("landing", "/landing"),
    Place("landing-empty", "/landing", empty=True),
    Place("landing-refused", "/landing", sent=Sent("/landing", {"starts_on": "2300-01-01"}), status=422),
    Place("promises", "/promises"),
    Place("promises-empty", "/promises", empty=True),
    Place("touchpoint-edit", "/touchpoints/{touchpoint}/edit"),
    Place("nothing-here", "/contacts/999999", status=404),
    Place("companies", "/companies"),
    Place("companies-empty", "/companies", empty=True),
    Place("companies-none-found", "/companies?q=zzz"),
    Place("company", "/companies/{company}"),
    Place("company-held", "/companies/{held}", opened=("#quiet details > summary",)),
    Place("company-hold-refused", "/companies/{company}", sent=COMPANY_HELD_TOO_FAR, status=422),
    Place("company-edit", "/companies/{company}/edit"),
    Place(
        "company-edit-refused",
        "/companies/{company}/edit",
        sent=Sent("/companies/{company}/edit", {"website": "no page"}),
        status=422,
    ),
    Place("checkins", "/checkins"),
    Place("checkins-empty", "/checkins", empty=True),
    Place("checkin", "/checkins/new?company={held}"),
    Place(
        "checkin-refused",
        "/checkins/new?company={held}",
        sent=Sent("/checkins", {"company": "{held}"}),
        status=422,
    ),
    Place("checkin-answer", "/checkins/{check_in}"),
    Place("writing", "/writing"),
    Place("writing-empty", "/writing", empty=True),
    Place("writing-day", "/writing/{writing}"),
    Place("writing-destroy", "/writing/{writing}", opened=("details.drop > summary",)),
    Place("week-find-a-reason", "/", opened=(WEEK_CARD + ".bring summary",)),
    Place("add-page", "/add?title=Series+B&url=https%3A%2F%2Fnorthwind.example%2Fnews"),
    Place("reason", "/reasons/new"),
    Place("reason-refused", "/reasons/new", sent=Sent("/reasons", {"text": "", "who": "Nobody"}), status=422),
    Place("contact-reason", "/contacts/{active}", opened=("#reasons .fold > summary",)),
    Place("company-reason", "/companies/{company}", opened=("#reasons .fold > summary",)),
    Place("draft", "/contacts/{active}/draft"),
    Place("draft-your-turn", "/contacts/{your_turn}/draft"),
    Place("draft-long-name", "/contacts/{long}/draft"),
    Place("draft-closed", "/contacts/{closed}/draft"),
    Place("draft-beginnings", "/contacts/{active}/draft", opened=(".fold.card:nth-of-type(2) > summary",)),
    Place("starters", "/starters"),
    Place("starters-empty", "/starters", empty=True),
    Place("settings", "/settings"),
    Place("settings-preview", "/settings", sent=Sent("/settings", {"budget": "2"}, ("preview", "y"))),
    Place("settings-empty", "/settings", empty=True),
    Place("recomputations", "/settings/recomputations"),
    Place("trash", "/trash"),
    Place("trash-empty", "/trash", empty=True),
    Place("trash-delete", "/trash/starters/{thrown}/delete"),
    Place("trash-delete-all", "/trash/delete"),
    Place("duplicates", "/duplicates"),
    Place("duplicates-empty", "/duplicates", empty=True),
    Place("merge-choose", "/contacts/{active}/merges"),
    Place("merge", "/contacts/{active}/merges?with={your_turn}"),
    Place("export", "/export"),
    Place("import", "/import"),
    Place("import-empty", "/import", empty=True),
    Place("import-columns", "/import/2"),
    Place("import-new", "/import/1"),
    Place("import-same", "/import/1?list=same"),
    Place("import-near", "/import/1?list=near"),
    Place("import-wrong", "/import/1?list=wrong"),
    Place("import-cut-short", "/import/3"),
    Place("import-failed", "/import/4"),
    Place("picks", "/picks"),
    Place("picks-found", "/picks?company=nobody&who=37"),
    Place("picks-refused", "/picks", sent=Sent("/picks"), status=422),
    Place("picks-empty", "/picks", empty=True),
    Place("tags", "/tags"),
    Place("tags-empty", "/tags", empty=True),
    Place("tag", "/tags/{tag}"),
    Place("tag-refused", "/tags/{tag}", sent=Sent("/tags/{tag}/edit", {"name": "{other_tag}"}), status=422),
)
#: What htmx is answered, each from the page that asks: name, page, form.
FRAGMENTS = (
    ("log", "/", Sent("/contacts/{due}/touchpoints", {"direction": "out", "channel": "email"})),
    ("log-refused", "/", Sent("/contacts/{due}/touchpoints", {"direction": "out", "day": "2300-01-01"})),
    ("they-wrote", "/contacts/{active}", Sent("/contacts/{active}/touchpoints", {"direction": "in"})),
    ("call", "/contacts/{active}", Sent("/contacts/{active}/touchpoints", {"channel": "phone"})),
    ("snooze", "/", Sent("/contacts/{your_turn}/snoozes", {"wish": "tomorrow"})),
    ("snooze-refused", "/", SNOOZED_TOO_FAR),
    ("away", "/", Sent("/holds", {"kind": "away", "until": "2026-12-24"})),
    ("away-refused", "/", Sent("/holds", {"kind": "away", "until": "2300-01-01"})),
    ("cool", "/contacts/{active}", Sent("/contacts/{active}/cools")),
    ("close", "/contacts/{active}", Sent("/contacts/{active}/standing", {"because": "other"})),
    ("wrote-after-all", "/contacts/{closed}", Sent("/contacts/{closed}/touchpoints", {"direction": "in"})),
    ("part", "/contacts/{active}", Sent("/contacts/{active}/tags", {"tags": "python, new"})),
    ("part-refused", "/contacts/{active}", Sent("/contacts/{active}/points", {"value": "none"})),
    ("check", "/contacts/new", Sent("/contacts/checks?field=name", {"name": "{name}"})),
    ("undo", "/", Sent("/undos/{change}")),
    ("plan", "/opportunities/new", Sent("/opportunities/previews", KNOWN)),
    ("another-row", "/opportunities/new", Sent("/opportunities/new", NO, ("another_person", "y"))),
    ("thanks", "/", Sent("/openings/{opening}/thanks")),
    ("doors", "/opportunities/{opportunity}", Sent("/opportunities/{opportunity}/doors", {"thaw": "y"})),
    (
        "doors-refused",
        "/opportunities/{opportunity}",
        Sent("/opportunities/{opportunity}/doors", {"look_again_on": "2300-01-01"}),
    ),
    ("look", "/opportunities/{frozen}", Sent("/opportunities/{frozen}/looks", {}, ("again", "y"))),
    ("take-out", "/opportunities/{opportunity}", Sent("/encounters/{encounter}/delete")),
    ("company-hold", "/companies/{company}", Sent("/holds", {"company": "{company}", "until": "2026-12-24"})),
    ("company-hold-refused", "/companies/{company}", COMPANY_HELD_TOO_FAR),
    ("writing-kept", "/writing/{writing}", Sent("/writing/{writing}/edit", {"text": "x", "version": "2"})),
    ("writing-diverged", "/writing/{writing}", Sent("/writing/{writing}/edit", {"text": "x"})),
    ("reason", "/contacts/{active}", Sent("/reasons", {"owner": "contact-{active}", "text": "A talk"})),
    ("reason-refused", "/contacts/{active}", Sent("/reasons", {"owner": "contact-{active}"})),
    (
        "advice",
        "/contacts/{active}/draft",
        Sent("/contacts/{active}/draft/advice", {"text": "Just checking in"}),
    ),
    ("draft-kept", "/contacts/{active}/draft", Sent("/contacts/{active}/draft", {"text": "Dear you"})),
    ("not-here", "/", Sent("/contacts/999999/touchpoints", {"direction": "out"})),
)


def cast(house: House) -> Names:
    """Which row of the demo is which."""
    with house.app.app_context():
        plans = {contact: plan for contact, (plan, _) in planned().items()}

    def first(kind: Kind | None = None, standing: Standing = Standing.ACTIVE, dated: bool = True) -> int:
        fitting = (
            contact
            for contact, plan in plans.items()
            if (plan.standing, plan.due_on is not None) == (standing, dated) and kind in (plan.kind, None)
        )
        return next(fitting)

    def one(sql: str) -> Any:
        return house.rows(sql)[0][0]

    active = first(Kind.ORDINARY)
    return {
        "active": active,
        "touchpoint": one(
            f"SELECT max(id) FROM touchpoints WHERE contact_id = {active} AND direction = 'out'"
        ),
        "due": next(contact for contact, plan in plans.items() if plan.due_on == TODAY),
        "your_turn": first(Kind.ANSWER),
        "closed": first(standing=Standing.CLOSED, dated=False),
        "address_book": first(dated=False),
        "long": one("SELECT id FROM contacts ORDER BY length(name) DESC LIMIT 1"),
        "name": one("SELECT name FROM contacts WHERE length(name) < 40 ORDER BY id LIMIT 1"),
        "opportunity": one("SELECT max(opportunity_id) FROM decisions"),
        "open": one(
            "SELECT max(id) FROM opportunities WHERE id NOT IN (SELECT opportunity_id FROM decisions)"
        ),
        "frozen": one("SELECT id FROM opportunities WHERE look_again_on IS NOT NULL"),
        "opening": one("SELECT max(id) FROM openings"),
        "encounter": one(
            "SELECT max(id) FROM encounters WHERE opportunity_id = (SELECT max(opportunity_id) FROM decisions)"
        ),
        "decision": one("SELECT max(id) FROM decisions"),
        "company": one(
            "SELECT company_id FROM contacts WHERE company_id > 0 GROUP BY company_id ORDER BY count(*) DESC LIMIT 1"
        ),
        "held": one("SELECT company_id FROM holds WHERE until > '2026-11-23' AND company_id > 0"),
        "check_in": one("SELECT max(id) FROM check_ins"),
        "thrown": one("SELECT max(id) FROM starters WHERE deleted_on IS NOT NULL"),
        "writing": one("SELECT max(id) FROM writings"),
        "tag": one("SELECT tag_id FROM contact_tags GROUP BY tag_id ORDER BY count(*) DESC LIMIT 1"),
        "other_tag": one(
            "SELECT name FROM tags ORDER BY (SELECT count(*) FROM contact_tags WHERE tag_id = id) LIMIT 1"
        ),
        "change": one("SELECT max(id) FROM changes"),
        "asks": one(ASKS),
        "logged": one("SELECT max(id) FROM changes WHERE answer LIKE '%touchpoint%'"),
    }


def named(sent: Sent, names: Names) -> Sent:
    """The same with addresses and texts filled in."""
    fields = {key: text.format_map(names) for key, text in sent.fields.items()}
    return Sent(sent.to.format_map(names), fields, sent.button)


def visit(page: Page, house: House, place: Place, names: Names) -> None:
    """Go there with a browser, as somebody would."""
    answer = page.goto(house.url + place.at(names))
    assert answer is not None
    assert answer.status == (200 if place.sent else place.status), place.name
    for summary in place.opened:
        page.locator(summary.format_map(names)).click()
    if place.sent:
        with page.expect_response(lambda answer: answer.request.method == "POST") as sent:
            send(page, named(place.sent, names))
        assert sent.value.status == place.status, place.name
        page.wait_for_load_state()
    page.wait_for_function("() => !document.querySelector('.htmx-request')")


def send(page: Page, sent: Sent) -> None:
    """Fill a form of the page in, and press its button."""
    form = page.locator(f'form[action="{sent.to}"]')
    for name in sent.fields:
        form = form.filter(has=page.locator(f'[name="{name}"]'))
    folded = page.locator("details:not([open])").filter(has=form)
    if folded.count():
        folded.locator("> summary").click()
    for name, text in sent.fields.items():
        fill(form.locator(f'[name="{name}"]'), text)
    button = form.locator("button:visible:not([name])").last
    if sent.button:
        button = form.locator('button[name="{}"][value="{}"]'.format(*sent.button))
    button.click()


def fill(control: Locator, text: str) -> None:
    """Put a text into a field, choose it from a list, or tick a box."""
    kind = control.evaluate("field => field.type")
    if kind == "checkbox":
        control.check()
    elif kind == "select-one":
        control.select_option(text)
    elif kind != "hidden":
        control.fill(text)


class _AsItIs(HTTPErrorProcessor):
    """Every answer is one: no redirect is followed, and a status of 400 or more is no exception."""

    def http_response(self, request: Request, response: Any) -> Any:
        return response


# Nothing here may leave the machine, whatever proxy its environment names.
opener = build_opener(ProxyHandler({}), _AsItIs)


def fetch(house: House, path: str, body: dict[str, str] | None = None, **headers: str) -> tuple[int, str]:
    """Status and body of one answer, whatever the status."""
    data = None if body is None else urlencode(body).encode()
    request = Request(house.url + path, data, {"Origin": house.url, **headers})
    with opener.open(request, timeout=10) as answer:
        return answer.status, answer.read().decode()
