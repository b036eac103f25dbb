"""The page of backups: what there is, taking one, putting one in place, and what becomes of old pages then."""

import io
import os
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime

import pytest

from followup import migrations, storage
from followup.actions import writings
from followup.domain.values import Question
from followup.queries import settings
from followup.storage import upkeep
from tests.conftest import inside
from tests.factories import person, stored
from tests.torture.forms import look_around
from tests.web.conftest import Visitor, text_of, tree, value_of
from tests.web.people import add

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
PAGE = "/settings/backups"


@pytest.fixture
def folder(app):
    return app.config["FOLLOWUP"].data


def names(folder):
    return sorted(path.name for path in (folder / "backups").iterdir())


def send(visitor, content, name="mine.sqlite3"):
    return visitor.post(f"{PAGE}/uploads", file=(io.BytesIO(content), name))


def put_in_place(visitor, name):
    page = visitor.page(f"{PAGE}/{name}")
    form = page.select_one("main form[action$=restores]")
    fields = {field["name"]: field["value"] for field in form.select("input")}
    return visitor.post(form["action"], fields)


def test_it_works(visitor, folder):
    add(visitor, "Dana Li @ Acme")
    answer = visitor.post(PAGE)
    assert answer.status_code == 303
    (name,) = names(folder)
    page = visitor.page(answer.headers["Location"])
    assert text_of(page, "#notice") == f"A backup is taken: {name}."
    assert text_of(page, ".lines li").startswith("Taken by hand")
    assert name in text_of(page, ".lines li")
    assert "kB" in text_of(page, ".lines li")
    before = stored()
    add(visitor, "Noor Haddad")
    shown = text_of(visitor.page(f"{PAGE}/{name}"))
    assert "one contact" in shown
    assert "What is here now is kept first" in shown
    done = put_in_place(visitor, name)
    assert done.status_code == 303
    assert stored() == before
    page = visitor.page(done.headers["Location"])
    kept = next(other for other in names(folder) if other.startswith("before-restore"))
    assert text_of(page, "#notice").endswith(f"is in place. What was there before is kept as {kept}.")
    assert "Dana Li" in text_of(visitor.page("/contacts"))
    assert "Noor" not in text_of(visitor.page("/contacts"))
    put_in_place(visitor, kept)
    assert "Noor" in text_of(visitor.page("/contacts"))


def test_none_yet(visitor):
    page = visitor.page(PAGE)
    assert "There is no backup yet." in text_of(page)
    assert f"{PAGE}" in str(visitor.page("/settings").select_one("main"))


def test_the_download_is_kept_by_no_cache(visitor, folder):
    add(visitor, "Dana Li @ Acme")
    name = storage.back_up_now(folder, NOON).name
    answer = visitor.get(f"{PAGE}/{name}/file")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"] == f"attachment; filename={name}"
    assert answer.data == (folder / "backups" / name).read_bytes()
    answer.close()


def test_what_each_is_for_newest_first(visitor, folder):
    add(visitor, "Dana Li @ Acme")
    storage.automatic_backup(folder, NOON.replace(day=20))
    storage.backup_before("upgrade", folder, NOON.replace(day=21))
    storage.backup_before("the-end-of-the-demo", folder, NOON.replace(day=22))
    storage.back_up_now(folder, NOON)
    storage.back_up_now(folder, NOON)
    (folder / "backups" / "before-restore-2026-11-01T120000.damaged").write_bytes(b"what was left")
    (folder / "backups" / "notes.txt").write_text("mine")
    (folder / "backups" / "followup-2026-13-45.sqlite3").write_text("no such day")
    (folder / "backups" / "elsewhere.sqlite3").symlink_to("/etc/passwd")
    rows = [text_of(row, "p") for row in visitor.page(PAGE).select(".lines li")]
    assert [row.partition(" ,")[0] for row in rows] == [
        "Taken by hand",
        "Taken by hand",
        "Before a larger change",
        "Before an update",
        "Of the day",
        "Left of a damaged database",
    ]
    assert "three days ago" in text_of(visitor.page(PAGE), ".lines")
    page = visitor.page(f"{PAGE}/before-restore-2026-11-01T120000.damaged")
    assert page.select("main form") == []
    assert "what was left of a damaged database" in text_of(page)


@pytest.mark.parametrize(
    "name",
    [
        *("..%2F..%2Fetc%2Fpasswd", "%2Fetc%2Fpasswd", "..", "..%5Cfollowup.sqlite3", "followup.sqlite3"),
        *("notes.txt", "elsewhere.sqlite3", "nothing.sqlite3", "%00", "%ED%A0%80", "يوم.sqlite3", "a" * 200),
    ],
)
def test_only_what_is_listed_can_be_named(visitor, folder, name):
    add(visitor, "Dana Li @ Acme")
    storage.back_up_now(folder, NOON)
    (folder / "backups" / "notes.txt").write_text("mine")
    (folder / "backups" / "elsewhere.sqlite3").symlink_to(folder / "followup.sqlite3")
    before = stored()
    for answer in (
        visitor.get(f"{PAGE}/{name}"),
        visitor.get(f"{PAGE}/{name}/file"),
        visitor.post(f"{PAGE}/{name}/restores"),
        visitor.post(f"{PAGE}/{name}/delete"),
    ):
        assert answer.status_code in (404, 405, 308, 303, 200)
        assert b"SQLite format" not in answer.data
        assert b"root:" not in answer.data
    assert stored() == before
    assert (folder / "backups" / "notes.txt").exists()
    assert (folder / "followup.sqlite3").exists()
    if name not in ("..",):
        assert visitor.get(f"{PAGE}/{name}/file").status_code == 404


def test_deleting(visitor, folder):
    add(visitor, "Dana Li @ Acme")
    old = storage.back_up_now(folder, NOON.replace(day=20)).name
    new = storage.back_up_now(folder, NOON).name
    answer = visitor.post(f"{PAGE}/{old}/delete")
    assert "That backup is deleted." in text_of(visitor.page(answer.headers["Location"]), "#notice")
    assert names(folder) == [new]
    assert visitor.post(f"{PAGE}/{old}/delete").status_code == 404
    answer = visitor.post(f"{PAGE}/{new}/delete")
    assert answer.status_code == 409
    assert "newest" in answer.text
    assert names(folder) == [new]
    assert visitor.page(PAGE).select("form[action$=delete]") == []


def test_a_file_from_elsewhere(visitor, folder, tmp_path, clock):
    with inside(tmp_path / "other", clock):
        person("Ruth Aye @ Orchard")
        person("Sam Okafor")
    copy = storage.backup(tmp_path / "other" / "followup.sqlite3", tmp_path / "copy.sqlite3")
    add(visitor, "Dana Li @ Acme")
    answer = send(visitor, copy.read_bytes(), "../../../x.sqlite3")
    assert answer.status_code == 303
    assert "Dana" in text_of(visitor.page("/contacts"))
    page = visitor.page(answer.headers["Location"])
    assert "two contacts" in text_of(page)
    (name,) = names(folder)
    assert name.startswith("brought-")
    assert (folder / "backups" / name).stat().st_mode & 0o777 == 0o600
    assert put_in_place(visitor, name).status_code == 303
    assert "Ruth Aye" in text_of(visitor.page("/contacts"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "This file is no backup of Followup"),
        (b"nothing of ours \x00\xed\xa0\x80", "This file is not a database of Followup."),
        (b"SQLite format 3\x00" + bytes(500), "This file"),
        (bytes(100_001), "more than 10 MB. Put it in place with `followup restore FILE`"),
    ],
    ids=["empty", "nonsense", "half", "large"],
)
def test_a_file_that_is_none(visitor, folder, content, said, monkeypatch):
    monkeypatch.setattr("followup.storage.UPLOAD_LIMIT", 100_000)
    page = tree(send(visitor, content), 422)
    assert said in text_of(page, "#file-wrong")
    assert str(folder.parent) not in text_of(page, "#file-wrong")
    assert page.select("#file[aria-describedby=file-wrong]")
    assert not (folder / "backups").exists()


def test_without_a_file(visitor):
    for answer in (visitor.post(f"{PAGE}/uploads"), visitor.post(f"{PAGE}/uploads", file="text")):
        assert "Choose the file of a backup." in text_of(tree(answer, 422), "#file-wrong")


def test_a_database_that_runs_something_is_refused(visitor, folder, tmp_path):
    copy = storage.backup(folder / "followup.sqlite3", tmp_path / "copy.sqlite3")
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("CREATE TRIGGER t AFTER UPDATE ON companies BEGIN DELETE FROM companies; END")
    assert "the trigger 't'" in text_of(tree(send(visitor, copy.read_bytes()), 422), "#file-wrong")


def test_one_that_was_damaged_since(visitor, folder):
    add(visitor, "Dana Li @ Acme")
    name = storage.back_up_now(folder, NOON).name
    page = visitor.page(f"{PAGE}/{name}")
    (folder / "backups" / name).write_bytes(b"not any more")
    form = page.select_one("main form[action$=restores]")
    before = stored()
    answer = visitor.post(form["action"], {"request_id": value_of(form, "[name=request_id]")})
    assert answer.status_code == 422
    assert visitor.page(f"{PAGE}/{name}").select("main form") == []
    assert stored() == before


# Pages from before


def test_an_old_page_does_nothing_after_a_restore(visitor, folder):
    """Somebody else may have the same number by then."""
    add(visitor, "Dana Li @ Acme")
    name = storage.back_up_now(folder, NOON).name
    add(visitor, "Noor Haddad @ Umbrella")
    old = visitor.page("/contacts/2")
    undo = visitor.page("/?done=2").select_one("#notice form")
    edit = visitor.page("/contacts/2/edit").select_one("form.whole-card")
    put_in_place(visitor, name)
    add(visitor, "Ruth Aye @ Orchard")
    before = stored()
    forms = [undo, edit, *old.select("main form[method=post]")]
    assert len(forms) > 8
    for form in forms:
        fields = {field["name"]: field.get("value", "") for field in form.select("input[name]")}
        for sender in (visitor, visitor.with_htmx()):
            answer = sender.post(form["action"], fields)
            assert answer.status_code in (409, 422), form["action"]
            if answer.status_code == 409:
                assert "A backup was put in place since this page was opened" in answer.text
    assert stored() == before
    assert visitor.post("/contacts/2/cadence", cadence="90").status_code == 303


def test_every_form_with_a_number_in_its_address_says_from_when_it_is(tmp_path, clock, demo_folder):
    with inside(tmp_path / "demo", clock, demo_folder) as app:
        found = look_around(app)
        late = {
            filled.endpoint
            for filled in found.forms.values()
            if any(part.isdigit() for part in filled.action.split("/"))
            and "~" not in str(filled.fields.get("request_id"))
        }
    assert late == set()


def test_the_form_that_restores_does_so_once(visitor, folder):
    add(visitor, "Dana Li @ Acme")
    name = storage.back_up_now(folder, NOON).name
    form = visitor.page(f"{PAGE}/{name}").select_one("main form[action$=restores]")
    fields = {field["name"]: field["value"] for field in form.select("input")}
    assert visitor.post(form["action"], fields).status_code == 303
    kept = names(folder)
    assert visitor.post(form["action"], fields).status_code == 409
    assert names(folder) == kept


def test_an_old_page_of_private_writing_overwrites_nothing(visitor, folder, tmp_path):
    day = writings.start(Question.FEEL, date(2026, 11, 22), datetime(2026, 11, 22, 9))
    writings.save(day, 1, "Of Sunday, in the backup.")
    copy = storage.backup(folder / "followup.sqlite3", tmp_path / "copy.sqlite3", with_writing=True)
    writings.destroy(day)
    again = writings.start(Question.FEEL, date(2026, 11, 23), datetime(2026, 11, 23, 9))
    assert again == day
    writings.save(day, 1, "Of today.")
    form = visitor.page(f"/writing/{day}").select_one("form[action$=edit]")
    gone = visitor.page(f"/writing/{day}").select_one("form[action$=delete]")
    fields = {field["name"]: field["value"] for field in form.select("input[name]")}
    storage.restore_backup(folder, copy, NOON)
    before = stored()["writings"]
    answer = visitor.post(form["action"], {**fields, "text": "Of today, and more."})
    assert answer.status_code == 409
    assert "Of today, and more." in answer.text
    sent = {field["name"]: field["value"] for field in gone.select("input[name]")}
    assert visitor.post(gone["action"], sent).status_code == 409
    assert stored()["writings"] == before


def test_an_older_backup_is_computed_anew_after_it(visitor, folder, monkeypatch):
    """Its migration asks for that, and no start of the server follows."""
    add(visitor, "Dana Li @ Acme")
    name = storage.back_up_now(folder, NOON).name
    with closing(sqlite3.connect(folder / "backups" / name)) as connection:
        connection.execute("INSERT INTO settings (name, value) VALUES ('recomputed', '0')")
        connection.execute("UPDATE contacts SET due_on = NULL")
        connection.commit()
    begun = []
    monkeypatch.setattr("followup.actions.recomputations.in_background", begun.append)
    put_in_place(visitor, name)
    assert settings.progress() is not None
    assert len(begun) == 1


# A backup that cannot be taken


def keep_once(folder, now):
    """What the server does every ten minutes."""
    return upkeep.keep_backups(folder, lambda: now, lambda said: None, pause=0.01)


@pytest.fixture
def broken(folder):
    """The folder of backups cannot be made; the server has tried."""
    (folder / "backups").write_text("a file in its place")
    upkeep._troubles[folder] = "The disk is full."
    yield folder
    upkeep._troubles.pop(folder, None)


def test_the_week_says_so_calmly_and_no_longer_than_needed(visitor, broken):
    add(visitor, "Dana Li @ Acme")
    assert "The daily backup has not worked for a while." in text_of(visitor.page("/"))
    assert "The disk is full." in text_of(visitor.page(PAGE))
    (broken / "backups").unlink()
    upkeep._troubles.pop(broken)
    assert "daily backup" not in text_of(visitor.page("/"))


def test_a_backup_of_the_last_days_is_enough(visitor, folder):
    add(visitor, "Dana Li @ Acme")
    upkeep._troubles[folder] = "The disk is full."
    try:
        storage.back_up_now(folder, NOON.replace(day=20))
        assert storage.backup_worry(folder, date(2026, 11, 23)) is None
        assert storage.backup_worry(folder, date(2026, 11, 24)) == "The disk is full."
        assert "daily backup" not in text_of(visitor.page("/"))
    finally:
        upkeep._troubles.pop(folder)


def test_the_server_knows_what_keeps_it(folder, visitor):
    add(visitor, "Dana Li @ Acme")
    (folder / "backups").write_text("a file in its place")
    stop = keep_once(folder, NOON)
    try:
        for _ in range(500):
            if storage.backup_worry(folder, NOON.date()):
                break
            stop.wait(0.01)
        assert "backups" in (storage.backup_worry(folder, NOON.date()) or "")
        (folder / "backups").unlink()
        for _ in range(500):
            if not storage.backup_worry(folder, NOON.date()):
                break
            stop.wait(0.01)
        assert storage.backup_worry(folder, NOON.date()) is None
    finally:
        stop.set()


def test_the_doctor_says_it_too(folder, visitor):
    add(visitor, "Dana Li @ Acme")
    storage.automatic_backup(folder, NOON)
    assert storage.remarks(date(2026, 11, 26)) == []
    assert "4 days old" in storage.remarks(date(2026, 11, 27))[0]
    os.rename(folder / "backups", folder / "moved")
    (folder / "backups").write_text("a file in its place")
    assert any("Backups cannot be written into" in said for said in storage.remarks(NOON.date()))


def test_the_schema_of_a_backup_is_known_before(visitor, folder, tmp_path):
    copy = storage.backup(folder / "followup.sqlite3", tmp_path / "copy.sqlite3")
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0999'")
        connection.commit()
    answer = tree(send(visitor, copy.read_bytes()), 422)
    assert "comes from a newer Followup" in text_of(answer, "#file-wrong")
    assert migrations.HEAD != "0999"


def test_beside_other_visitors(app, visitor, folder):
    add(visitor, "Dana Li @ Acme")
    name = storage.back_up_now(folder, NOON).name
    other = Visitor(app)
    add(other, "Noor Haddad")
    assert "Noor" in text_of(other.page("/contacts"))
    put_in_place(visitor, name)
    assert "Noor" not in text_of(other.page("/contacts"))
    add(other, "Noor Haddad")
    assert "Noor" in text_of(visitor.page("/contacts"))


def test_a_file_in_the_place_of_a_text_is_no_text(visitor):
    """The hidden field with a file in it: refused for what is missing, and nothing worse."""
    sent = {"request_id": (io.BytesIO(b"x"), "x.txt")}
    assert visitor.post(f"{PAGE}/uploads", sent).status_code == 422
