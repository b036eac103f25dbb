"""What is looked for on every page. Each check returns what is wrong, one line each; an empty list is well."""

import re
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page

# Chromium's own line for every answer of 400 to 499; a form with a mistake in it is such an answer.
ALLOWED = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")
LISTEN = """
document.addEventListener("securitypolicyviolation", (event) =>
    console.error(`CSP ${event.effectiveDirective} blocked ${event.blockedURI} ${event.sample}`));
"""
AXE = Axe().axe_script
# axe looks at target sizes only when told to (wcag22aa); its rule knows the exceptions of WCAG.
EVERYTHING = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
COLOURS = ("color-contrast", "link-in-text-block")  # all that another theme can change
LEAST, WANTED = 24, 44  # CSS px: WCAG 2.2 AA for everything; our own aim for what matters most
LOST = "the focus is lost to <body>"


class Ear:
    """Hears what a page complains about, from before it is loaded."""

    def __init__(self, page: Page) -> None:
        self.heard: list[str] = []
        page.add_init_script(LISTEN)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.heard.append(f"exception: {error}"))

    def forgive(self, *parts: str) -> None:
        """Forget the complaints that a test brought about itself, by a part of their words."""
        self.heard[:] = [line for line in self.heard if not any(part in line for part in parts)]

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not ALLOWED.search(message.text):
            self.heard.append(f"{message.type}: {message.text}")


def well(*found: list[str]) -> None:
    """Raise AssertionError with everything that is wrong, a line each; do nothing where nothing is."""
    lines = [line for some in found for line in some]
    assert not lines, "\n".join(["", *lines])


def axe(page: Page, rules: tuple[str, ...] = EVERYTHING, within: str = "body") -> list[str]:
    """What axe finds, by tags or single rules: WCAG 2.2 A and AA, and best practices. Each page is given axe once."""
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(AXE)
    options = {"resultTypes": ["violations"], "runOnly": list(rules)}
    where = None if within == "body" else within
    run = "([where, options]) => axe.run(where ?? document, options)"
    found = page.evaluate(run, [where, options])["violations"]
    return [_line(violation, node) for violation in found for node in violation["nodes"]]


def _line(violation: dict[str, Any], node: dict[str, Any]) -> str:
    said = (why["message"] for kind in ("any", "all", "none") for why in node[kind])
    return f"axe {violation['id']}: {' '.join(map(str, node['target']))}: {'; '.join(said)}"


def wide(page: Page) -> list[str]:
    """Whether the page must be scrolled sideways, and what sticks out."""
    return page.evaluate(
        """() => {
            const root = document.documentElement;
            if (root.scrollWidth <= root.clientWidth) return [];
            const out = [...document.querySelectorAll("body *")].filter((element) => element.checkVisibility()
                && element.getBoundingClientRect().right > root.clientWidth + 0.5).slice(0, 5);
            const name = (element) => element.tagName.toLowerCase() + (element.id ? `#${element.id}` : "")
                + [...element.classList].map((some) => `.${some}`).join("");
            return [`${root.scrollWidth} px wide in ${root.clientWidth}: ${out.map(name).join(" ")}`];
        }"""
    )


def clipped(page: Page, lists: bool = False) -> list[str]:
    """Words that are cut off: beyond an edge of the page, of a box that hides what does not fit, or of a button.

    What is chosen in a list counts, too, where `lists` is asked for: a browser's own list cannot be made to wrap.
    What is meant for screen readers alone (1 px) is left out, and fields, which scroll.
    """
    return page.evaluate(
        """(lists) => {
            const found = [], edge = document.documentElement.clientWidth, slack = 1.5;
            const box = (element) => element.getBoundingClientRect();
            const hides = (element) => /hidden|clip/.test(getComputedStyle(element).overflow)
                || element.matches("button, .btn, .chip");
            const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const parent = node.parentElement;
                if (!node.data.trim() || !parent.checkVisibility({visibilityProperty: true})) continue;
                const frames = [];
                for (let up = parent; up !== document.body; up = up.parentElement)
                    if (hides(up)) frames.push(box(up));
                if (frames.some((frame) => frame.width <= 2)) continue;
                const range = document.createRange();
                range.selectNodeContents(node);
                const cut = [...range.getClientRects()].some((text) =>
                    text.left < -slack || text.right > edge + slack
                    || frames.some((frame) => text.left < frame.left - slack || text.right > frame.right + slack
                        || text.top < frame.top - slack || text.bottom > frame.bottom + slack));
                if (cut) found.push(`cut off: ${node.data.trim().slice(0, 60)}`);
            }
            const pen = document.createElement("canvas").getContext("2d"), arrow = 16;
            for (const list of document.querySelectorAll("select")) {
                if (!lists || !list.checkVisibility()) continue;
                const style = getComputedStyle(list), chosen = list.selectedOptions[0]?.text ?? "";
                pen.font = style.font;
                const room = list.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - arrow;
                if (pen.measureText(chosen).width > room + slack) found.push(`cut off in a list: ${chosen}`);
            }
            return found;
        }""",
        lists,
    )


def small(page: Page) -> list[str]:
    """What is too small to hit: under 24 px, or under 44 px for a primary button.

    A link within a line of text is left out, as WCAG does; a box to tick includes its label.
    """
    return page.evaluate(
        """([least, wanted]) => {
            const found = [];
            const inText = (element) => element.matches("a") && getComputedStyle(element).display === "inline"
                && element.parentElement.textContent.trim().length > element.textContent.trim().length;
            for (const element of document.querySelectorAll(
                    "a[href], button, input:not([type=hidden]), select, textarea, summary")) {
                // On the screen only when focused, or never for the pointer.
                if (!element.checkVisibility() || element.matches(".skip, [tabindex='-1']")) continue;
                const tick = element.matches("[type=checkbox], [type=radio]") && element.closest("label");
                const { width, height } = (tick || element).getBoundingClientRect();
                const need = element.matches(".primary") ? wanted : least;
                if (Math.min(width, height) < need - 0.01 && !inText(element)) {
                    const words = (element.ariaLabel || element.textContent || element.name || "").trim();
                    const size = `${width.toFixed(1)} x ${height.toFixed(1)} px, not ${need}`;
                    found.push(`small: <${element.localName} class="${element.className}"> ${words}: ${size}`);
                }
            }
            return found;
        }""",
        [LEAST, WANTED],
    )


def twice(page: Page) -> list[str]:
    """Ids that are there twice, which only an answer put into the page can bring about."""
    return page.evaluate(
        """() => {
            const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
            return ids.filter((id, place) => ids.indexOf(id) !== place).map((id) => `twice: #${id}`);
        }"""
    )


def focus(page: Page) -> list[str]:
    """What is wrong with where the keyboard is: nowhere, unseen, or behind something that floats.

    The ring may be drawn by the element around or after the focused one (a round choice has none of its own), and
    by the browser for the calendar of a date.
    """
    return page.evaluate(
        """(lost) => {
            const at = document.activeElement;
            if (!at || at === document.body) return [lost];
            const name = `<${at.localName}${at.id ? ` id="${at.id}"` : ""} class="${at.className}">`;
            const ringed = (element) => {
                const style = element ? getComputedStyle(element) : {};
                return style.outlineStyle && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
            };
            const drawn = at.type === "date" && !at.matches(":focus-visible");
            if (!drawn && ![at, at.nextElementSibling, at.parentElement].some(ringed)) return [`unseen focus: ${name}`];
            const { left, right, top, bottom } = at.getBoundingClientRect();
            const inside = (share) => [left + (right - left) * share, top + (bottom - top) * share];
            const seen = [0.1, 0.5, 0.9].map(inside).some(([x, y]) => {
                const shown = document.elementFromPoint(x, y);
                return shown && (at.contains(shown) || shown.contains(at) || at.closest("label")?.contains(shown));
            });
            return seen ? [] : [`covered focus: ${name}`];
        }""",
        LOST,
    )
