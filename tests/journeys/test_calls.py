"""A call rings, is answered, handed over and closed, seen in two browsers; then a lawyer.

Pages, worker and telephone are the real programs; SIPp calls and is called.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.battery.programs import until
from tests.battery.telephones import NEEDLE, number
from tests.journeys.calls_town import CallsTown, calls_town
from tests.journeys.own_database import own_database
from tests.needles import bytes_of_folder, found


pytestmark = [pytest.mark.browser]
SHOTS = os.environ.get("PAYUNG_SHOTS", "")
SAID = "Quillamande Obrizath waits behind the yellow pump"
WORDS = ("Quillamande", "Obrizath", "yellow pump")


def shot(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"calls-{name}.png", full_page=True)


def part(page: Page, heading: str) -> Locator:
    """Return one part of the board."""
    return page.locator("#board section").filter(
        has=page.get_by_role("heading", name=heading)
    )


def open_board(page: Page, town: CallsTown) -> None:
    """Go to the board, and mark the page: a page that was loaded anew lost the mark."""
    page.goto(f"{town.address}/calls/")
    page.evaluate("window.samePage = true")


def never_loaded_anew(page: Page) -> bool:
    return page.evaluate("window.samePage === true") is True


def test_a_call_is_answered_handed_over_and_closed_and_a_lawyer_comes(
    phone: BrowserContext,
    desk: BrowserContext,
    chromium: Browser,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with (
        own_database() as database,
        calls_town(tmp_path, monkeypatch, database=database) as town,
    ):
        bela, alma = town.enter(phone, "bela"), town.enter(desk, "alma")
        it_rings_and_is_answered(town, bela, alma)
        reference = she_writes_and_hands_over(town, bela, alma)
        the_other_takes_it_over_and_closes_it(town, bela, alma, reference)
        with chromium.new_context(locale="en-GB") as third:
            a_lawyer_is_called_and_comes(town, bela, town.enter(third, "dora"))
        kept = town.kept()

    assert reference.encode() in kept
    assert found((NEEDLE, *WORDS), kept) == []
    assert found((NEEDLE,), bytes_of_folder(town.caller.folder)) == [NEEDLE]
    heard = town.bela.heard() + town.dora.heard()
    assert b"INVITE sip:bela@" in heard
    assert b"INVITE sip:dora@" in heard
    assert found((NEEDLE, *WORDS), heard) == []


def it_rings_and_is_answered(town: CallsTown, bela: Page, alma: Page) -> None:
    for page in (bela, alma):
        open_board(page, town)
        expect(part(page, "Waiting")).to_contain_text("Nobody waits.")

    town.caller.start()

    for page in (bela, alma):
        expect(part(page, "Waiting")).to_contain_text("Asked now: bela")
    shot(bela, "rings-m")
    shot(alma, "rings-d")

    town.bela.press_one()

    expect(part(bela, "Somebody has it").locator(".rings")).to_have_text("You")
    expect(part(alma, "Somebody has it").locator(".rings")).to_have_text("bela")
    for page in (bela, alma):
        expect(part(page, "Waiting")).to_contain_text("Nobody waits.")
        assert never_loaded_anew(page)
    assert town.caller.wait_end(60) == 0


def she_writes_and_hands_over(town: CallsTown, bela: Page, alma: Page) -> str:
    part(bela, "Somebody has it").get_by_role("link").click()
    bela.wait_for_url(re.compile(r"/calls/XX-[\w-]+$"))
    sheet = bela.url
    hers = bela.locator("form.reveal", has_text="Number")
    expect(hers.locator("output")).to_be_hidden()
    assert NEEDLE not in bela.content()

    hers.get_by_role("button").click()

    expect(hers.locator("output")).to_have_text(number(1))
    bela.get_by_role("link", name="What she said").click()
    bela.fill("#id_text", SAID)
    bela.get_by_role("button", name="Keep").click()
    bela.wait_for_url(sheet)
    said = bela.locator("form.reveal", has_text="What she said")
    said.get_by_role("button").click()
    expect(said.locator("output")).to_have_text(SAID)
    shot(bela, "sheet-m")
    bela.get_by_role("link", name="What was it?").click()
    bela.get_by_label("It is about something that happened").check()
    bela.get_by_role("button", name="Keep").click()
    expect(bela.locator("dl.facts")).to_contain_text("something that happened")
    bela.get_by_role("link", name="Hand it over").click()
    bela.get_by_label("alma").check()

    bela.get_by_role("button", name="Ask her").click()

    expect(bela.get_by_text("Until she takes it, it stays with you.")).to_be_visible()
    offered = part(alma, "Somebody has it")
    expect(offered).to_contain_text("Being handed over")
    assert never_loaded_anew(alma)
    shot(alma, "offered-d")
    return sheet.rsplit("/", 1)[1]


def the_other_takes_it_over_and_closes_it(
    town: CallsTown, bela: Page, alma: Page, reference: str
) -> None:
    open_board(bela, town)
    expect(part(bela, "Somebody has it")).to_contain_text("Being handed over")
    part(alma, "Somebody has it").get_by_role("link").click()
    shot(alma, "offer-d")

    alma.get_by_role("button", name="Take it over").click()

    expect(alma.get_by_text("You have it.")).to_be_visible()
    expect(part(bela, "Somebody has it").locator(".rings")).to_have_text("alma")
    alma.get_by_role("link", name="Close it").click()
    alma.get_by_label("She was helped now").check()
    alma.get_by_label("She calls again if she wants").check()
    alma.get_by_role("button", name="Close it").click()
    expect(alma.get_by_text("Closed. Thank you.")).to_be_visible()
    shot(alma, "closed-d")
    open_board(alma, town)
    for page in (bela, alma):
        expect(part(page, "Closed of late")).to_contain_text(reference)
        expect(part(page, "Somebody has it")).to_contain_text("Nobody has one")
    assert never_loaded_anew(bela)
    shot(bela, "closed-m")


def a_lawyer_is_called_and_comes(town: CallsTown, bela: Page, dora: Page) -> None:
    bela.goto(f"{town.address}/")

    bela.get_by_role("button", name="Help is needed now").click()

    expect(bela.get_by_text("A lawyer is being asked")).to_be_visible()
    expect(bela.locator(".asked")).to_contain_text("dora")
    bela.evaluate("window.samePage = true")
    shot(bela, "lawyer-asked-m")
    until(lambda: town.dora.has("rings"), "the lawyer's phone rings")
    dora.goto(f"{town.address}/duty/")
    dora.get_by_role("link", name="A lawyer is being asked").click()
    dora.get_by_role("button", name="I take it").click()
    expect(dora.get_by_role("heading", name="You have it")).to_be_visible()
    expect(bela.get_by_role("heading", name="dora has it")).to_be_visible()
    assert never_loaded_anew(bela)
    shot(bela, "lawyer-came-m")
    until(lambda: town.dora.has("left"), "the lawyer's phone stops ringing")
