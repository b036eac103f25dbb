"""Reasons to write: on the card, on the pages of a contact and a company, from what another app shares."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest

from tests.factories import TODAY
from tests.web.conftest import first_button, text_of, tree, value_of
from tests.web.people import add

NEWS = "https://northwind.example/series-b"
DUE = "Ruth Aye @ Tidewater, today"


def card(page):
    """The first card of the week."""
    found = page.select_one("li.card")
    assert found is not None
    return found


def test_it_works(visitor):
    add(visitor, DUE)
    answer = visitor.post("/reasons", owner="contact-1", text="her talk", link=NEWS, back="/contacts/1")
    assert answer.status_code == 303
    page = visitor.page(answer.headers["Location"])
    assert text_of(page, "#notice p") == "Kept as a reason to write to Ruth."
    assert "her talk 23 November" in text_of(page, "#reasons")
    shown = card(visitor.page("/"))
    link = shown.select_one(".bring a")
    assert link is not None
    assert (link["href"], link["rel"], link.text) == (NEWS, ["noopener", "noreferrer"], "her talk")
    assert "Nothing to bring" not in shown.text
    visitor.undo(answer)
    assert "Nothing to bring yet" in card(visitor.page("/")).text


def test_of_a_company(visitor):
    add(visitor, DUE)
    answer = visitor.post("/reasons", owner="company-1", text="series B", back="/companies/1")
    assert text_of(visitor.page(answer.headers["Location"]), "#notice p").endswith("to Tidewater.")
    assert "series B" in card(visitor.page("/")).text
    assert "for everybody there" in text_of(visitor.page("/contacts/1"), "#reasons")
    answer = visitor.post("/reasons/1/delete", back="/companies/1")
    assert text_of(visitor.page(answer.headers["Location"]), "#notice p") == "Taken out: series B."
    assert "series B" not in text_of(visitor.page("/companies/1"), "#reasons")
    visitor.undo(answer)
    assert "series B" in text_of(visitor.page("/companies/1"), "#reasons")


def test_a_held_company_hides_them(visitor):
    add(visitor, DUE)
    visitor.post("/reasons", owner="company-1", text="series B")
    visitor.post("/holds", kind="self", company="1", until=(TODAY + timedelta(14)).isoformat())
    assert "series B" not in visitor.page("/contacts/1").text
    assert "They wait here until the quiet is over." in text_of(visitor.page("/companies/1"), "#reasons")
    assert "series B" not in text_of(visitor.page("/companies/1"), "#reasons ul")


def test_they_expire(visitor, clock):
    add(visitor, "Ruth Aye @ Tidewater, in 60 days")
    visitor.post("/reasons", owner="contact-1", text="her talk")
    clock.day = TODAY + timedelta(60)
    assert "her talk" in card(visitor.page("/")).text
    clock.day = TODAY + timedelta(61)
    assert "her talk" not in visitor.page("/").text


def test_a_card_without_one_offers_ways(visitor):
    add(visitor, f"{DUE}, https://www.linkedin.com/in/ruth")
    visitor.post(
        "/companies/1/edit",
        name="Tidewater",
        website="tidewater.example",
        news_url="tidewater.example/news",
        version="1",
    )
    found = card(visitor.page("/")).select(".finds a")
    links = {link.text.strip(): link["href"] for link in found}
    assert links == {
        "Their site": "https://tidewater.example",
        "Their news": "https://tidewater.example/news",
        "Look on LinkedIn": "https://www.linkedin.com/search/results/all/?keywords=Tidewater",
        "Comment instead": "https://www.linkedin.com/in/ruth",
    }
    assert all(link["rel"] == ["noopener", "noreferrer"] for link in found)
    assert "Nothing to bring yet" in text_of(visitor.page("/contacts/1"))
    skipped = visitor.post("/contacts/1/snoozes", wish="skip", back="/")
    assert "comes back on" in text_of(visitor.page(skipped.headers["Location"]), "#notice")


def test_an_answer_needs_none(visitor):
    add(visitor, "Ruth Aye @ Tidewater")
    visitor.post("/contacts/1/touchpoints", direction="in", channel="email", wants_answer="y")
    assert "Nothing to bring" not in visitor.page("/").text
    assert "would like an answer" in visitor.page("/").text


@pytest.mark.parametrize("back", ["/contacts/1", "/companies/1"])
@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"text": ""}, "Write a line, or give a link."),
        ({"text": "x" * 501}, "500 characters are the most."),
        ({"text": "a\x00b"}, "a character that no text can hold"),
        ({"link": "javascript:alert(1)"}, "Write the address of a web page"),
        ({"owner": "tag-1"}, "Choose one of those offered."),
    ],
)
def test_bad_input_is_said_where_it_was_typed(visitor, fields, message, back):
    add(visitor, DUE)
    owner = "contact-1" if "contacts" in back else "company-1"
    sent = {"owner": owner, "text": "kept text", "back": back, **fields}
    for who in (visitor, visitor.with_htmx()):
        page = tree(who.post("/reasons", sent), 422)
        assert message in text_of(page, "#reasons")
        if "text" not in fields:
            assert value_of(page, "#reason-text") == "kept text"
    assert "kept text" not in visitor.page("/").text


def test_a_script_is_never_a_link(visitor):
    add(visitor, DUE)
    visitor.post("/reasons", owner="contact-1", text="<script>alert(1)</script> & more")
    assert "<script>alert" not in visitor.get("/").text
    assert "& more" in card(visitor.page("/")).text


def test_what_is_not_there(visitor):
    assert visitor.post("/reasons", owner="contact-9", text="a").status_code == 404
    assert visitor.post("/reasons", owner="company-9", text="a").status_code == 404
    assert visitor.post("/reasons/9/delete").status_code == 404


def test_sent_twice(visitor):
    add(visitor, DUE)
    for _ in range(2):
        visitor.post("/reasons", owner="contact-1", text="her talk", request_id="once")
    assert len(visitor.page("/contacts/1").select("#reasons .rows li")) == 1


# What another app shares


def shared(visitor, **fields):
    return visitor.page(f"/add?{urlencode(fields)}")


def test_a_page_that_is_shared(visitor):
    add(visitor, DUE)
    page = shared(visitor, title="Tidewater raises a series B", url=NEWS)
    assert "A page, not a person?" in text_of(page)
    sent = {
        "text": value_of(page, "#reason-text"),
        "link": value_of(page, "#reason-link"),
        "who": "tidewater",
        "back": "/add",
    }
    assert (sent["text"], sent["link"]) == ("Tidewater raises a series B", NEWS)
    answer = visitor.post("/reasons", sent)
    assert answer.headers["Location"].startswith("/add?done=")
    assert text_of(visitor.page(answer.headers["Location"]), "#notice p").endswith("to Tidewater.")
    assert "Tidewater raises a series B" in card(visitor.page("/")).text


@pytest.mark.parametrize("path", ["/add", "/reasons/new"])
def test_a_link_that_is_too_long_is_left_out_and_said(visitor, path):
    link = f"{NEWS}?{'x' * 600}"
    page = visitor.page(f"{path}?{urlencode({'title': 'Series B', 'url': link})}")
    assert (value_of(page, "#reason-text"), value_of(page, "#reason-link")) == ("Series B", "")
    said = f"The link has {len(link)} characters, so it was left out; 500 is the most."
    assert text_of(page, "#reason-link-wrong") == said


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"title": "Dana Li", "url": "https://www.linkedin.com/in/dana-li"},
        {"text": "Dana Li, VP Eng @ Acme"},
        {"url": "javascript:alert(1)"},
    ],
)
def test_a_person_is_no_page(visitor, fields):
    assert "A page, not a person?" not in shared(visitor, **fields).text


def test_a_name_that_fits_several(visitor):
    add(visitor, "Ruth Aye @ Tidewater")
    add(visitor, "Ruth Roe @ Orchard")
    page = tree(visitor.post("/reasons", who="ruth", text="a talk", back="/add"), 422)
    assert "Several fit that name. Which one is it?" in text_of(page)
    buttons = {button.text.strip(): button["value"] for button in page.select("button[name=owner]")}
    assert buttons == {"Ruth Aye, Tidewater": "contact-1", "Ruth Roe, Orchard": "contact-2"}
    assert value_of(page, "#reason-text") == "a talk"
    assert "name" not in first_button(page, "/reasons"), "Enter presses it"
    answer = visitor.post("/reasons", who="ruth", text="a talk", owner="contact-2", back="/add")
    assert answer.status_code == 303
    assert "a talk" in visitor.page("/contacts/2").text


@pytest.mark.parametrize("back", ["/reasons/new", "/add", "/", ""])
def test_bad_input_beside_a_chosen_one_is_said_and_kept(visitor, back):
    add(visitor, "Ruth Aye @ Tidewater")
    add(visitor, "Ruth Roe @ Orchard")
    sent = {"who": "ruth", "owner": "contact-2", "text": "a talk", "link": "javascript:x", "back": back}
    page = tree(visitor.post("/reasons", sent), 422)
    assert "Write the address of a web page" in text_of(page, "#reason-link-wrong")
    assert [value_of(page, f"#reason-{name}") for name in ("text", "who")] == ["a talk", "ruth"]


@pytest.mark.parametrize(
    ("who", "message"),
    [("Nobody", "Nobody and no company here is called “Nobody”."), ("", "Whom is it for?")],
)
def test_nobody_of_that_name(visitor, who, message):
    page = tree(visitor.post("/reasons", who=who, text="a talk"), 422)
    assert message in text_of(page)
    assert value_of(page, "#reason-text") == "a talk"


def test_the_page_for_a_reason(visitor):
    page = visitor.page(f"/reasons/new?{urlencode({'url': NEWS})}")
    assert value_of(page, "#reason-link") == NEWS
    assert visitor.get("/reasons/new").status_code == 200


# Which touchpoint used it


@pytest.fixture
def ruth(visitor):
    """Her page: due today, with a reason of her own (1) and one of her company (2)."""
    add(visitor, DUE)
    visitor.post("/reasons", owner="contact-1", text="her talk")
    visitor.post("/reasons", owner="company-1", link=NEWS)
    return "/contacts/1"


EMAIL = {"direction": "out", "channel": "email"}


def wrote(visitor, **fields):
    """Log an e-mail to her, from this week."""
    return visitor.post("/contacts/1/touchpoints", {**EMAIL, "back": "/", **fields})


def offered(page, selector):
    """What a field for the reason offers, with the chosen one in stars."""
    return [
        f"*{option.text}*" if option.has_attr("selected") else option.text
        for option in page.select(f"{selector} option")
    ]


def test_one_tap_then_one_more_for_the_reason(visitor, ruth):
    answer = wrote(visitor)
    notice = visitor.page(answer.headers["Location"])
    form = notice.select_one("#notice form.about")
    assert form is not None
    assert text_of(notice, ".about legend") == "Was it about one of these?"
    buttons = {button.text: button["value"] for button in form.select("button")}
    assert buttons == {"northwind.example/series-b": "2", "her talk": "1"}
    answer = visitor.post(str(form["action"]), reason="1", back="/")
    notice = visitor.page(answer.headers["Location"])
    assert "Used for the e-mail to Ruth: her talk." in text_of(notice, "#notice p")
    assert notice.select(".about") == []
    assert "her talk" not in text_of(visitor.page(ruth), "#reasons")
    visitor.undo(answer)
    assert "her talk" in text_of(visitor.page(ruth), "#reasons")


def test_with_htmx(visitor, ruth):
    there = visitor.with_htmx()
    page = tree(wrote(there))
    form = page.select_one(".about")
    assert form is not None
    assert (form["data-hx-post"], form["data-hx-target"]) == ("/touchpoints/1/reasons", "#week")
    page = tree(there.post("/touchpoints/1/reasons", reason="1", back="/"))
    assert "Used for the e-mail to Ruth: her talk." in text_of(page, "#notice")


def test_the_notice_asks_where_there_is_something_to_ask(visitor, ruth):
    def asks(answer):
        return visitor.page(answer.headers["Location"]).select(".about") != []

    assert not asks(visitor.post("/contacts/1/touchpoints", direction="in", channel="email"))
    assert not asks(wrote(visitor, reason="1"))
    assert asks(wrote(visitor))
    assert not asks(visitor.post("/touchpoints/3/edit", {**EMAIL, "version": "1", "text": "a word"}))
    wrote(visitor, reason="2")
    assert not asks(wrote(visitor))


def test_it_asks_about_three_at_most(visitor, ruth):
    for number in range(3):
        visitor.post("/reasons", owner="contact-1", text=f"news {number}")
    page = visitor.page(wrote(visitor).headers["Location"])
    assert [button.text for button in page.select(".about button")] == ["news 2", "news 1", "news 0"]
    assert len(offered(page, "#mend-reason")) == 6


def test_it_is_chosen_in_the_form_for_logging(visitor, ruth):
    assert offered(visitor.page(ruth), "#log-reason") == ["None", "northwind.example/series-b", "her talk"]
    refused = tree(wrote(visitor, back=ruth, reason="1", day="2300-01-01", did_not_arrive="y"), 422)
    assert offered(refused, "#log-reason")[2] == "*her talk*"
    wrote(visitor, reason="1")
    assert offered(visitor.page(ruth), "#log-reason") == ["None", "northwind.example/series-b"]
    wrote(visitor, reason="2")
    assert visitor.page(ruth).select("[name=reason]") == []


@pytest.mark.parametrize("is_htmx", [False, True])
def test_it_is_set_and_unset_where_the_note_is_changed(visitor, ruth, is_htmx):
    who, place = (visitor.with_htmx(), "#entry-1-reason") if is_htmx else (visitor, "#edit-reason")
    wrote(visitor, reason="1")
    assert offered(who.page("/touchpoints/1/edit"), place) == [
        "None",
        "northwind.example/series-b",
        "*her talk*",
    ]
    who.post("/touchpoints/1/edit", {**EMAIL, "version": "1", "reason": ""})
    assert "her talk" in text_of(visitor.page(ruth), "#reasons")
    assert [label[:1] for label in offered(who.page("/touchpoints/1/edit"), place)] == ["N", "n", "h"]
    who.post("/touchpoints/1/edit", {**EMAIL, "version": "2", "reason": "2"})
    assert "series-b" not in text_of(visitor.page(ruth), "#reasons")
    refused = tree(who.post("/touchpoints/1/edit", {**EMAIL, "version": "3", "day": "2300-01-01"}), 422)
    selector = "[name=reason]" if not is_htmx else "#mend-reason"
    assert "*northwind.example/series-b*" in offered(refused, selector)


def test_a_form_without_the_field_leaves_it(visitor, ruth):
    wrote(visitor, reason="1")
    visitor.post("/touchpoints/1/edit", {**EMAIL, "version": "1", "text": "a word"})
    assert "her talk" not in text_of(visitor.page(ruth), "#reasons")


def test_one_that_another_tab_used(visitor, ruth):
    wrote(visitor)
    wrote(visitor, reason="1")
    answer = visitor.post("/touchpoints/1/reasons", reason="1")
    assert answer.status_code == 409
    assert "This reason is not open any more. Nothing was changed." in answer.text
    answer = wrote(visitor, reason="1")
    assert "Its reason was not open any more." in text_of(visitor.page(answer.headers["Location"]), "#notice")
    assert visitor.post("/touchpoints/9/reasons", reason="1").status_code == 404
    assert visitor.post("/touchpoints/1/reasons").status_code == 409
    assert visitor.post("/touchpoints/1/reasons", reason="x").status_code == 422


def test_a_touchpoint_without_reasons_shows_no_field(visitor):
    add(visitor, DUE)
    page = visitor.page(wrote(visitor).headers["Location"])
    assert page.select("#notice [name=reason]") == []
    assert visitor.page("/contacts/1").select("[name=reason]") == []
    assert visitor.page("/touchpoints/1/edit").select("[name=reason]") == []
