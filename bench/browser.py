"""What is felt in Chromium: the first paint of this week, and a tap on a card until the card has changed."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from bench import servers
from bench.figures import Figure
from tests.browser.chromium import HELP, find

PAINTS = 20
PATIENCE = 30_000  # ms
PHONE: ViewportSize = {"width": 390, "height": 844}
PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
#: From the click to the frame after the card left: a frame is painted once the message posted in it is heard.
WATCH = """
(id) => {
  const card = document.getElementById(id);
  window.tapped = new Promise((resolve) => {
    let start;
    addEventListener("click", (event) => { start = event.timeStamp }, { capture: true, once: true });
    const watch = new MutationObserver(() => {
      if (card.isConnected) return;
      watch.disconnect();
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - start);
        port2.postMessage("painted");
      });
    });
    watch.observe(document.body, { childList: true, subtree: true });
  });
}
"""


def felt(folder: Path, taps: int) -> list[Figure]:
    """Measure on the data folder; every tap is undone. Raises RuntimeError where there is no Chromium."""
    with servers.followup(folder) as server, _chromium() as browser:
        paints = [_first_paint(browser, server.url) for _ in range(PAINTS)]
        context = browser.new_context(viewport=PHONE)
        page = context.new_page()
        page.goto(server.url)
        times = [_tap(page, number) for number in range(taps)]
        context.close()
        version = browser.version
    return [
        Figure(
            f"First contentful paint of / in Chromium {version}, median of {PAINTS}",
            median(paints),
            "ms",
            digits=0,
        ),
        Figure(f"Tap to changed card, median of {taps}", median(times), "ms", digits=0),
        Figure(f"Tap to changed card, 95th percentile of {taps}", quantiles(times, n=20)[-1], "ms", 60.0, 0),
    ]


@contextmanager
def _chromium() -> Generator[Browser]:
    path = find()
    if path is None:
        raise RuntimeError(HELP)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        yield browser
        browser.close()


def _first_paint(browser: Browser, url: str) -> float:
    """In ms, of somebody who was never here."""
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(url)
    page.wait_for_function(PAINTED)
    found = page.evaluate(PAINTED)
    context.close()
    return found


def _tap(page: Page, number: int) -> float:
    """In ms. The cards take turns."""
    cards = page.locator("ul.stack > li.card:visible").filter(has=page.get_by_role("button", name="I wrote"))
    card = cards.nth(number % cards.count())
    name = card.get_attribute("id")
    button = card.get_by_role("button", name="I wrote")
    button.scroll_into_view_if_needed()
    page.evaluate(WATCH, name)
    button.click()
    found = page.evaluate("() => window.tapped")
    page.locator("#notice").get_by_role("button", name="Undo").click()
    expect(page.locator(f"#{name}")).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".htmx-request")).to_have_count(0, timeout=PATIENCE)
    return found
