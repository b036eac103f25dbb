"""The pages of duplicates: pairs, one card of two, two who are not one."""

import pytest

from tests.web.conftest import text_of, value_of
from tests.web.people import add, add_many

ONE, OTHER = 1, 2


@pytest.fixture(autouse=True)
def people(visitor):
    add(visitor, "Marta Nowak, CTO @ Northwind, marta@northwind.example #python")
    add(visitor, "Marta Novak @ Northwind, +49 30 1234567")
    for contact, text in ((ONE, "Kind"), (OTHER, "Plays the oud")):
        version = value_of(visitor.page(f"/contacts/{contact}/notes"), "[name=version]")
        visitor.post(f"/contacts/{contact}/notes", text=text, version=version)
    visitor.post(f"/contacts/{OTHER}/touchpoints", direction="out", channel="email", text="Hello")


def form_of(visitor, one=ONE, other=OTHER):
    """The fields of the form, as they begin."""
    page = visitor.page(f"/contacts/{one}/merges?with={other}")
    form = page.select_one(f'form[action="/contacts/{one}/merges"]')
    found = {
        str(field["name"]): str(field.get("value", ""))
        for field in form.select("input[type=hidden], [checked]")
    }
    return page, found


def test_it_works(visitor):
    page = visitor.page("/duplicates")
    row = text_of(page, ".lines li")
    assert "Names that are alike, the same company" in row
    link = page.select_one(".lines a[href*=merges]")
    assert link["href"] == f"/contacts/{ONE}/merges?with={OTHER}"
    page, fields = form_of(visitor)
    assert "Plays the oud" in text_of(page)
    assert (fields["name"], fields["notes"]) == ("this", "both")
    answer = visitor.post(f"/contacts/{ONE}/merges", fields, name="other")
    assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (303, f"/contacts/{ONE}")
    page = visitor.page(answer.headers["Location"])
    assert text_of(page, "#notice p") == "One card now: Marta Novak, with all that was on both."
    for words in ("Kind Plays the oud", "Hello", "marta@northwind.example", "+49 30 1234567", "python"):
        assert words in text_of(page)
    assert visitor.get(f"/contacts/{OTHER}").status_code == 404
    visitor.undo(answer)
    assert "Marta Nowak" in text_of(visitor.page(f"/contacts/{ONE}"), "h1")
    assert "Hello" in text_of(visitor.page(f"/contacts/{OTHER}"))


def test_the_same_form_again_is_one_merge(visitor):
    _, fields = form_of(visitor)
    first, second = (visitor.post(f"/contacts/{ONE}/merges", fields) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]


def test_with_htmx(visitor):
    _, fields = form_of(visitor)
    answer = visitor.with_htmx().post(f"/contacts/{ONE}/merges", fields)
    assert answer.status_code == 200
    assert "One card now" in answer.text


@pytest.mark.parametrize("name", ["name", "called", "rhythm", "job", "notes"])
@pytest.mark.parametrize("value", ["nobody", "", "\x00", "x" * 999])
def test_bad_input_is_said(visitor, name, value):
    _, fields = form_of(visitor)
    answer = visitor.post(
        f"/contacts/{ONE}/merges", {**fields, name: value, "notes": value if name == "notes" else "other"}
    )
    assert answer.status_code == 422
    if name in ("name", "notes"):
        assert "Choose one of the values offered." in answer.text
    visitor.page(f"/contacts/{OTHER}")


def test_a_name_is_not_joined(visitor):
    _, fields = form_of(visitor)
    answer = visitor.post(f"/contacts/{ONE}/merges", {**fields, "name": "both", "notes": "other"})
    assert answer.status_code == 422
    assert "checked" in str(answer.text.partition('id="notes-other"')[2][:60])


def test_what_changed_meanwhile_is_not_overwritten(visitor):
    _, fields = form_of(visitor)
    visitor.post(f"/contacts/{OTHER}/touchpoints", direction="out", channel="email")
    assert visitor.post(f"/contacts/{ONE}/merges", fields).status_code == 409
    visitor.page(f"/contacts/{OTHER}")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/contacts/1/merges?with=99", 404),
        ("/contacts/99/merges?with=1", 404),
        ("/contacts/99/merges", 404),
        ("/contacts/1/merges?with=1", 409),
        ("/contacts/1/merges?with=x", 200),
        ("/contacts/1/merges?with=" + "9" * 30, 200),
        ("/contacts/1/merges?q=%00%ED%A0%80", 200),
        ("/duplicates?page=x", 200),
        ("/duplicates?page=99", 200),
    ],
)
def test_odd_addresses(visitor, path, status):
    assert visitor.get(path).status_code == status


@pytest.mark.parametrize("other", ["", "x", "99", "9" * 30])
def test_no_such_person(visitor, other):
    for noun in ("merges", "distinctions"):
        assert visitor.post(
            f"/contacts/{ONE}/{noun}", other=other, version="1", other_version="1"
        ).status_code in (404, 422)


def test_the_dead(visitor):
    visitor.post(f"/contacts/{OTHER}/standing", because="died")
    assert visitor.get(f"/contacts/{ONE}/merges?with={OTHER}").status_code == 409
    assert "Merge with somebody" not in text_of(visitor.page(f"/contacts/{OTHER}"))
    assert "Nobody seems to be here twice." in text_of(visitor.page("/duplicates"))


def test_not_the_same_person(visitor):
    page = visitor.page("/duplicates")
    form = page.select_one(".lines form")
    answer = visitor.post(str(form["action"]), other=OTHER)
    page = visitor.page(answer.headers["Location"])
    assert text_of(page, "#notice p") == "Marta Nowak and Marta Novak: not the same person."
    assert "Nobody seems to be here twice." in text_of(page)
    visitor.undo(answer, back="/duplicates")
    assert "Marta" in text_of(visitor.page("/duplicates"), ".lines")


def test_choosing_whom(visitor):
    page = visitor.page(f"/contacts/{ONE}")
    assert page.select_one(f'.whole a[href="/contacts/{ONE}/merges"]')
    page = visitor.page(f"/contacts/{ONE}/merges")
    assert page.select_one(f'a[href="/contacts/{ONE}/merges?with={OTHER}"]')
    add(visitor, "Mia Li")
    page = visitor.page(f"/contacts/{ONE}/merges?q=mia")
    assert page.select_one(f'a[href="/contacts/{ONE}/merges?with=3"]')
    assert "Nobody else here" in text_of(visitor.page(f"/contacts/{ONE}/merges?q=zzz"))


def test_there_is_a_way_to_it(visitor):
    assert visitor.page("/settings").select_one('a[href="/duplicates"]')


def test_pages(visitor):
    for _ in range(2):
        add_many_again(visitor, 30)
    assert len(visitor.page("/duplicates").select(".lines > li")) == 25
    assert len(visitor.page("/duplicates?page=2").select(".lines > li")) == 6


def add_many_again(visitor, count):
    if "Qerson0" not in visitor.get("/contacts").text:
        for number in range(count):
            letters = chr(97 + number % 26) * 4 + chr(97 + number // 26) * 4
            visitor.post("/add", line=f"Qerson0 {letters}{letters}, {letters}@a.example", back="/")
        return
    for number in range(count):
        letters = chr(97 + number % 26) * 4 + chr(97 + number // 26) * 4
        visitor.post("/add", line=f"Other{letters[::-1]} Else, {letters}@a.example", another="y", back="/")


def test_add_many_is_another_matter(visitor):
    add_many(visitor, 3)
    assert len(visitor.page("/duplicates").select(".lines > li")) >= 1
