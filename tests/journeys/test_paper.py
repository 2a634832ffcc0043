"""Her yes, her name, a paper handed over in a real browser, and kept nowhere else."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from tests.cast import ANJU, MAYA, team_of
from tests.engines.papers.word_files import text_of
from tests.needles import bytes_of_folder, everything_kept, found


pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("PAYUNG_SHOTS", "")
# Invented, and each unlike anything else that the demonstration writes.
NAME, COURT, LAWYER, GROUNDS = (
    "Quorvantha Belmissen",
    "Zelquarry Court",
    "Ottopharne Jixley",
    "Vexandrine was ill {{ full_name }}",
)


def shot(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"paper-{name}.png", full_page=True)


def a_case_with_her_yes(page: Page, address: str) -> str:
    """Open a case, write down that she says yes to the attorney, and her name."""
    page.goto(f"{address}/work/open")
    page.fill("#id_title", "Somebody")
    page.get_by_role("button", name="Keep, and lock it").click()
    page.wait_for_url(re.compile(r"/work/NP-\d\d-C-\d{6}$"))
    case = page.url
    page.goto(f"{case}/permissions")
    page.get_by_role("button", name="18 or older").click()
    page.goto(f"{case}/permissions/4")
    page.get_by_role("button", name="Yes").click()
    page.goto(f"{case}/permissions/4/kept")
    page.select_option("#id_kind", "full_name")
    page.fill("#id_text", NAME)
    page.locator("main form:has(#id_text) button").click()
    page.wait_for_load_state()
    return case


def test_a_paper_is_in_the_hands_of_the_attorney_and_nowhere_else(
    live_server: Any,
    phone: BrowserContext,
    sign_in: Callable[[BrowserContext, str, str], Page],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    team_of(MAYA, ANJU)
    page = sign_in(phone, live_server.url, "anju")
    case = a_case_with_her_yes(page, live_server.url)

    page.goto(f"{case}/papers")
    shot(page, "list")
    listed = Axe().run(page).response["violations"]
    page.get_by_role("link", name="Fill it in").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bail application")
    page.fill("#id_court", COURT)
    page.fill("#id_attorney_name", LAWYER)
    page.fill("#id_grounds", GROUNDS)
    shot(page, "form")
    asked = Axe().run(page).response["violations"]
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Make the paper").click()
    name, content = waiting.value.suggested_filename, waiting.value.path().read_bytes()
    page.goto(f"{case}/papers")
    expect(page.get_by_text("Made until now")).to_be_visible()
    shot(page, "made")

    said = text_of(content)
    assert name == "paper.docx"
    assert all(words in said for words in (NAME, COURT, LAWYER, GROUNDS))
    assert (listed, asked) == ([], [])
    needles = ["Quorvantha", "Belmissen", "Zelquarry", "Ottopharne", "Vexandrine"]
    assert case.rsplit("/", 1)[1].encode() in everything_kept()
    assert found(needles, everything_kept()) == []
    assert found(needles, bytes_of_folder(tmp_path)) == []


def test_the_list_for_the_station_is_ticked_on_the_phone(
    live_server: Any,
    phone: BrowserContext,
    sign_in: Callable[[BrowserContext, str, str], Page],
) -> None:
    team_of(MAYA, ANJU)
    page = sign_in(phone, live_server.url, "anju")
    case = a_case_with_her_yes(page, live_server.url)
    page.goto(f"{case}/permissions/1")
    page.get_by_role("button", name="Yes").click()

    page.goto(f"{case}/papers/7")
    page.get_by_role("button", name="Read it here").click()
    page.get_by_label("Somebody signed as a witness").check()
    shot(page, "read")

    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
