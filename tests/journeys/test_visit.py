"""A visit of two from the list of what is due to being out, on a cheap phone."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from payung.programme.outreach.codes import AlertKind, Method
from payung.programme.outreach.models import DiaryTap, OutreachVisit
from payung.programme.outreach.pairs import NewVisit
from payung.programme.outreach.planning import begin_plan, plan_visit
from payung.programme.outreach.setting import set_visit
from payung.programme.outreach.venues import Size, estimate_size, warn
from tests.journeys.cut_line import Line
from tests.programme.outreach.conftest import KATHMANDU, Office, make_office, memory


__all__ = ["memory"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("PAYUNG_SHOTS", "")
Enter = Callable[[BrowserContext, str, str], Page]


def shot(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"visit-{name}.png", full_page=True)


def no_fault_in(page: Page, *, width: int = 360) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    problems = Axe().run(page).response["violations"]
    assert [one["id"] for one in problems] == []


@pytest.fixture
def office(transactional_db: None) -> Office:
    office = make_office()
    now = timezone.now()
    size = Size(low=10, point=20, high=40, method=Method.PEERS, on=now.date())
    estimate_size(actor=office.maya, venue=office.bar, size=size, at=now)
    return office


def test_two_go_in_count_without_a_network_and_are_out(
    line: Line, phone: BrowserContext, sign_in: Enter, office: Office
) -> None:
    now = timezone.now()
    warn(
        actor=office.maya,
        venue=office.bar,
        kind=AlertKind.CRACKDOWN,
        words="Two vans",
        expires_at=now + timedelta(days=2),
        at=now,
    )
    new = NewVisit(
        venue=office.bar,
        starts_at=now,
        ends_at=now + timedelta(hours=2),
        pair=office.pair,
    )
    visit = set_visit(actor=office.maya, new=new, at=now)
    page = sign_in(phone, line.address, "sunita")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))

    page.goto(f"{line.address}/outreach/")
    expect(page.locator("main")).to_contain_text("Police are clearing the place")
    expect(page.locator("#due")).to_contain_text("Promised every 14 days.")
    no_fault_in(page)
    shot(page, "week")
    page.click(f".week .chip:has-text('{office.bar.code}')")
    page.wait_for_url(f"**/outreach/visits/{visit.pk}")
    no_fault_in(page)
    shot(page, "before")

    page.select_option("[name=minutes]", "60")
    page.click("text=We go in")
    expect(page.locator(".check")).to_contain_text("Out again by")
    shot(page, "inside")
    women = page.locator("[data-sums='person:f..n']")
    page.wait_for_selector("html[data-kept=yes]", state="attached")
    line.cut(phone)
    # The phone was put away and the browser closed the page: it opens all the same.
    page.reload()
    page.click(".ages label:has-text('25 to 34')")
    for _each in range(3):
        women.click()
    page.click("[value='person fnvn -1']")
    page.click("[data-sums='material:condoms']")
    page.click("[data-heard=y]")
    expect(women).to_have_text("2")
    expect(page.locator("[data-waits]")).to_be_visible()
    expect(page.locator("[data-note] a")).to_have_attribute("href", "/notes/new")
    shot(page, "offline")
    assert DiaryTap.objects.count() == 0

    page.click("text=We are out, both of us")
    expect(page.locator("[data-no-network]")).to_be_visible()
    line.mend(phone)
    expect(page.locator("main")).to_contain_text("Nobody looks for you any more.")
    expect(page.locator("[data-waits]")).to_be_hidden()
    expect(page.locator("[data-sums='person:f..n']")).to_have_text("2")
    expect(page.locator("[data-sums='material:condoms']")).to_have_text("10")
    no_fault_in(page)
    shot(page, "after")

    found = OutreachVisit.objects.select_related("activity").get()
    assert (found.activity.state, found.violence) == ("held", True)
    assert dict(found.activity.came.values_list("category", "count")) == {"f2vn": 2}
    assert DiaryTap.objects.count() == 6
    assert errors == []


def test_a_planned_visit_is_dragged_to_the_next_day_or_moved_by_a_button(
    line: Line, desk: BrowserContext, sign_in: Enter, office: Office
) -> None:
    now = timezone.now()
    local = (now + timedelta(days=35)).astimezone(KATHMANDU)
    first = local.replace(day=1, hour=18, minute=0, second=0, microsecond=0)
    monday = first + timedelta(days=(7 - first.weekday()) % 7)
    plan = begin_plan(actor=office.maya, team=office.team, month=monday.date(), at=now)
    new = NewVisit(
        venue=office.bar,
        starts_at=monday,
        ends_at=monday + timedelta(hours=2),
        pair=office.pair,
    )
    planned = plan_visit(actor=office.maya, plan=plan, new=new, at=now)
    tuesday = monday.date() + timedelta(days=1)
    page = sign_in(desk, line.address, "maya")

    page.goto(f"{line.address}/outreach/?week={monday.date()}")
    no_fault_in(page, width=1366)
    shot(page, "strip")
    chip = page.locator(".chip[data-shift]")
    with page.expect_navigation():
        chip.drag_to(page.locator(f"[data-day='{tuesday}']"))
    planned.refresh_from_db()
    assert planned.starts_at.astimezone(KATHMANDU).date() == tuesday

    page.click(".chip[data-shift]")
    no_fault_in(page, width=1366)
    shot(page, "planned")
    page.click(f".days-of-week [value='{monday.date()}']")
    page.wait_for_url("**/outreach/?week=*")
    planned.refresh_from_db()
    assert planned.starts_at.astimezone(KATHMANDU) == monday


def test_a_place_is_written_down_and_read_on_a_phone(
    line: Line, phone: BrowserContext, sign_in: Enter, office: Office
) -> None:
    page = sign_in(phone, line.address, "bina")

    page.goto(f"{line.address}/outreach/places/new")
    page.fill("[name=name]", "Quillalane")
    page.select_option("[name=kind]", "street")
    page.check("[name=busy][value='38']")
    no_fault_in(page)
    shot(page, "place-new")
    page.click("form.card .button.wide")
    expect(page.locator("h1")).to_have_text("NP-26-V-000002")
    expect(page.locator("main")).not_to_contain_text("Quillalane")
    page.click(".reveal button >> nth=0")
    expect(page.locator(".reveal output").first).to_have_text("Quillalane")
    no_fault_in(page)
    shot(page, "place")
