"""Downloads, by a real browser."""

import json
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.house import House


def test_it_works(page: Page, demo_house: House) -> None:
    page.goto(f"{demo_house.url}/export")
    with page.expect_download() as got:
        page.get_by_role("button", name="Download JSON").click()
    assert got.value.suggested_filename == "followup-2026-11-23.json"
    found = json.loads(Path(got.value.path()).read_text("utf-8"))
    assert len(found["contacts"]) == 40
    assert "writings" not in found
    page.get_by_label("Private writing, too").check()
    with page.expect_download() as got:
        page.get_by_role("button", name="Download JSON").click()
    assert "writings" in json.loads(Path(got.value.path()).read_text("utf-8"))


def test_a_link(page: Page, demo_house: House) -> None:
    page.goto(f"{demo_house.url}/export")
    with page.expect_download() as got:
        page.get_by_role("link", name="vCard 4.0").click()
    assert got.value.suggested_filename == "followup-2026-11-23.vcf"
    assert Path(got.value.path()).read_bytes().startswith(b"BEGIN:VCARD\r\nVERSION:4.0\r\n")
