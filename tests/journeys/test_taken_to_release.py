"""From "she has been taken" to her release on a cheap phone, with a lawyer in another
browser; the board is looked at after every step, and follows by itself.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import BrowserContext, Locator, Page, expect

from payung.programme.custody.sweeping import sweep
from tests.cast import ANJU, MAYA, SUNITA, team_of
from tests.needles import everything_kept, found


pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Where to put pictures for people to look at; nowhere unless somebody asks.
SHOTS = os.environ.get("PAYUNG_SHOTS", "")
KATHMANDU = ZoneInfo("Asia/Kathmandu")
NAMES = ("Quillabamba", "Zorvanthi", "Belquisar")
Enter = Callable[[BrowserContext, str, str], Page]


def shot(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"held-{name}.png", full_page=True)


def wall(moment: datetime) -> str:
    """Return a moment as a field of the page takes it: the clock on the wall there."""
    return moment.astimezone(KATHMANDU).strftime("%Y-%m-%dT%H:%M")


def row(page: Page) -> Locator:
    return page.locator("#held tbody tr")


def cell(page: Page, name: str) -> Locator:
    return row(page).locator(f".c-{name}")


def open_board(page: Page, address: str) -> None:
    """Go to the board, and mark the page: a page that was loaded anew lost the mark."""
    page.goto(f"{address}/held/")
    page.evaluate("window.samePage = true")


def never_loaded_anew(page: Page) -> bool:
    return page.evaluate("window.samePage === true") is True


def no_wider_than_the_phone(page: Page) -> bool:
    wide = page.evaluate("document.documentElement.scrollWidth")
    return bool(wide <= page.evaluate("window.innerWidth"))


def write_step(page: Page, address: str, case: str, step: str, at: datetime) -> None:
    page.goto(f"{address}/work/{case}/next")
    page.select_option("#id_event", label=step)
    page.fill("#id_happened_at", wall(at))
    page.get_by_role("button", name="Keep").click()
    page.wait_for_url(f"{address}/work/{case}")


def she_has_been_taken(page: Page, address: str, *, since: datetime) -> str:
    """Open it from the empty board; return the reference that the board then shows."""
    open_board(page, address)
    expect(page.locator("#held")).to_contain_text("Nobody is held now")
    shot(page, "1-empty-m")
    page.locator(".empty").get_by_role("link", name="Somebody was taken").click()
    page.fill("#id_title", f"{NAMES[0]} of the tea shop")
    page.fill("#id_summary", f"{NAMES[1]} saw it, {NAMES[2]} waits")
    page.fill("#id_taken_at", wall(since))
    page.get_by_role("button", name="Keep, and lock it").click()
    page.wait_for_url(re.compile(r"/work/NP-\d\d-C-\d{6}$"))
    return page.url.rsplit("/", 1)[1]


def a_lawyer_is_called_and_accepts(sunita: Page, anju: Page, address: str) -> None:
    cell(sunita, "next").get_by_role("button", name="Call for a lawyer").click()
    sunita.wait_for_url(re.compile(r"/calls/now/NP-\d\d-A-\d{6}$"))
    open_board(sunita, address)
    expect(cell(sunita, "law")).to_contain_text("A lawyer is being asked")
    expect(cell(anju, "law")).to_contain_text("A lawyer is being asked")
    assert never_loaded_anew(anju)
    shot(sunita, "3-asked-m")

    cell(anju, "law").get_by_role("link").click()
    anju.get_by_role("button", name="I take it").click()

    expect(anju.get_by_role("heading", name="You have it")).to_be_visible()
    expect(cell(sunita, "law")).to_contain_text("anju")
    expect(cell(sunita, "law")).to_contain_text("has it, and has not spoken yet")
    assert never_loaded_anew(sunita)
    anju.get_by_role("button", name="I have spoken with her").click()
    expect(cell(sunita, "law")).to_contain_text("has spoken with her")


def one_of_ours_goes_there(sunita: Page, anju: Page) -> None:
    cell(sunita, "next").get_by_role("button", name="I am on my way").click()
    expect(cell(sunita, "near")).to_contain_text("You on the way")
    cell(sunita, "near").get_by_role("button", name="I am there").click()
    expect(cell(sunita, "near")).to_contain_text("You there now")
    expect(cell(anju, "near")).to_contain_text("sunita there now")


def looks_well(page: Page) -> None:
    violations = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in violations] == []
    assert no_wider_than_the_phone(page)


def test_from_taken_to_released_the_board_is_right_at_each_step(
    live_server: Any, phone: BrowserContext, desk: BrowserContext, sign_in: Enter
) -> None:
    team_of(MAYA, SUNITA, ANJU)
    address = live_server.url
    since = timezone.now().replace(second=0, microsecond=0) - timedelta(hours=19)
    sunita, anju = sign_in(phone, address, "sunita"), sign_in(desk, address, "anju")
    errors: list[str] = []
    for page in (sunita, anju):
        page.on("pageerror", lambda error: errors.append(str(error)))
    open_board(anju, address)
    expect(anju.locator("#held")).to_contain_text("Nobody is held now")

    case = she_has_been_taken(sunita, address, since=since)

    open_board(sunita, address)
    for page in (sunita, anju):
        expect(cell(page, "who")).to_contain_text(case)
        judge = cell(page, "clocks").locator(".tick", has_text="Before a judge (24 h)")
        expect(judge).to_contain_text(re.compile(r"[45] h \d+ min left"))
        expect(judge).to_contain_text("Not verified by a lawyer")
        expect(cell(page, "law")).to_contain_text("No lawyer yet")
        expect(cell(page, "near")).to_contain_text("Nobody of ours yet")
        # The Nepali date beside the other.
        expect(cell(page, "who")).to_contain_text(
            re.compile(r"since .* · .* 20[89]\d,")
        )
    assert never_loaded_anew(anju)
    looks_well(sunita)
    looks_well(anju)
    shot(sunita, "2-taken-m")
    shot(anju, "2-taken-d")

    a_lawyer_is_called_and_accepts(sunita, anju, address)
    open_board(anju, address)
    one_of_ours_goes_there(sunita, anju)
    shot(sunita, "4-with-her-m")
    shot(anju, "4-with-her-d")

    write_step(
        sunita, address, case, "First time before a judge", since + timedelta(hours=18)
    )
    open_board(sunita, address)
    for page in (sunita, anju):
        ticks = cell(page, "clocks").locator(".tick")
        expect(ticks.filter(has_text="Before a judge (24 h)")).to_have_count(0)
        expect(ticks.filter(has_text="Longest police custody")).to_have_count(1)
        expect(cell(page, "law")).to_contain_text("has spoken with her")
    shot(sunita, "5-judge-m")

    write_step(sunita, address, case, "Released", since + timedelta(hours=18.5))
    open_board(sunita, address)
    for page in (sunita, anju):
        expect(page.locator("#held")).to_contain_text("Nobody is held now")
    assert never_loaded_anew(anju)
    shot(sunita, "6-released-m")
    sweep(at=timezone.now())
    assert errors == []
    assert found(NAMES, everything_kept()) == []


def test_a_breach_waits_on_the_board_until_somebody_decides(
    live_server: Any, phone: BrowserContext, sign_in: Enter
) -> None:
    team_of(MAYA, SUNITA, ANJU)
    address = live_server.url
    since = timezone.now().replace(second=0, microsecond=0) - timedelta(hours=25)
    page = sign_in(phone, address, "sunita")
    case = she_has_been_taken(page, address, since=since)
    sweep(at=timezone.now())

    open_board(page, address)

    expect(row(page)).to_have_class("late")
    shot(page, "7-overdue-m")
    looks_well(page)
    cell(page, "clocks").get_by_role("link", name=re.compile("Overdue since")).click()
    shot(page, "8-draft-m")
    looks_well(page)
    page.get_by_role("button", name="Write it into a note").click()
    expect(page.locator(".message")).to_contain_text("Ask her first")
    page.get_by_label("There was an order that is not written down here").check()
    page.get_by_role("button", name="Set it aside").click()
    expect(page.get_by_text("Set aside. It can still be written")).to_be_visible()
    open_board(page, address)
    expect(cell(page, "clocks")).not_to_contain_text("Overdue since")
    page.goto(f"{address}/work/{case}")
    expect(page.get_by_text("Set aside").first).to_be_visible()
    shot(page, "9-case-m")


def test_the_board_works_without_scripts(
    live_server: Any, chromium: Any, sign_in: Enter
) -> None:
    team_of(MAYA, SUNITA, ANJU)
    address = live_server.url
    since = timezone.now().replace(second=0, microsecond=0) - timedelta(hours=2)
    size = {"width": 360, "height": 800}
    with chromium.new_context(java_script_enabled=False, viewport=size) as bare:
        page = sign_in(bare, address, "sunita")
        page.goto(f"{address}/work/open")
        page.fill("#id_title", f"{NAMES[0]} of the tea shop")
        page.fill("#id_summary", "Held")
        page.fill("#id_taken_at", wall(since))
        page.get_by_role("button", name="Keep, and lock it").click()
        page.goto(f"{address}/held/")

        cell(page, "near").get_by_role("button", name="I am there").click()

        expect(cell(page, "near")).to_contain_text("You there now")
        expect(cell(page, "clocks")).to_contain_text(re.compile(r"21 h \d+ min left"))
