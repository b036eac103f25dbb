"""The page of a draft: the brief, beginnings, advice, the ways out, two tabs."""

from urllib.parse import unquote

import pytest

from tests.web.conftest import text_of, tree, value_of
from tests.web.people import add, turned_down

DANA = "Dana Li, VP Eng @ Acme, dana@acme.example"
TEXT = {"channel": "email", "text": "Dear Dana, the second site of your pilot stays with me."}


@pytest.fixture
def dana(visitor):
    """Dana, who has an e-mail address."""
    add(visitor, DANA)
    return "/contacts/1/draft"


def version(page):
    """Of the draft that the page shows."""
    return value_of(page, "#kept [name=version]")


def area(page):
    """The text of the field."""
    found = page.select_one("textarea[name=text]")
    assert found is not None
    return found.get_text().removeprefix("\n")


def test_it_works(visitor, dana):
    page = visitor.page(dana)
    assert text_of(page, "h1") == "To Dana"
    assert area(page) == ""
    answer = visitor.post(dana, TEXT)
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith(f"{dana}?done=")
    page = visitor.page(answer.headers["Location"])
    assert text_of(page, "#notice p") == "Kept: a draft to Dana."
    assert area(page) == TEXT["text"]
    answer = visitor.post(f"{dana}/sent", {**TEXT, "version": version(page), "intent": "share"})
    assert answer.headers["Location"].startswith("/contacts/1?done=")
    page = visitor.page(answer.headers["Location"])
    assert "Logged: e-mail to Dana. Next around" in text_of(page, "#notice p")
    assert TEXT["text"] in text_of(page, ".timeline")
    assert area(visitor.page(dana)) == ""
    visitor.undo(answer)
    assert area(visitor.page(dana)) == TEXT["text"]
    assert TEXT["text"] not in text_of(visitor.page("/contacts/1"), ".timeline")


def test_links_to_it(visitor, dana):
    def links(path):
        return [link.text.strip() for link in visitor.page(path).select(f'a[href="{dana}"]')]

    visitor.post("/contacts/1/snoozes", wish="write_this_week")
    assert (links("/"), links("/contacts/1")) == (["Write"], ["Write"])
    visitor.post(dana, TEXT)
    assert (links("/"), links("/contacts/1")) == (["Draft"], ["Draft"])
    visitor.post("/contacts/1/standing", because="other")
    assert (links("/"), links("/contacts/1")) == ([], [])


def test_a_closed_contact(visitor, dana):
    visitor.post(dana, TEXT)
    visitor.post("/contacts/1/standing", because="other")
    page = visitor.page(dana)
    assert "This card is closed" in text_of(page)
    assert TEXT["text"] in text_of(page), "what was written is not lost"
    assert page.select("form.drafting") == []
    for way in ("", "/sent", "/starters"):
        assert visitor.post(f"{dana}{way}", TEXT).status_code == 422


def test_the_draft_of_a_closed_contact_can_be_thrown_away(visitor, dana):
    visitor.post(dana, TEXT)
    visitor.post("/contacts/1/standing", because="other")
    form = visitor.page(dana).select_one(f'form[action="{dana}/delete"]')
    assert form is not None
    answer = visitor.post(f"{dana}/delete", {field["name"]: field["value"] for field in form.select("input")})
    assert answer.headers["Location"].startswith("/contacts/1?done=")
    page = visitor.page(dana)
    assert TEXT["text"] not in text_of(page)
    assert page.select(f'form[action="{dana}/delete"]') == []
    visitor.undo(answer)
    assert TEXT["text"] in text_of(visitor.page(dana))


def test_the_brief(visitor):
    turned_down(visitor)
    visitor.post(
        "/contacts/1/touchpoints",
        direction="in",
        channel="email",
        text="Ask me again in spring",
        promise="a list",
    )
    visitor.post("/contacts/1/touchpoints", direction="out", channel="email", text="Thank you, Marta")
    visitor.post("/contacts/1/do_not_mention", text="The merger", version=version_of_card(visitor))
    brief = text_of(visitor.page("/contacts/1/draft"), ".brief")
    assert "23 November, Marta : “Ask me again in spring”" in brief
    assert "23 November, you: “Thank you, Marta”" in brief
    assert "You promised: a list" in brief
    assert "Do not mention: The merger" in brief


def test_a_note_of_a_talk_is_ones_own(visitor, dana):
    visitor.post(
        "/contacts/1/touchpoints",
        direction="together",
        channel="meeting",
        text="Likes the pilot, tired of reorgs",
    )
    brief = text_of(visitor.page(dana), ".brief")
    assert "23 November, you talked: Likes the pilot, tired of reorgs" in brief
    assert "“" not in brief
    assert "Dana :" not in brief


def version_of_card(visitor):
    return value_of(visitor.page("/contacts/1/do_not_mention"), "[name=version]")


def test_nothing_is_known_yet(visitor, dana):
    assert "One detail from your talk is enough." in text_of(visitor.page(dana), ".brief")


# Beginnings


def test_starters_by_intent(visitor, dana):
    page = visitor.page(dana)
    groups = [text_of(group, "summary") for group in page.select(".fold.card")]
    assert len(groups) == 9
    assert groups[0] == "Share something"
    first = page.select_one(".beginnings li")
    assert first is not None
    assert "Dana" in first.text
    assert "Acme" in first.text
    assert "[what they said that stayed with you]" in first.text


def test_begin_with_one_without_losing_what_is_written(visitor, dana):
    answer = visitor.post(f"{dana}/starters", begin="share-1", text="")
    page = visitor.page(answer.headers["Location"])
    assert text_of(page, "#notice p") == "Begun: a message to Dana."
    begun = area(page)
    assert begun.startswith("Dear Dana,\n")
    assert value_of(page, "[name=starter]") == "share-1"
    fields = {"begin": "ask-1", "text": f"{begun} Mine.", "starter": "share-1", "version": version(page)}
    answer = visitor.post(f"{dana}/starters", fields)
    page = visitor.page(answer.headers["Location"])
    assert "It stands below what you wrote" in text_of(page, "#notice p")
    assert area(page).startswith(f"{begun} Mine.\n\nDear Dana,")
    visitor.undo(answer)
    assert area(visitor.page(dana)) == begun


def test_one_that_was_used_is_not_offered_first(visitor, dana):
    def offered():
        group = visitor.page(dana).select_one(".fold.card")
        return [button["value"] for button in group.select("button[name=begin]")]

    first, second, *others = offered()
    visitor.post(f"{dana}/sent", {**TEXT, "starter": first})
    assert offered() == [second, first, *others]
    assert "Used with Dana before." in text_of(visitor.page(dana), ".fold.card")


def test_below_a_post_only_what_anybody_may_read(visitor, dana):
    visitor.post(dana, {"channel": "linkedin_comment", "text": "Well put"})
    groups = visitor.page(dana).select(".fold.card")
    assert [text_of(group, "summary") for group in groups] == [
        *("Share something", "Congratulate", "Help"),
        *("Say hello again", "Ask"),
    ]
    assert all("Dear" not in text_of(group, ".beginnings") for group in groups)


def test_own_ones_stand_beside_them(visitor, dana):
    answer = visitor.post("/starters", intent="share", text="Look at this, {name}")
    assert text_of(visitor.page(answer.headers["Location"]), "#notice p") == "Kept: a beginning of your own."
    assert "Look at this, {name}" in text_of(visitor.page("/starters"), ".lines")
    assert "Look at this, Dana Your own." in text_of(visitor.page(dana), ".fold.card")
    visitor.post("/starters/1/edit", intent="ask", text="One question, {name}", version="1")
    answer = visitor.post("/starters/1/delete")
    assert "None yet." in text_of(visitor.page(answer.headers["Location"]))
    visitor.undo(answer)
    assert "One question, {name}" in text_of(visitor.page("/starters"), ".lines")


@pytest.mark.parametrize(
    ("path", "fields", "message"),
    [
        ("/starters", {"text": ""}, "Write how it begins."),
        ("/starters", {"text": "x" * 20_001}, "This is very long"),
        ("/starters", {"intent": "sell", "text": "a"}, "Choose one of the values offered."),
        ("/starters/1/edit", {"text": "", "version": "1"}, "Write how it begins."),
    ],
)
def test_bad_input_of_a_starter(visitor, path, fields, message):
    visitor.post("/starters", intent="share", text="Look")
    assert message in text_of(tree(visitor.post(path, fields), 422))


def test_a_starter_in_two_tabs(visitor):
    visitor.post("/starters", intent="share", text="Look")
    visitor.post("/starters/1/edit", intent="share", text="one", version="1")
    assert visitor.post("/starters/1/edit", intent="share", text="two", version="1").status_code == 409
    assert visitor.get("/starters/9/edit").status_code == 404


def test_the_users_name_stands_at_the_end(visitor, dana):
    form = visitor.page("/settings").select_one("form.settings")
    assert form is not None
    answer = visitor.post("/settings", my_name="Sam Roe")
    assert (
        text_of(visitor.page(answer.headers["Location"]), "#notice p") == "Saved: messages end with Sam Roe."
    )
    assert "Sam Roe" in text_of(visitor.page(dana), ".beginnings")
    visitor.undo(answer)
    assert "[your name]" in text_of(visitor.page(dana), ".beginnings")


# Advice


def test_advice_as_one_types_changes_nothing(visitor, dana):
    typed = {"channel": "email", "text": "Hi Dana,\n\njust checking in on the second site of your pilot."}
    for who in (visitor, visitor.with_htmx()):
        answer = who.post(f"{dana}/advice", typed)
        assert answer.status_code == 200
        assert "ust checking in" in text_of(tree(answer), "#advice")
    assert area(visitor.page(dana)) == ""
    answer = visitor.with_htmx().post(f"{dana}/advice", typed)
    assert "body=Hi%20Dana%2C%0D%0A%0D%0Ajust" in answer.text


@pytest.mark.parametrize("fields", [{}, {"text": "x" * 30_000}, {"channel": "pigeon"}, {"text": "a\x00b"}])
def test_odd_drafts_are_looked_at_calmly(visitor, dana, fields):
    for who in (visitor, visitor.with_htmx()):
        assert who.post(f"{dana}/advice", fields).status_code == 200


# As somebody types


def test_kept_as_somebody_types(visitor, dana):
    htmx = visitor.with_htmx()
    fields = {**TEXT, "request_id": "the-page"}
    kept = tree(htmx.post(dana, fields))
    assert "Kept as a draft." in text_of(kept, "#kept")
    fields["version"] = value_of(kept, "[name=version]")
    again = tree(htmx.post(dana, {**fields, "text": "Dear Dana, more"}))
    assert value_of(again, "[name=version]") != fields["version"]
    assert area(visitor.page(dana)) == "Dear Dana, more"


def test_nothing_is_kept_of_nothing(visitor, dana):
    answer = visitor.with_htmx().post(dana, channel="letter")
    assert answer.status_code == 200
    assert "Kept" not in answer.text
    assert visitor.post(dana, channel="letter").status_code == 422


def test_two_tabs(visitor, dana):
    old = version(visitor.page(visitor.post(dana, TEXT).headers["Location"]))
    visitor.post(dana, {**TEXT, "text": "From the other tab", "version": old})
    mine = {**TEXT, "text": "From this tab", "version": old}
    answer = visitor.with_htmx().post(dana, mine)
    assert answer.status_code == 409
    assert "nothing is lost" in answer.text
    assert value_of(tree(answer, 409), "[name=version]") == old
    page = tree(visitor.post(dana, mine), 409)
    assert area(page) == "From this tab"
    assert "From the other tab" in text_of(page, ".note")
    assert area(visitor.page(dana)) == "From the other tab"
    visitor.post(dana, {**mine, "version": version(page)})
    assert area(visitor.page(dana)) == "From this tab"


def test_a_choice_that_nobody_makes_loses_neither(visitor, dana):
    """Whoever leaves the page in the middle of a word cannot be asked any more."""
    old = version(visitor.page(visitor.post(dana, TEXT).headers["Location"]))
    htmx = visitor.with_htmx()
    mine = {**TEXT, "version": old, "request_id": "mine", "keep": "both"}
    htmx.post(dana, {**mine, "text": "From this tab, alone"})
    assert area(visitor.page(dana)) == "From this tab, alone", "there is nothing else to keep"
    other = {
        **TEXT,
        "text": "From the other tab",
        "version": version(visitor.page(dana)),
        "request_id": "other",
    }
    htmx.post(dana, other)
    for _ in range(2):
        assert htmx.post(dana, {**mine, "text": "From this tab"}).status_code == 200
        assert area(visitor.page(dana)) == "From the other tab\n\nFrom this tab"
    for tab in (mine, other):
        answer = htmx.post(dana, {**tab, "text": "Back again", "keep": ""})
        assert answer.status_code == 409, "neither of the two has seen both"


def test_both_are_shown_until_one_is_chosen(visitor, dana):
    old = version(visitor.page(visitor.post(dana, TEXT).headers["Location"]))
    assert visitor.page(dana).select("#kept[data-diverged]") == []
    visitor.post(dana, {**TEXT, "text": "From the other tab", "version": old})
    mine = {**TEXT, "text": "From this tab", "version": old}
    for who in (visitor, visitor.with_htmx()):
        assert tree(who.post(dana, mine), 409).select("#kept[data-diverged]") != []


# Once, and again


def shown_twice(visitor, path, *sent):
    """Send one page's form several times, as somebody does who comes back to it; the last answer's page."""
    for fields in sent:
        answer = visitor.post(path, {**fields, "request_id": "the-page"})
        assert answer.status_code == 303
    return visitor.page(answer.headers["Location"])


def timeline(visitor):
    """How much is logged with Dana."""
    return len(visitor.page("/contacts/1").select(".timeline li"))


def test_sent_twice(visitor, dana):
    shown_twice(visitor, f"{dana}/sent", TEXT, {**TEXT, "version": "7"})
    assert timeline(visitor) == 1


def test_saved_twice(visitor, dana):
    page = shown_twice(visitor, dana, TEXT, TEXT)
    form = page.select_one("#notice form")
    assert form is not None
    visitor.post(str(form["action"]))
    assert area(visitor.page(dana)) == "", "one change, which its Undo takes back"


def test_saved_again_with_more(visitor, dana):
    more = {**TEXT, "text": f"{TEXT['text']} And more."}
    assert area(shown_twice(visitor, dana, TEXT, more)) == more["text"]
    assert area(shown_twice(visitor, dana, TEXT)) == TEXT["text"], "what was kept first is not kept any more"


def test_saved_again_once_it_is_thrown_away(visitor, dana):
    shown_twice(visitor, dana, TEXT)
    visitor.post(f"{dana}/delete", TEXT)
    assert area(shown_twice(visitor, dana, TEXT)) == TEXT["text"]


def test_another_beginning_from_the_same_page(visitor, dana):
    one = area(shown_twice(visitor, f"{dana}/starters", {"begin": "share-1"}, {"begin": "share-1"}))
    two = area(shown_twice(visitor, f"{dana}/starters", {"begin": "ask-1"}))
    assert (one[:11], two[:11], one == two) == ("Dear Dana,\n", "Dear Dana,\n", False)
    assert area(shown_twice(visitor, f"{dana}/starters", {"begin": "share-1"})) == one


def test_sent_again_once_that_is_undone(visitor, dana):
    for _ in range(2):
        answer = visitor.post(f"{dana}/sent", {**TEXT, "request_id": "the-page"})
        assert timeline(visitor) == 1
        undone = visitor.undo(answer)
        assert timeline(visitor) == 0
    visitor.undo(undone)
    answer = visitor.post(f"{dana}/sent", {**TEXT, "request_id": "the-page"})
    assert timeline(visitor) == 1, "the undo was taken back, so it is sent already"


@pytest.mark.parametrize("way", ["sent", "delete"])
def test_what_is_kept_late_does_not_come_back(visitor, dana, way):
    """The page still waits to keep what was typed last while its button is on its way."""
    htmx, typed = visitor.with_htmx(), {**TEXT, "request_id": "the-page"}
    typed["version"] = value_of(tree(htmx.post(dana, typed)), "[name=version]")
    answer = visitor.post(f"{dana}/{way}", typed)
    for late in (typed, {**typed, "version": ""}, {**typed, "text": TEXT["text"][:20]}):
        kept = tree(htmx.post(dana, late))
        assert (text_of(kept, "#kept"), value_of(kept, "[name=version]")) == ("", "")
        assert area(visitor.page(dana)) == ""
    more = {**typed, "text": f"{TEXT['text']} One more thing."}
    assert "Kept as a draft." in text_of(tree(htmx.post(dana, more)), "#kept")
    assert area(visitor.page(dana)) == more["text"], "who comes back and goes on writing is not late"
    visitor.post(f"{dana}/delete", more, request_id="another")
    visitor.undo(answer)
    assert "Kept as a draft." in text_of(tree(htmx.post(dana, {**typed, "version": ""})), "#kept")


def test_saved_then_sent_from_one_page(visitor, dana):
    """The page has one id for all of its buttons."""
    assert visitor.post(dana, {**TEXT, "request_id": "page"}).status_code == 303
    assert visitor.post(f"{dana}/sent", {**TEXT, "request_id": "page"}).status_code == 303


def test_thrown_away(visitor, dana):
    page = visitor.page(visitor.post(dana, TEXT).headers["Location"])
    button = page.select_one(f'button[formaction="{dana}/delete"]')
    assert button is not None
    answer = visitor.post(f"{dana}/delete", {**TEXT, "version": version(page)})
    assert area(visitor.page(dana)) == ""
    assert "thrown away" in text_of(visitor.page(answer.headers["Location"]), "#notice p")
    visitor.undo(answer)
    assert area(visitor.page(dana)) == TEXT["text"]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"text": "x" * 20_001}, "This is very long"),
        ({"text": "a\x00b"}, "a character that no text can hold"),
        ({"channel": "meeting"}, "Choose one of the values offered."),
        ({"subject": "x" * 501}, "500 characters are the most."),
    ],
)
@pytest.mark.parametrize("way", ["", "/sent", "/starters"])
def test_bad_input_is_said(visitor, dana, fields, message, way):
    answer = visitor.post(f"{dana}{way}", {**TEXT, **fields})
    assert message in text_of(tree(answer, 422))
    assert area(visitor.page(dana)) == ""


def test_what_is_not_there(visitor):
    for path in ("/contacts/9/draft", "/contacts/9/draft/sent", "/contacts/9/draft/advice"):
        assert visitor.post(path, TEXT).status_code == 404
    assert visitor.get("/contacts/9/draft").status_code == 404
    assert visitor.post("/contacts/9/draft/delete").status_code == 404


# The ways out


def test_open_in_mail_in_any_script(visitor, dana):
    text = "مرحبا Dana,\n\n你好 & “more” + 100 %?"
    visitor.post(dana, {"channel": "email", "subject": "Grüße", "text": text})
    link = visitor.page(dana).select_one('#out a[href^="mailto:"]')
    assert link is not None
    to, _, body = str(link["href"]).partition("&body=")
    assert to == "mailto:dana@acme.example?subject=Gr%C3%BC%C3%9Fe"
    assert unquote(body) == text.replace("\n", "\r\n")


def test_open_in_mail_without_an_address(visitor):
    add(visitor, "Dana Li @ Acme")
    path = "/contacts/1/draft"
    visitor.post(path, {"channel": "email", "subject": "Hello", "text": "Dear Dana"})
    link = visitor.page(path).select_one("#out a")
    assert link is not None
    assert link["href"] == "mailto:?subject=Hello&body=Dear%20Dana"


def test_a_long_one_says_so(visitor, dana):
    visitor.post(dana, {"channel": "email", "text": "long " * 400})
    assert "Copying it is safer." in text_of(visitor.page(dana), "#out")


def test_their_linkedin(visitor):
    add(visitor, "Dana Li @ Acme, https://www.linkedin.com/in/dana")
    page = visitor.page("/contacts/1/draft")
    link = page.select_one("#out a")
    assert link is not None
    assert (link["href"], link["rel"]) == ("https://www.linkedin.com/in/dana", ["noopener", "noreferrer"])
    assert page.select_one('[name=channel] option[selected][value="linkedin_message"]') is not None


def test_a_reason_is_chosen_and_used_up(visitor, dana):
    visitor.post("/reasons", owner="contact-1", text="her talk", link="acme.example/talk")
    page = visitor.page(f"{dana}?reason=1")
    assert page.select_one("#reason-1[checked]") is not None
    answer = visitor.post(f"{dana}/sent", {**TEXT, "reason": "1"})
    assert visitor.page(dana).select("#reason-1") == []
    assert "her talk" not in text_of(visitor.page("/contacts/1"), "#reasons")
    visitor.undo(answer)
    assert visitor.page(dana).select("#reason-1") != []


def test_nothing_in_it_is_taken_for_markup(visitor, dana):
    visitor.post(dana, {"channel": "email", "text": '</textarea><script>alert("1")</script>'})
    assert "<script>alert" not in visitor.get(dana).text
    assert area(visitor.page(dana)).startswith("</textarea>")
