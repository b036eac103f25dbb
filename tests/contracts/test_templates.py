"""Partials and answers keep their shape, so that a fragment always finds its place on the page."""

import re

import pytest

from tests.contracts.markup import ANY, check_all, elements, read, templates

NEEDS = re.compile(r"\{#-?\s*needs: \S.*?#\}", re.DOTALL)


def faults(name: str, source: str) -> list[str]:
    """What is wrong with a partial such as `contacts/_card.html`.

    It must say what it needs, then be one element whose id is `card`, or `card-` and the row's id.
    """
    found = []
    if not NEEDS.match(source):
        found.append("does not start with {# needs: ... #}")
    reader = read(source)
    roots = [element for element in reader.elements if element.depth == 0]
    if len(roots) != 1 or reader.loose:
        return [
            *found,
            f"has {len(roots)} root elements and {len(reader.loose)} loose texts, not one element",
        ]
    stem = name.rpartition("/")[2].removeprefix("_").removesuffix(".html")
    words = "[-_]".join(re.split("[-_]", stem))
    if not re.fullmatch(rf"{words}([-_]{re.escape(ANY)})?", roots[0].id):
        found.append(f"its root has the id {roots[0].id!r}, not {stem!r} with or without the row's id")
    return found


def test_partials_are_one_element_with_their_name():
    partials = {name: text for name, text in templates().items() if name.rpartition("/")[2].startswith("_")}
    found = {name: faults(name, source) for name, source in partials.items()}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize(
    "source",
    [
        "<li id='card-{{ id }}'></li>",
        "{# a card #}<li id='card-{{ id }}'></li>",
        "{# needs: #}<li id='card-{{ id }}'></li>",
        "{# needs: row #}",
        "{# needs: row #}<li id='card-{{ id }}'></li><li></li>",
        "{# needs: row #}<li id='card-{{ id }}'></li> and more",
        "{# needs: row #}<li></li>",
        "{# needs: row #}<li id='{{ id }}'></li>",
        "{# needs: row #}<li id='cards'></li>",
        "{# needs: row #}<li id='card-7'></li>",
    ],
)
def test_faulty_partial_is_caught(source):
    assert len(faults("contacts/_card.html", source)) == 1


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("contacts/_card.html", "{# needs: row, today #}\n<li id='card-{{ row.id }}'>a<br>b</li>\n"),
        ("_nav.html", "{#- needs: nothing -#}{% set x = 1 %}<nav id='nav'><ul><li>x</ul></nav>"),
        ("_quick_add.html", "{# needs: form #}<form id='quick-add'><input></form>"),
    ],
)
def test_good_partial_passes(name, source):
    assert faults(name, source) == []


def ids(sources: dict[str, str]) -> set[str]:
    """Every id written in a template, but those that are nothing but {{ ... }}, which would fit anything."""
    return {element.id for source in sources.values() for element in elements(source)} - {"", ANY}


def lost_targets(source: str, known: set[str]) -> list[str]:
    """Targets of <hx-partial> that are on no page: htmx drops such a partial without a word."""
    targets = [e.attributes.get("data-hx-target", "") for e in elements(source) if e.tag == "hx-partial"]
    return [target for target in targets if not target.startswith("#") or target[1:] not in known]


def test_every_target_of_an_answer_exists():
    known = ids(templates())
    assert check_all(templates(), lambda source: lost_targets(source, known)) == {}


def test_lost_target_is_caught():
    known = ids(
        {"page.html": "<ul id='cards'><li id='card-{{ row.id }}'></li></ul><input id='{{ field.id }}'>"}
    )
    assert known == {"cards", "card-*"}
    answer = "<hx-partial data-hx-target='{}'><p></p></hx-partial>"
    for lost in ("#card-{{ id }}-form", "#list", "#{{ id }}", "closest li", ""):
        assert lost_targets(answer.format(lost), known) == [lost.replace("{{ id }}", ANY)]
    for found in ("#cards", "#card-{{ contact.id }}"):
        assert lost_targets(answer.format(found), known) == []
