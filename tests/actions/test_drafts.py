"""Drafts: kept, begun, sent, thrown away; two tabs lose nothing. Undo is tried in test_undo, too."""

import pytest

from followup.actions import drafts, reasons, settings, standing, starters
from followup.actions.drafts import ChangedElsewhere, Writing
from followup.actions.undos import undo
from followup.db import reading
from followup.domain.errors import Invalid, NotFound
from followup.domain.reasons import Owner
from followup.domain.values import Channel, Closing, Direction, Intent
from followup.models import Draft
from followup.queries import drafts as pages
from tests.factories import TODAY, letter, log, person, planned, record, stored


@pytest.fixture
def dana(app):
    return person("Dana Li, VP Eng @ Acme, dana@acme.example")


def keep(contact, text, version=0, **fields):
    """Keep a text; returns the version that it has now."""
    return drafts.save(contact, version, Writing(text=text, **fields), TODAY).answer["version"]


def shown(contact) -> pages.Written:
    """The draft as its page has it."""
    found = pages.page(contact, TODAY).draft
    assert found is not None
    return found


def kept(contact):
    """The text and the version, or None."""
    with reading() as session:
        row = session.get(Draft, contact)
        return (row.text, row.version) if row else None


def test_it_works(dana):
    before = planned()
    done = drafts.save(dana, 0, Writing(Channel.EMAIL, Intent.SHARE, "A talk", "Dear Dana\r\n"), TODAY)
    assert done.summary == "Kept: a draft to Dana."
    page = pages.page(dana, TODAY)
    assert page.draft == pages.Written(
        Channel.EMAIL, Intent.SHARE, "A talk", "Dear Dana", "", None, TODAY, done.answer["version"]
    )
    assert planned() == before, "a draft is no touchpoint"


def test_sent(dana):
    reasons.add(Owner("contact", dana), "her talk", "", TODAY)
    version = keep(dana, "Dear Dana")
    wanted = Writing(Channel.LINKEDIN_MESSAGE, Intent.CONGRATULATE, "", "Dear Dana, well done", "share-1", 1)
    done = drafts.send(dana, version, wanted, TODAY)
    assert done.summary == "Logged: LinkedIn message to Dana."
    assert kept(dana) is None
    page = pages.page(dana, TODAY)
    assert page.sent == (TODAY, Channel.LINKEDIN_MESSAGE, Direction.OUT, "Dear Dana, well done")
    assert page.used == {"share-1"}
    assert page.reasons == []
    assert page.context.intents == (Intent.CONGRATULATE,)
    assert page.context.direct_out == 1
    undo(done.id, TODAY)
    page = pages.page(dana, TODAY)
    assert page.draft is not None
    assert page.draft.text == "Dear Dana"
    assert [reason.text for reason in page.reasons] == ["her talk"]
    assert page.sent is None
    assert page.used == frozenset()


def test_a_comment_is_ambient(dana):
    drafts.send(dana, 0, Writing(Channel.LINKEDIN_COMMENT, text="Well said"), TODAY)
    assert pages.page(dana, TODAY).context.direct_out == 0


def test_two_tabs_lose_nothing(dana):
    first = keep(dana, "one")
    second = keep(dana, "two", first)
    with pytest.raises(ChangedElsewhere) as refused:
        keep(dana, "three", first)
    assert refused.value.version == second
    assert kept(dana) == ("two", second)
    with pytest.raises(ChangedElsewhere):
        keep(dana, "four")
    with pytest.raises(ChangedElsewhere):
        drafts.begin(dana, first, Writing(text="five"), "share-1", TODAY)
    assert keep(dana, "two", first) > second, "the same text is no other text"


def test_a_page_is_no_other_tab_to_itself(dana):
    """What it keeps as somebody types may be on its way while the next is sent."""
    first = keep(dana, "one", page="mine")
    keep(dana, "one, two", first, page="mine")
    third = keep(dana, "one, three", first, page="mine")
    keep(dana, "other", third, page="another")
    with pytest.raises(ChangedElsewhere):
        keep(dana, "one, four", third, page="mine")
    drafts.send(dana, third, Writing(text="one, five", page="another"), TODAY)
    assert kept(dana) is None


def test_what_one_page_keeps_at_every_pause_is_one_change(dana):
    before = stored()
    version = keep(dana, "D", page="mine")
    for text in ("De", "Dea", "Dear"):
        version = keep(dana, text, version, page="mine")
    with reading() as session:
        kept_by = session.connection().exec_driver_sql("SELECT id FROM changes WHERE verb = 'Draft kept'")
        (change,) = [row[0] for row in kept_by]
    undone = undo(change, TODAY)
    assert stored() == before
    undo(undone.id, TODAY)
    assert kept(dana)[0] == "Dear"
    log(dana)
    keep(dana, "Dear D", kept(dana)[1], page="mine")
    keep(dana, "Dear Da", kept(dana)[1], page="mine")
    done = drafts.save(dana, kept(dana)[1], Writing(text="Dear Dana", page="mine"), TODAY)
    undo(done.id, TODAY)
    assert kept(dana)[0] == "Dear", "up to where something else was done"


def test_a_draft_that_is_gone_is_kept_anew_and_never_with_an_old_number(dana):
    first = keep(dana, "one")
    drafts.delete(dana, "", TODAY)
    again = keep(dana, "one, still typing", first)
    assert again > first
    assert kept(dana) == ("one, still typing", again)


def test_both_are_kept_within_the_limits(dana):
    keep(dana, "one", page="other")
    drafts.append(dana, Writing(text=" two\r\n", page="mine"), TODAY)
    assert kept(dana)[0] == "one\n\ntwo"
    with pytest.raises(Invalid):
        drafts.append(dana, Writing(text="x" * 19_999), TODAY)
    drafts.delete(dana, "", TODAY)
    with pytest.raises(NotFound):
        drafts.append(dana, Writing(text="two"), TODAY)
    assert kept(dana) is None


def test_what_another_tab_kept_stays_when_this_one_is_sent(dana):
    first = keep(dana, "one")
    keep(dana, "another letter", first)
    done = drafts.send(dana, first, Writing(text="one, sent"), TODAY)
    assert "still here as the draft" in done.summary
    assert kept(dana)[0] == "another letter"


def test_what_was_kept_while_the_button_was_on_its_way_is_done(dana):
    first = keep(dana, "Dear")
    keep(dana, "Dear Da", first)
    drafts.send(dana, first, Writing(text="Dear Dana"), TODAY)
    assert kept(dana) is None


def test_thrown_away_and_back(dana):
    keep(dana, "one")
    done = drafts.delete(dana, "one, and what was not kept yet", TODAY)
    assert done.summary == "Dana: the draft is thrown away."
    assert kept(dana) is None
    undo(done.id, TODAY)
    assert kept(dana)[0] == "one, and what was not kept yet"


def test_what_comes_back_stands_below_what_was_begun_since(dana):
    keep(dana, "one")
    done = drafts.delete(dana, "", TODAY)
    keep(dana, "two")
    undone = undo(done.id, TODAY)
    assert "what you changed since was kept (a draft)" in undone.summary
    assert kept(dana)[0] == "two\n\none"


def test_undoing_the_first_words_keeps_the_later_ones(dana):
    done = drafts.save(dana, 0, Writing(text="one"), TODAY)
    keep(dana, "one, two", done.answer["version"])
    assert "kept (a draft)" in undo(done.id, TODAY).summary
    assert kept(dana)[0] == "one, two"


def test_begun_with_a_starter(dana):
    settings.save({"my_name": "Sam Roe"}, TODAY)
    starters.add(Intent.SHARE, "Dear {name} at {company}: {link} [{other}] {my_name}", TODAY)
    drafts.begin(dana, 0, Writing(), "own-1", TODAY)
    assert kept(dana)[0] == "Dear Dana at Acme: [the link to it] [[the other person's name]] Sam Roe"


def test_another_starter_replaces_the_untouched_one_and_nothing_else(dana):
    starters.add(Intent.SHARE, "First, {name}", TODAY)
    starters.add(Intent.ASK, "Second, {name}", TODAY)
    one = drafts.begin(dana, 0, Writing(), "own-1", TODAY)
    two = drafts.begin(
        dana, one.answer["version"], Writing(text="First, Dana", starter="own-1"), "own-2", TODAY
    )
    assert two.summary == "Begun: a message to Dana."
    assert shown(dana).intent is Intent.ASK
    assert kept(dana)[0] == "Second, Dana"
    three = drafts.begin(
        dana, two.answer["version"], Writing(text="Second, Dana. Mine.", starter="own-2"), "own-1", TODAY
    )
    assert three.summary == "It stands below what you wrote; nothing was replaced."
    assert kept(dana)[0] == "Second, Dana. Mine.\n\nFirst, Dana"


def test_a_starter_takes_the_newest_reason(dana):
    reasons.add(Owner("contact", dana), "an older one.", "", TODAY)
    reasons.add(Owner("company", 1), "the series B.", "acme.example", TODAY)
    starters.add(Intent.CONGRATULATE, "{reason}! {link}", TODAY)
    drafts.begin(dana, 0, Writing(), "own-1", TODAY)
    draft = shown(dana)
    assert (draft.text, draft.reason) == ("the series B! https://acme.example", 2)
    drafts.begin(dana, draft.version, Writing(text="", reason=1), "own-1", TODAY)
    draft = shown(dana)
    assert (draft.text, draft.reason) == ("an older one! [the link to it]", 1)


def test_a_reason_of_somebody_else_or_of_nobody_is_none(dana):
    reasons.add(Owner("contact", person("Ruth Aye @ Tidewater")), "her talk", "", TODAY)
    keep(dana, "one", reason=1)
    keep(dana, "one", reason=999)
    assert shown(dana).reason is None
    drafts.send(dana, 0, Writing(text="one", reason=1), TODAY)
    assert stored()["reasons"][0][-2] is None


def test_the_brief(app):
    marta = record().answer["contacts"][0]
    letter(marta, text="Ask me again in spring", promise="the reading list")
    log(marta, text="Thank you, Marta")
    page = pages.page(marta, TODAY)
    assert [(talk.title, talk.company) for talk in page.talks] == [("Staff Engineer", "Northwind")]
    said = [word.text for word in (page.heard, page.sent) if word]
    assert said == ["Ask me again in spring", "Thank you, Marta"]
    assert page.promises == ["the reading list"]
    assert page.values(None)["role"] == "Staff Engineer"
    assert page.context.last_text == "Thank you, Marta"
    assert "Jo Berg" in pages.page(marta, TODAY).planned.scene.others[0].name


def test_names_of_others_are_known(dana):
    log(person("Ruth Aye @ Tidewater"))
    assert "Ruth Aye" in pages.page(dana, TODAY).context.others


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (Writing(), "text"),
        (Writing(text="x" * 20_001), "text"),
        (Writing(text="a\x00b"), "text"),
        (Writing(text="a", subject="x" * 501), "subject"),
        (Writing(Channel.MEETING, text="a"), "channel"),
    ],
)
def test_bad_input(dana, wanted, field):
    for act in (drafts.save, drafts.send):
        with pytest.raises(Invalid) as refused:
            act(dana, 0, wanted, TODAY)
        assert refused.value.field == field
    assert kept(dana) is None


def test_the_closed_are_not_written_to(dana):
    keep(dana, "one")
    standing.close(dana, Closing.OTHER, TODAY)
    before = stored()
    for act in (drafts.save, drafts.send):
        with pytest.raises(Invalid, match="Reopen first"):
            act(dana, 1, Writing(text="a"), TODAY)
    with pytest.raises(Invalid, match="Reopen first"):
        drafts.begin(dana, 1, Writing(text="a"), "share-1", TODAY)
    assert stored() == before


def test_what_is_not_there(dana):
    with pytest.raises(NotFound):
        drafts.save(99, 0, Writing(text="a"), TODAY)
    with pytest.raises(NotFound):
        drafts.send(99, 0, Writing(text="a"), TODAY)
    with pytest.raises(NotFound):
        drafts.delete(dana, "", TODAY)
    with pytest.raises(NotFound, match="beginning"):
        drafts.begin(dana, 0, Writing(text="a"), "share-99", TODAY)
    with pytest.raises(NotFound):
        pages.page(99, TODAY)


def test_typing_makes_no_open_card_old(dana):
    with reading() as session:
        before = session.connection().exec_driver_sql("SELECT version FROM contacts").scalar()
    keep(dana, "one")
    with reading() as session:
        assert session.connection().exec_driver_sql("SELECT version FROM contacts").scalar() == before
