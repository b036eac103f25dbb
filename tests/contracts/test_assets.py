"""What pages load is ours, whole and unchanged; and templates keep to the house's subset of htmx."""

import hashlib
import re
from pathlib import Path

import pytest

from followup.web import assets
from tests.contracts.markup import check_all, elements, templates

VENDOR = assets.folder("static") / "vendor"
MANIFEST = "SHA384SUMS"  # `sha384sum -c SHA384SUMS` in the folder reads it too
NAMED = re.compile(r"""\basset\(\s*(?:"([^"]*)"|'([^']*)')\s*\)""")
CALLED = re.compile(r"\basset\(")
HTMX = {"get", "post", "target", "swap", "trigger", "confirm", "indicator", "push-url", "replace-url", "sync"}
PARTIAL = {"data-hx-target", "data-hx-swap"}


def recorded(manifest: str) -> dict[str, str]:
    lines = (line.split(maxsplit=1) for line in manifest.splitlines())
    return {name: digest for digest, name in lines}


def digests(vendor: Path) -> dict[str, str]:
    files = (path for path in vendor.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {
        path.relative_to(vendor).as_posix(): hashlib.sha384(path.read_bytes()).hexdigest() for path in files
    }


def test_vendored_files_are_the_recorded_ones():
    assert digests(VENDOR) == recorded((VENDOR / MANIFEST).read_text("utf-8"))


def test_vendored_file_that_changed_is_caught(tmp_path):
    (tmp_path / "a.js").write_text("alert(1)")
    before = digests(tmp_path)
    (tmp_path / "a.js").write_text("alert(2)")
    assert digests(tmp_path) != before
    (tmp_path / "b.js").write_text("more")
    assert set(digests(tmp_path)) != set(before)


def test_vendored_folders_carry_version_and_licence():
    for package in (path for path in VENDOR.iterdir() if path.is_dir()):
        assert re.fullmatch(r".+@\d+(\.\d+)+", package.name)
        assert any(path.name.upper().startswith("LICEN") for path in package.iterdir()), package.name


def missing_assets(source: str, there: set[str]) -> list[str]:
    """The names given to asset() that are no file; and a line for each name that is not written out."""
    named = [double or single for double, single in NAMED.findall(source)]
    unreadable = len(CALLED.findall(source)) - len(named)
    return [name for name in named if name not in there] + ["(a name that is not written out)"] * unreadable


def test_every_asset_named_exists():
    there = set(assets.load(assets.folder("static")).files)
    assert check_all(templates(), lambda source: missing_assets(source, there)) == {}


def test_missing_asset_is_caught():
    assert missing_assets("{{ asset('css/a.css') }} {{ asset(\"b.js\") }}", {"css/a.css"}) == ["b.js"]
    assert len(missing_assets("{{ asset('css/' ~ theme) }}", {"css/a.css"})) == 1


def inline(source: str) -> list[str]:
    """What the Content-Security-Policy forbids in a page: script, style, handlers, and what loads from elsewhere."""
    found = []
    for element in elements(source):
        where = f"line {element.line}: <{element.tag}"
        if element.tag == "style" or (element.tag == "script" and "src" not in element.attributes):
            found.append(f"{where}>")
        for name, value in element.attributes.items():
            if name == "style" or name.startswith("on"):
                found.append(f"{where} {name}>")
            if value.strip().lower().startswith("javascript:"):
                found.append(f"{where} {name}=javascript:>")
            if loads(element.tag, name) and re.match(r"(https?:)?//", value.strip(), re.IGNORECASE):
                found.append(f"{where} {name}={value}>")
    return found


def loads(tag: str, attribute: str) -> bool:
    """Whether the browser fetches it by itself (a link that somebody clicks may lead anywhere)."""
    return attribute in ("src", "srcset", "poster") or (tag in ("link", "use") and attribute == "href")


def test_nothing_inline():
    assert check_all(templates(), inline) == {}


@pytest.mark.parametrize(
    "source",
    [
        "<p style='color: red'>",
        "<p {% if late %}style='color: red'{% endif %}>",
        "<p\n  onclick='go()'>",
        "<script>go()</script>",
        "<style>p{}</style>",
        "<a href='javascript:go()'>x</a>",
        "<script src='//elsewhere.example/a.js'></script>",
        "<link rel=stylesheet href='https://elsewhere.example/a.css'>",
    ],
)
def test_inline_is_caught(source):
    assert len(inline(source)) == 1


def test_what_is_allowed_passes():
    assert inline("<script src='{{ asset(\"js/app.js\") }}' type=module></script>") == []
    assert inline("{# <p style=x> #}<a href='https://elsewhere.example'>theirs</a>") == []


def outside_subset(source: str) -> list[str]:
    """Uses of htmx that the house does not know: see "htmx 4, with a house subset" in CONTRIBUTING.md."""
    found = []
    for element in elements(source):
        for name, value in element.attributes.items():
            where = f"line {element.line}: <{element.tag} {name}>"
            bare = name.removeprefix("data-hx-")
            if name.startswith("hx-"):
                found.append(f"{where}: write data-{name}, so that the page is valid HTML")
            elif name.startswith("data-hx-") and bare not in HTMX:
                found.append(f"{where}: not in the subset")
            elif bare == "trigger" and "[" in value:
                found.append(f"{where}: a filter in brackets needs eval, which the policy forbids")
            elif name.startswith("data-hx-") and "js:" in value:
                found.append(f"{where}: js: needs eval, which the policy forbids")
        if element.tag == "hx-partial" and not set(element.attributes) >= {"data-hx-target"}:
            found.append(f"line {element.line}: <hx-partial> without data-hx-target is dropped silently")
        if element.tag == "hx-partial" and not set(element.attributes) <= PARTIAL:
            found.append(f"line {element.line}: <hx-partial> takes only {', '.join(sorted(PARTIAL))}")
        if element.tag.startswith("hx-") and element.tag != "hx-partial":
            found.append(f"line {element.line}: <{element.tag}> is not in the subset")
    return found


def test_htmx_keeps_to_the_subset():
    assert check_all(templates(), outside_subset) == {}


@pytest.mark.parametrize(
    "source",
    [
        "<form hx-post='/x'>",
        "<form data-hx-boost='true'>",
        "<form data-hx-on:click='go()'>",
        "<form data-hx-target:inherited='#x'>",
        "<form data-hx-swap-oob='true'>",
        "<input data-hx-trigger='keyup[key==\"Enter\"]'>",
        "<input data-hx-get='js:go()'>",
        "<hx-partial><p></p></hx-partial>",
        "<hx-partial data-hx-target='#x' class='y'><p></p></hx-partial>",
        "<hx-oob></hx-oob>",
    ],
)
def test_outside_the_subset_is_caught(source):
    assert len(outside_subset(source)) == 1


def test_the_subset_passes():
    source = (
        "<form data-hx-post='{{ url }}' data-hx-target='#x' data-hx-swap='outerHTML' data-hx-push-url='true'>"
    )
    assert outside_subset(source) == []
    assert outside_subset("<hx-partial data-hx-target='#x' data-hx-swap='outerHTML'></hx-partial>") == []
