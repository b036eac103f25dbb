"""What the kinds of torture share: the made-up year, and every form of the app."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from followup.actions import searching
from followup.clock import FixedClock
from followup.db import db, writing
from followup.models import Company, Encounter, Setting
from followup.queries.settings import DEMO
from tests import factories
from tests.conftest import open_app
from tests.factories import TODAY
from tests.torture.forms import CHANGES_NOTHING, FIX, OF_FILES, UNSEEN, Filled, Found, posting
from tests.torture.home import Home, at_home


@pytest.fixture(scope="session")
def year(tmp_path_factory: pytest.TempPathFactory, demo_folder: Path) -> Path:
    """A data folder with the made-up year, and what its pages need to show every form. Copied, never used."""
    folder = tmp_path_factory.mktemp("year") / "data"
    shutil.copytree(demo_folder, folder)
    with open_app(folder, FixedClock(TODAY)).app_context():
        # More than a week takes have waited for a while.
        for number in range(8):
            factories.add(f"Late{number} Haddad, CTO @ Late{number} #late{number}", TODAY - timedelta(70))
        # Two on one day, whose order can be changed.
        twice = factories.person("Twice Haddad")
        for _ in range(2):
            factories.log(twice)
        with writing() as session:
            session.add(Setting(name=DEMO, value="yes"))
            newest = session.execute(select(Encounter).order_by(Encounter.id.desc()).limit(1)).scalar_one()
            newest.promise = "the slides"
            # Nobody and nothing is there, so that it can be deleted; the first of the list.
            nobodys = Company(name="Aardvark", folded="aardvark", added_on=TODAY)
            session.add(nobodys)
            session.flush()
            searching.index(session, companies=[nobodys.id])
        db.engine.dispose()
    return folder


@pytest.fixture(scope="session")
def _home(tmp_path_factory: pytest.TempPathFactory, year: Path, empty_folder: Path) -> Iterator[Home]:
    with at_home(tmp_path_factory.mktemp("home") / "data", year, empty_folder) as home:
        yield home


@pytest.fixture
def home(_home: Home) -> Home:
    """The made-up year in this process, as it was."""
    _home.again()
    return _home


@pytest.fixture(scope="session")
def found(_home: Home) -> Found:
    """Every page, and one form of each kind."""
    return _home.look_around()


def said(page: str) -> str:
    """What a page says is wrong."""
    return " ".join(wrong.get_text(" ") for wrong in BeautifulSoup(page, "html.parser").select(".wrong"))


@pytest.fixture(scope="session")
def changing(_home: Home, found: Found) -> list[Filled]:
    """Every form that changes something when it is filled in well; and that no route is forgotten."""
    every = list(found.forms.values())
    every += [Filled(name, action, action, fields) for name, (action, fields) in UNSEEN.items()]
    every = [form for form in every if form.endpoint not in OF_FILES]
    forgotten = posting(_home.app) - OF_FILES - {form.endpoint for form in every}
    assert not forgotten, (
        f"No page of the made-up year has a form for {', '.join(sorted(forgotten))}: "
        f"show it there, or add its address and fields to UNSEEN {FIX}."
    )
    kept, refused = [], []
    for form in every:
        _home.again(form.empty)
        before = _home.database.read_bytes()
        answer = form.send(_home.visitor)
        if answer.status_code not in (200, 303):
            wrong = f"({answer.status_code}, {said(answer.text)}) with {form.fields}"
            refused.append(f"{form.name} of {form.page} was refused {wrong}.")
            continue
        if _home.database.read_bytes() != before:
            assert form.endpoint not in CHANGES_NOTHING, f"{form.name} changes something after all."
            kept.append(form)
    assert not refused, "\n".join([*refused, f"Say what they take in KNOWN {FIX}."])
    still = posting(_home.app) - {form.endpoint for form in kept} - CHANGES_NOTHING - OF_FILES
    assert not still, (
        f"No form of {', '.join(sorted(still))} changes anything: add one to KNOWN or UNSEEN {FIX}."
    )
    return kept
