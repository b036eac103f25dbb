"""Who writes at the same time loses nothing, is never told that something is locked, and never overwrites anybody."""

import threading
import time
from collections import Counter
from contextlib import suppress

import pytest
from bs4 import BeautifulSoup

from followup.clock import FixedClock
from followup.db import db
from tests.browser.server import serving
from tests.conftest import open_app
from tests.factories import TODAY, log, person
from tests.torture.clients import Client
from tests.torture.profile import CHOSEN
from tests.torture.whole import ask, is_whole, leave, rows, told, writer

CLIENTS = 8
#: Of all that write at once, what takes turns on one touchpoint: two tabs of one page.
TABS = 2


class Crowd:
    """What the clients did, each kind by what tells it apart."""

    def __init__(self) -> None:
        self.until = time.monotonic() + CHOSEN.seconds
        self.answered: dict[str, set[str]] = {"people": set(), "notes": set()}
        #: How often each version of a shared touchpoint was replaced.
        self.won: Counter[tuple[int, int]] = Counter()
        self.lost = 0
        self.troubles: list[BaseException] = []
        self.slowest = 0.0

    def busy(self) -> bool:
        """Whether to go on."""
        return time.monotonic() < self.until and not self.troubles


def version_of(client: Client, touchpoint: int) -> str:
    status, page = client.ask(f"/touchpoints/{touchpoint}/edit")
    assert status == 200, page
    field = BeautifulSoup(page, "html.parser").select_one("input[name=version]")
    assert field
    return str(field["value"])


def write(crowd: Crowd, client: Client, number: int, contact: int) -> None:
    """Somebody new, sent twice by a shaky hand; a note on somebody whom all write to; a look at the week."""
    name = f"T{number}N{len(crowd.answered['people'])}x{time.monotonic_ns()}"
    once = {"line": f"{name} Haddad @ Acme{number}", "request_id": name}
    assert client.must("/add", once) == client.must("/add", once)
    crowd.answered["people"].add(f"{name} Haddad")
    client.must(f"/contacts/{contact}/touchpoints", {"text": name, "back": f"/contacts/{contact}"})
    crowd.answered["notes"].add(name)
    for path in ("/", "/contacts", f"/contacts/{contact}"):
        status, page = client.ask(path)
        assert status == 200, page


def replace(crowd: Crowd, client: Client, touchpoint: int, together: threading.Barrier, tab: int) -> None:
    """Two tabs show the same version, and both are saved at once."""
    version = version_of(client, touchpoint)
    together.wait()
    fields = {"version": version, "text": f"v{version} by {tab}", "direction": "out"}
    status, answer = client.ask(f"/touchpoints/{touchpoint}/edit", fields)
    assert status in (303, 409), (status, answer)
    if status == 303:
        crowd.won[(touchpoint, int(version))] += 1
    else:
        crowd.lost += 1
        assert "another tab" in answer
    together.wait()


@pytest.fixture
def shared(tmp_path):
    """A data folder with somebody whom all write to, and a touchpoint for each pair of tabs."""
    folder = tmp_path / "data"
    with open_app(folder, FixedClock(TODAY)).app_context():
        contact = person("Shared Haddad")
        touchpoints = [log(contact).answer["touchpoint"] for _ in range(CLIENTS // TABS)]
        db.engine.dispose()
    return folder, contact, touchpoints


def test_eight_clients_lose_nothing(shared):
    folder, contact, touchpoints = shared

    def run(number: int, url: str) -> None:
        touchpoint, together = touchpoints[number // TABS], barriers[number // TABS]
        try:
            with Client(url) as client, suppress(threading.BrokenBarrierError):
                while crowd.busy():
                    write(crowd, client, number, contact)
                    replace(crowd, client, touchpoint, together, number)
        except BaseException as error:
            crowd.troubles.append(error)
        finally:
            together.abort()

    with serving(folder) as server:
        barriers = [threading.Barrier(TABS) for _ in touchpoints]
        beside = writer("beside", str(folder), str(CHOSEN.seconds))
        try:
            assert told(beside) == "ready"
            crowd = Crowd()
            ask(beside, "go")
            threads = [threading.Thread(target=run, args=(number, server.url)) for number in range(CLIENTS)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            others = int(told(beside))
        finally:
            leave(beside)
    if crowd.troubles:
        raise crowd.troubles[0]
    assert others > 0
    people, notes = crowd.answered["people"], crowd.answered["notes"]
    with open_app(folder, FixedClock(TODAY)).app_context():
        found = dict(rows("SELECT name, count(*) FROM contacts WHERE name GLOB 'T[0-9]*' GROUP BY name"))
        assert found == dict.fromkeys(people, 1)
        assert rows("SELECT count(*) FROM contacts WHERE name GLOB 'Beside*'") == [(others,)]
        found = dict(rows("SELECT text, count(*) FROM touchpoints WHERE text GLOB 'T[0-9]*' GROUP BY text"))
        assert found == dict.fromkeys(notes, 1)
        for touchpoint in touchpoints:
            versions = sorted(version for which, version in crowd.won if which == touchpoint)
            assert versions == list(range(1, len(versions) + 1))
            stored = rows(f"SELECT version FROM touchpoints WHERE id = {touchpoint}")
            assert stored == [(len(versions) + 1,)]
        positions = rows("SELECT count(*), count(DISTINCT position), max(position) FROM touchpoints")[0]
        assert positions[0] == positions[1] == positions[2]
        is_whole()
        db.engine.dispose()
    assert set(crowd.won.values()) == {1}, "two tabs overwrote each other"
    assert crowd.lost >= CLIENTS // TABS
