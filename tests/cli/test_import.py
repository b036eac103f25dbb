"""`followup import`."""

import pytest

LINKEDIN = """First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ruth,Abernethy,,ruth@contoso.example,Contoso,CTO,15 Mar 2024
Tomas,Lind,,,Contoso,Designer,03 Feb 2023
,,,,Contoso,,03 Feb 2023
"""


@pytest.fixture
def file(tmp_path):
    def written(text, name="Connections.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
        return str(path)

    return written


def test_it_works(cli, file):
    path = file(LINKEDIN)
    before = cli.dump()
    dry = cli.run("import", path, "--dry-run")
    assert dry.exit_code == 0
    assert "2 would be added, 0 are here already. Nothing was changed." in dry.stdout
    assert dry.stderr.startswith("Line 4: ")
    assert cli.dump() == before
    result = cli.run("import", path)
    assert result.exit_code == 0
    assert "Two people added to the address book." in result.stdout
    assert "To undo: followup undo 1" in result.stdout
    again = cli.run("import", path)
    assert "nothing was changed" in again.stdout
    assert again.exit_code == 0
    cli.ok("undo", "1")
    assert "No next date" not in cli.ok("due")


def test_a_table(cli, file):
    path = file("Name,Firm\nRuth,Contoso\n", "people.csv")
    assert "One person added" in cli.ok("import", path)
    unknown = file("Who,Firm\nRuth,Contoso\n", "people.csv")
    assert "Import page" in cli.fails("import", unknown)[1]


def test_cards(cli, file):
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:سارة الأحمد\nEMAIL:sara@x.example\nEND:VCARD\n"
    assert "One person added" in cli.ok("import", file(card, "a.vcf"))
    assert "One person added" in cli.ok("import", file(card.replace("sara", "s"), "b.txt"), "--as", "vcard")


def test_what_followup_exported_comes_back(cli, file, tmp_path):
    cli.ok("add", "Ruth Abernethy @ Contoso")
    path = str(tmp_path / "followup.json")
    cli.ok("export", "-o", path)
    assert "nothing was changed" in cli.ok("import", path)
    cli.ok("undo", "1")
    assert "contacts: 1 new" in cli.ok("import", path, "--dry-run")
    assert "To undo" in cli.ok("import", path)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "a.csv"),
        (b"\x89PNG\r\n\x1a\n\x00", "a.png"),
        (b"{", "a.json"),
        (b"x" * (10 * 1024 * 1024 + 1), "a.csv"),
    ],
    ids=["empty", "picture", "no JSON", "too large"],
)
def test_what_cannot_be_read(cli, file, data, name):
    before = cli.dump()
    assert cli.fails("import", file(data, name))[0] == 1
    assert cli.dump() == before


def test_wrong_usage(cli, file, tmp_path):
    assert cli.fails("import")[0] == 2
    assert cli.fails("import", file(LINKEDIN), "--as", "nonsense")[0] == 2
    assert cli.fails("import", str(tmp_path / "nothing.csv"))[0] in (1, 2)
    assert cli.fails("import", str(tmp_path))[0] in (1, 2)
