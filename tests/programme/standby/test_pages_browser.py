"""The roster in a browser: dragged by mouse and by finger, and done by keyboard alone."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, CDPSession, Locator, Page, expect

from payung.programme.standby.models import RosterPeriod, Shift
from tests.programme.standby.conftest import make_office
from tests.programme.standby.test_pages_roster import at, begun, first_day, planned


pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("PAYUNG_SHOTS", "")
Enter = Callable[[BrowserContext, str, str], Page]


def shot(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"duty-{name}.png")


def a_draft() -> tuple[RosterPeriod, Shift]:
    """Begin a roster in which Sunita has one shift, and the operator another."""
    period = begun(make_office())
    shift = planned(period, "sunita")
    planned(period, "operator", days=1)
    return period, shift


def cell(page: Page, period: RosterPeriod, days: int, duty: str = "hotline") -> Locator:
    return page.locator(selector(period, days, duty))


def selector(period: RosterPeriod, days: int, duty: str = "hotline") -> str:
    day = (first_day(period) + timedelta(days=days)).isoformat()
    # A duty is a number on the page: its word would stand in an address.
    place = {"hotline": 1, "backup": 2, "attorney": 3, "attorney_backup": 4}[duty]
    return f'[data-day="{day}"][data-duty="{place}"]'


def finger(touch: CDPSession, kind: str, at: tuple[float, float]) -> None:
    points = [{"x": at[0], "y": at[1]}]
    touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def middle(what: Locator) -> tuple[float, float]:
    what.scroll_into_view_if_needed()
    box = what.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def watched(page: Page) -> list[str]:
    """Return a list into which every complaint of the browser goes."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    return errors


def test_a_shift_is_dragged_to_another_day_and_given_away_by_mouse(
    live_server: Any, desk: BrowserContext, sign_in: Enter
) -> None:
    period, shift = a_draft()
    page = sign_in(desk, live_server.url, "maya")
    errors = watched(page)
    page.goto(f"{live_server.url}/duty/roster?of={period.pk}")

    page.mouse.move(*middle(page.locator(f'[data-shift="{shift.pk}"] b')))
    page.mouse.down()
    page.mouse.move(*middle(cell(page, period, 2)), steps=5)
    expect(page.locator(".dragged")).to_have_count(1)
    shot(page, "dragged")
    with page.expect_navigation():
        page.mouse.up()

    expect(cell(page, period, 2)).to_contain_text("sunita")
    shift.refresh_from_db()
    assert shift.starts_at == at(first_day(period) + timedelta(days=2), 8)

    page.mouse.move(*middle(page.locator('.name[data-person="operator"]')))
    page.mouse.down()
    page.mouse.move(*middle(page.locator(f'[data-shift="{shift.pk}"]')), steps=5)
    with page.expect_navigation():
        page.mouse.up()

    expect(cell(page, period, 2)).to_contain_text("operator")
    shift.refresh_from_db()
    assert shift.person.handle == "operator"
    assert errors == []


def test_let_go_on_another_duty_a_shift_stays_and_no_page_opens(
    live_server: Any, desk: BrowserContext, sign_in: Enter
) -> None:
    period, shift = a_draft()
    page = sign_in(desk, live_server.url, "maya")
    address = f"{live_server.url}/duty/roster?of={period.pk}"
    page.goto(address)

    page.mouse.move(*middle(page.locator(f'[data-shift="{shift.pk}"] b')))
    page.mouse.down()
    page.mouse.move(*middle(cell(page, period, 1, "attorney")), steps=5)
    expect(page.locator(".may-drop")).to_have_count(0)
    page.mouse.up()

    expect(page.locator(".dragged")).to_have_count(0)
    expect(cell(page, period, 0)).to_contain_text("sunita")
    assert page.url == address


def test_a_finger_drags_by_the_dots_on_a_small_phone(
    live_server: Any, phone: BrowserContext, sign_in: Enter
) -> None:
    period, shift = a_draft()
    page = sign_in(phone, live_server.url, "maya")
    errors = watched(page)
    page.goto(f"{live_server.url}/duty/roster?of={period.pk}")
    target = cell(page, period, 2)
    page.locator(f'[data-shift="{shift.pk}"]').scroll_into_view_if_needed()
    start = box_of(page.locator(f'[data-shift="{shift.pk}"] .grip'))
    touch = phone.new_cdp_session(page)

    finger(touch, "touchStart", start)
    finger(touch, "touchMove", (start[0], start[1] + 20))
    # At the lower edge the page goes on by itself, until the day is there.
    finger(touch, "touchMove", (start[0], 790))
    until_seen = (
        "([day, low]) => document.querySelector(day).getBoundingClientRect().top < low"
    )
    page.wait_for_function(until_seen, arg=[selector(period, 2), 520])
    finger(touch, "touchMove", (start[0], 400))
    finger(touch, "touchMove", box_of(target))
    expect(page.locator(".may-drop")).to_have_count(1)
    shot(page, "finger")
    with page.expect_navigation():
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    expect(cell(page, period, 2)).to_contain_text("sunita")
    shift.refresh_from_db()
    assert shift.starts_at == at(first_day(period) + timedelta(days=2), 8)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert errors == []


def box_of(what: Locator) -> tuple[float, float]:
    """Return the middle of something where it lies, without scrolling to it."""
    box = what.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_keyboard_alone_changes_a_shift(
    live_server: Any, desk: BrowserContext, sign_in: Enter
) -> None:
    period, shift = a_draft()
    page = sign_in(desk, live_server.url, "maya")
    page.goto(f"{live_server.url}/duty/roster?of={period.pk}")

    page.locator(f'[data-shift="{shift.pk}"]').focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/duty/roster/shift/{shift.pk}")
    page.locator("[name=person]").focus()
    page.keyboard.type("operator")
    page.locator("[name=starts]").fill("10:00")
    page.locator("main form .button").first.focus()
    page.keyboard.press("Enter")

    expect(cell(page, period, 0)).to_contain_text("operator")
    expect(cell(page, period, 0)).to_contain_text("10:00–20:00")


def test_axe_finds_nothing_on_the_pages_of_duty(
    live_server: Any, phone: BrowserContext, sign_in: Enter
) -> None:
    period, shift = a_draft()
    page = sign_in(phone, live_server.url, "maya")
    page.click("button.urgent")
    page.wait_for_url("**/calls/now/*")
    alert = page.url.replace(live_server.url, "")
    roster = f"/duty/roster?of={period.pk}"

    problems = []
    for scheme, address in (
        ("light", alert),
        ("light", "/duty/"),
        ("light", roster),
        ("light", f"/duty/roster/shift/{shift.pk}"),
        ("light", "/duty/tests"),
        ("light", "/duty/ways/add"),
        ("dark", alert),
        ("dark", "/duty/"),
        ("dark", roster),
    ):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(f"{live_server.url}{address}")
        found = Axe().run(page).response["violations"]
        problems += [(address, one["id"], one["nodes"][0]["html"]) for one in found]

    assert problems == []
