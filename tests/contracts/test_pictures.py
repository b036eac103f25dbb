"""The pictures of the README: each is there, is one that `make pictures` makes, and says what it shows."""

from bs4 import BeautifulSoup, Tag

from tests.browser.pictures import FOLDER, PICTURES, files
from tests.contracts.sentences import ROOT

README = (ROOT / "README.md").read_text("utf-8")
MOST = 400 * 1024  # bytes of all together: who reads the README waits for them
FIGURES = BeautifulSoup(README, "html.parser").find_all("picture")


def attributes(figure: Tag) -> tuple[str, str, str]:
    """Where a picture is in the dark and in the light, and what it says to who cannot see it."""
    source, image = figure.source, figure.img
    assert source
    assert image
    assert source["media"] == "(prefers-color-scheme: dark)"
    return str(source["srcset"]), str(image["src"]), str(image["alt"])


def test_it_works():
    folder = FOLDER.relative_to(ROOT).as_posix()
    shown = {path for figure in FIGURES for path in attributes(figure)[:2]}
    assert shown == {f"{folder}/{name}" for name in files()}
    assert {path.name for path in FOLDER.iterdir()} == files()
    assert all(path.read_bytes()[8:12] == b"WEBP" for path in FOLDER.iterdir())


def test_each_has_both_themes_and_a_text():
    for figure, picture in zip(FIGURES, PICTURES, strict=True):
        dark, light, text = attributes(figure)
        assert (dark.rpartition("/")[2], light.rpartition("/")[2]) == (
            picture.file("dark"),
            picture.file("light"),
        )
        assert 40 < len(text) < 200, text


def test_no_picture_stands_outside():
    assert README.count("<img ") == len(FIGURES)
    assert "![" not in README


def test_they_are_small():
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < MOST
