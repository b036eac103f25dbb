"""The HTML of every page, and of every answer to htmx, as it is served: the Nu checker finds nothing."""

from pathlib import Path

from tests.browser import checks, nu
from tests.browser.house import House
from tests.browser.pages import FRAGMENTS, PAGES, Names, fetch, named


def pages(demo_house: House, empty_house: House, names: Names) -> dict[str, str]:
    """What somebody without JavaScript is sent, for each place."""
    found = {}
    for place in PAGES:
        if place.opened:
            continue  # the same page, unfolded by the browser
        house, path, body = empty_house if place.empty else demo_house, place.at(names), None
        if place.sent:
            sent = named(place.sent, names)
            path, body = sent.to, {"back": path, **sent.body}
        status, found[place.name] = fetch(house, path, body)
        assert status == place.status, place.name
    return found


def fragments(house: House, names: Names, demo_folder: Path) -> dict[str, str]:
    """What htmx is sent, each in a page, since that is what they become a part of."""
    found = {}
    for name, path, form in FRAGMENTS:
        house.move_in(demo_folder)
        sent = named(form, names)
        body = {"back": path.format_map(names), **sent.body}
        status, fragment = fetch(house, sent.to, body, **{"HX-Request": "true"})
        assert status in (200, 404, 409, 422), (name, status)
        assert "<html" not in fragment, name
        found[f"htmx-{name}"] = nu.wrapped(fragment)
    return found


def test_it_works(
    demo_house: House, empty_house: House, own_demo: House, names: Names, demo_folder: Path, tmp_path: Path
):
    found = pages(demo_house, empty_house, names) | fragments(own_demo, names, demo_folder)
    checks.well(nu.complaints(found, tmp_path))
