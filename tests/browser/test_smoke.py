"""One page in a real browser: if this fails, look here before anywhere else."""

from playwright.sync_api import Page, expect

from tests.browser.checks import Ear
from tests.browser.server import Server


def test_it_works(server: Server, page: Page):
    ear = Ear(page)
    answer = page.goto(f"{server.url}/")
    assert answer is not None
    assert answer.status == 200
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("h1")).not_to_be_empty()
    assert ear.heard == []
