"""`followup export`."""

import json
import stat

import pytest

from followup.cli.output import prepare_streams

CSV_HEAD = "\ufeffname,called,emails"


def mode(path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_it_works(met, tmp_path):
    target = tmp_path / "out" / "mine.json"
    assert met.ok("export", "-o", str(target)) == f"Saved: {target}\n"
    found = json.loads(target.read_text("utf-8"))
    assert [row["name"] for row in found["contacts"]] == ["Marta Weiss", "Jo Park"]
    assert mode(target) == 0o600
    assert met.ok("export") == target.read_text("utf-8")
    assert met.ok("export", "-o", "-") == target.read_text("utf-8")
    assert [path.name for path in target.parent.iterdir()] == ["mine.json"]


def test_it_changes_nothing(met):
    before = met.dump()
    for kind in ("json", "csv", "vcard", "ics"):
        met.ok("export", "--as", kind)
    assert met.dump() == before


@pytest.mark.parametrize(
    ("words", "beginning", "name"),
    [
        (("json",), '{\n"followup": 1,\n', "followup-2026-11-22.json"),
        (("csv",), CSV_HEAD, "followup-contacts-2026-11-22.csv"),
        (
            ("csv", "--what", "touchpoints"),
            "\ufeffcontact,company,day",
            "followup-touchpoints-2026-11-22.csv",
        ),
        (("csv", "--what", "opportunities"), "\ufeffcompany,title", "followup-opportunities-2026-11-22.csv"),
        (("vcard",), "BEGIN:VCARD\r\nVERSION:4.0\r\n", "followup-2026-11-22.vcf"),
        (("vcard", "--vcard", "3"), "BEGIN:VCARD\r\nVERSION:3.0\r\n", "followup-2026-11-22.vcf"),
        (("ics",), "BEGIN:VCALENDAR\r\n", "followup-2026-11-22.ics"),
    ],
)
def test_every_form(met, tmp_path, words, beginning, name):
    folder = tmp_path / "folder"
    folder.mkdir()
    assert met.ok("export", "--as", *words, "-o", str(folder)) == f"Saved: {folder / name}\n"
    # Once more over our own, which says so by itself.
    met.ok("export", "--as", *words, "-o", str(folder))
    assert (folder / name).read_bytes().decode().startswith(beginning)
    assert mode(folder / name) == 0o600


def test_what_is_not_ours_is_never_overwritten(met, tmp_path):
    target = tmp_path / "letter.txt"
    target.write_text("Dear Marta")
    status, message = met.fails("export", "-o", str(target))
    assert status == 1
    assert message == f"{target} is there already and is no export of Followup; choose another name."
    assert target.read_text() == "Dear Marta"


def test_neither_is_the_database(met):
    assert met.fails("export", "-o", str(met.folder / "followup.sqlite3"))[0] == 1
    met.ok("due")


def test_a_place_that_is_none(met, tmp_path):
    file = tmp_path / "file"
    file.write_text("x")
    assert met.fails("export", "-o", str(file / "below"))[0] == 1
    for odd in ("", " ", "\0", "x" * 60_000):
        assert met.fails("export", "-o", odd)[0] in (1, 2)


@pytest.mark.parametrize(
    "words",
    [
        ("--as", "xml"),
        ("--as", "json", "--what", "contacts"),
        ("--as", "csv", "--vcard", "3"),
        ("--as", "vcard", "--vcard", "2"),
        ("--as", "ics", "--with-writing"),
        ("--as", "csv", "--what", "secrets"),
    ],
)
def test_wrong_usage(met, words):
    assert met.fails("export", *words)[0] == 2


def test_private_writing_only_where_it_is_asked_for(met):
    met.execute(
        "INSERT INTO writings (day, question, started_at, text, version)"
        " VALUES ('2026-11-20', 'feel', '2026-11-20 08:00:00.000000', 'It hurt.', 1)"
    )
    assert "It hurt." not in met.ok("export")
    (day,) = json.loads(met.ok("export", "--with-writing"))["writings"]
    assert (day["text"], day["started_at"]) == ("It hurt.", "2026-11-20T08:00:00")


def test_any_locale(met):
    met.ok("add", "سلمى الناصري @ مطعم")
    prepare_streams()
    assert "سلمى الناصري" in met.ok("export", LC_ALL="C", PYTHONIOENCODING="ascii")
