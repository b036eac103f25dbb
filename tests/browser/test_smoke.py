"""One page in a real browser: if this fails, look here before anywhere else."""

from playwright.sync_api import Page, expect

from tests.browser.server import Server


def test_it_works(server: Server, page: Page, complaints: list[str]):
    answer = page.goto(f"{server.url}/")
    assert answer is not None
    assert answer.status == 200
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("h1")).not_to_be_empty()


def test_policy_is_strict(server: Server, page: Page):
    answer = page.goto(f"{server.url}/")
    assert answer is not None
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_complaints_are_heard(server: Server, page: Page, complaints: list[str]):
    """The ear itself: an inline style is blocked by the policy and reported once."""
    page.goto(f"{server.url}/")
    with page.expect_console_message(lambda message: "CSP style-src" in message.text):
        page.evaluate("document.body.insertAdjacentHTML('beforeend', '<i style=\"color: red\">x</i>')")
    assert any("CSP style-src" in heard for heard in complaints)
    complaints.clear()
