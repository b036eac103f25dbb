"""The pictures of the README, which `make pictures` makes anew: the made-up year, on a day that stands still.

Each is made by day and by night. With the same Chromium and the same fonts nothing changes unless a page did.
"""

import base64
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from followup import demo
from followup.clock import FixedClock
from followup.db import as_one, db
from tests.browser.chromium import HELP, find
from tests.browser.house import House, housed
from tests.browser.pages import NO, Names, Place, Sent, cast, visit
from tests.conftest import open_app
from tests.factories import TODAY

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
#: A year whose first people have names that the fonts of any system can write.
SEED = 24
THEMES = ("light", "dark")
DESK, PHONE = 1120, 390  # CSS px
#: CSS px under the last thing shown: less than between two cards, where another one follows.
MARGIN = {DESK: 24, PHONE: 10}
QUALITY = 0.75  # of WebP, of 1
#: Every system has its own; these are here so that two systems make pictures that look alike.
FONTS = ":root { --sans: Inter, 'Liberation Sans', Arial, sans-serif; --serif: P052, Palatino, serif }"
SHOWN = """selector => ["main " + selector, ".tabs"]
    .map((one) => document.querySelector(one).getBoundingClientRect())
    .reduce((height, box, tabs) => height + (tabs ? box.height : box.bottom), 0)"""

#: Chromium's own WebP of a PNG. Some edges are a shade lighter in one run than in the next, so that a picture which
#: nobody could tell from the one that is there already is the one that is there.
PACK = """async ([png, there, quality]) => {
    const pixels = async (type, data) => {
        const picture = new Image();
        picture.src = `data:image/${type};base64,${data}`;
        await picture.decode();
        const canvas = new OffscreenCanvas(picture.naturalWidth, picture.naturalHeight);
        const context = canvas.getContext("2d");
        context.drawImage(picture, 0, 0);
        return [canvas, context.getImageData(0, 0, canvas.width, canvas.height).data];
    };
    const [canvas] = await pixels("png", png);
    const blob = await canvas.convertToBlob({ type: "image/webp", quality });
    const webp = btoa(String.fromCharCode(...new Uint8Array(await blob.arrayBuffer())));
    if (!there) return webp;
    const [before, after] = [(await pixels("webp", there))[1], (await pixels("webp", webp))[1]];
    const same = before.length === after.length && before.every((shade, at) => Math.abs(shade - after[at]) < 32);
    return same ? there : webp;
}"""


@dataclass(frozen=True)
class Picture:
    """A page in a window of `width` CSS px, `scale` pixels each, down to the end of the first `until` of <main>.

    line: what somebody has just written into the quick add.
    """

    place: Place
    width: int
    scale: float
    until: str
    line: str = ""

    def file(self, theme: str) -> str:
        """The name of its file."""
        return f"{self.place.name}-{theme}.webp"


PLAN = Place("plan", "/opportunities/new", sent=Sent("/opportunities/new", NO, ("preview", "y")))
PICTURES = (
    Picture(Place("week", "/"), DESK, 1.25, "section", "Dana Li, VP Eng @ Acme, final round, in 3 weeks"),
    Picture(PLAN, DESK, 1.25, "fieldset:nth-of-type(2)"),
    Picture(Place("week-phone", "/"), PHONE, 1.5, ".card", "Dana Li @ Acme"),
    Picture(Place("contact-phone", "/contacts/{your_turn}"), PHONE, 1.5, ".card"),
)


def files() -> set[str]:
    """The names of all files in FOLDER."""
    return {picture.file(theme) for picture in PICTURES for theme in THEMES}


def make() -> Iterator[Path]:
    """Write every picture into FOLDER, and take out what else is there. Raises SystemExit without a Chromium."""
    chromium = find() or sys.exit(HELP)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, told(Path(folder)) as house, sync_playwright() as playwright:
        names = cast(house)
        browser = playwright.chromium.launch(executable_path=chromium)
        for picture in PICTURES:
            for theme in THEMES:
                path = FOLDER / picture.file(theme)
                there = path.read_bytes() if path.is_file() else b""
                path.write_bytes(taken(browser, house, picture, theme, names, there))
                yield path
        browser.close()
    for old in FOLDER.iterdir():
        if old.name not in files():
            old.unlink()


def told(folder: Path) -> AbstractContextManager[House]:
    """The made-up year of SEED, served from `folder`."""
    source = folder / "told"
    with open_app(source, FixedClock(TODAY)).app_context():
        with as_one():
            demo.fill(TODAY, seed=SEED)
        db.engine.dispose()
    return housed(source, folder / "served")


def taken(browser: Browser, house: House, picture: Picture, theme: str, names: Names, there: bytes) -> bytes:
    """One picture, as WebP; `there` is the one that it may take the place of."""
    context = browser.new_context(
        viewport={"width": picture.width, "height": 4000},
        device_scale_factor=picture.scale,
        color_scheme=theme,  # ty: ignore[invalid-argument-type]
        reduced_motion="reduce",
        locale="en-US",
        timezone_id="UTC",
        bypass_csp=True,  # for the fonts
    )
    page = context.new_page()
    visit(page, house, picture.place, names)
    if picture.line:
        page.fill("[name=line]", picture.line)
        page.wait_for_selector("#chips > li")
    page.add_style_tag(content=FONTS)
    page.evaluate("document.activeElement.blur()")
    shown = page.evaluate(SHOWN, picture.until)
    size = ViewportSize(width=picture.width, height=round(shown) + MARGIN[picture.width])
    page.set_viewport_size(size)
    png, before = (base64.b64encode(data).decode() for data in (page.screenshot(), there))
    webp = page.evaluate(PACK, [png, before, QUALITY])
    context.close()
    return base64.b64decode(webp)


if __name__ == "__main__":
    for path in make():
        print(f"{path.stat().st_size / 1024:5.0f} KB  {path.name}")
