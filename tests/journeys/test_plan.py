"""The plan on a phone and on a desk: the wall, and writing down who came."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from payung.programme.activities.actions import NewActivity, plan_activity
from payung.programme.activities.models import Kind
from payung.programme.findings.periods import month_of, shifted
from payung.programme.people.actors import Actor
from payung.programme.people.founding import Founded
from payung.programme.people.models import Team
from payung.web.demo.plans import demo_year
from tests.cast import MAYA, SUNITA, team_of


pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("PAYUNG_SHOTS", "")
Enter = Callable[[BrowserContext, str, str], Page]


def looked_at(page: Page, name: str) -> None:
    """Find no fault that axe knows, nothing wider than the screen; keep a picture."""
    faults = Axe().run(page).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert [(one["id"], one["nodes"][0]["html"]) for one in faults] == []
    assert not wide
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)


@pytest.fixture
def day_team() -> tuple[Team, Actor]:
    team, [maya, _sunita] = team_of(MAYA, SUNITA)
    return team, maya


def test_who_came_is_counted_with_big_keys_on_a_phone(
    live_server: object,
    phone: BrowserContext,
    sign_in: Enter,
    day_team: tuple[Team, Actor],
) -> None:
    team, maya = day_team
    began = timezone.now() - timedelta(days=1)
    new = NewActivity(
        team=team, kind=Kind.EXCHANGE, start=began, end=began + timedelta(hours=2)
    )
    row = plan_activity(actor=maya, new=new, at=began)
    page = sign_in(phone, str(live_server), "sunita")
    page.goto(f"{live_server}/plan/activity/{row.pk}")
    looked_at(page, "activity-360")
    page.get_by_role("link", name="It was held").click()
    women = page.get_by_role("group", name="Woman").first
    more = women.get_by_role("button", name="One more: 25 to 34")

    for _press in range(3):
        more.click()
    women.get_by_role("button", name="One less: 25 to 34").click()

    expect(page.locator("[data-total]")).to_have_text("2")
    looked_at(page, "hold-360")
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_role("heading", name="Who came")).to_be_visible()
    row.refresh_from_db()
    assert dict(row.came.values_list("category", "count")) == {"f2nn": 2}


def test_the_wall_is_a_table_on_a_desk_and_months_on_a_phone(
    live_server: object,
    desk: BrowserContext,
    phone: BrowserContext,
    sign_in: Enter,
    day_team: tuple[Team, Actor],
) -> None:
    team, maya = day_team
    this_month = month_of(timezone.now().date())
    demo_year(
        office=Founded(actor=maya, team=team, words=()),
        rng=random.Random(7),
        start=shifted(this_month, -10),
        months=11,
        scale=1.0,
    )

    wide = sign_in(desk, str(live_server), "maya")
    wide.goto(f"{live_server}/plan/")
    narrow = sign_in(phone, str(live_server), "sunita")
    narrow.goto(f"{live_server}/plan/")

    expect(wide.get_by_role("table")).to_be_visible()
    expect(wide.locator(".wall-months")).to_be_hidden()
    expect(narrow.get_by_role("table")).to_be_hidden()
    expect(narrow.locator(".wall-months details[open]")).to_have_count(1)
    looked_at(wide, "plan-1366")
    looked_at(narrow, "plan-360")
    for name in ("week", "late"):
        narrow.goto(f"{live_server}/plan/{name}")
        looked_at(narrow, f"plan-{name}-360")
    narrow.goto(f"{live_server}/plan/")
    narrow.locator(".wall-months details[open] a").first.click()
    looked_at(narrow, "plan-line-360")
