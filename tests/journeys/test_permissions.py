"""She is asked, she is counselled, she takes a yes back: on a cheap phone."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from payung.programme.cases.actions import NewCase, open_case
from payung.programme.consents.models import PurposeDetail
from tests.cast import MAYA, SUNITA, team_of
from tests.needles import everything_kept, found


pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Where to put pictures for people to look at; nowhere unless somebody asks.
SHOTS = os.environ.get("PAYUNG_SHOTS", "")
Enter = Callable[[BrowserContext, str, str], Page]


def shot(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"permissions-{name}.png", full_page=True)


def fits(page: Page) -> bool:
    """Return whether nothing reaches beyond the screen, and axe has no complaint."""
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return bool(wide <= 0) and Axe().run(page).violations_count == 0


def test_from_the_first_question_to_a_session_and_back_again(
    live_server: Any, phone: BrowserContext, sign_in: Enter
) -> None:
    team, [maya, _sunita] = team_of(MAYA, SUNITA)
    case = open_case(
        actor=maya, new=NewCase(team=team, title="Tea shop"), at=timezone.now()
    )
    page = sign_in(phone, live_server.url, "sunita")
    here = f"{live_server.url}/work/{case.reference}"

    page.goto(f"{here}/permissions")
    shot(page, "age")
    page.get_by_role("button", name="18 or older").click()
    expect(page.get_by_text("Not asked yet")).to_have_count(10)
    assert fits(page)
    shot(page, "all")
    page.get_by_role("link", name="Ask her").first.click()
    assert fits(page)
    shot(page, "one")
    page.get_by_role("button", name="Yes").click()
    page.wait_for_url(re.compile(r"/permissions/2$"))
    page.goto(f"{here}/permissions/4")
    page.get_by_role("button", name="Yes").click()

    page.goto(f"{here}/permissions/4/kept")
    page.select_option("#id_kind", "full_name")
    page.fill("#id_text", "Parbati Sherchan")
    page.get_by_role("button", name="Keep").click()
    page.get_by_role("button", name="Show").click()
    expect(page.locator("output")).to_have_text("Parbati Sherchan")
    assert fits(page)
    shot(page, "kept")

    page.goto(f"{here}/counselling")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_text("Ask whether she is safe")).to_be_visible()
    page.get_by_role("link", name="Write down a session").click()
    page.fill("#id_minutes", "30")
    page.fill("#id_text", "Parbati Sherchan slept at last")
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_text("30 minutes")).to_be_visible()
    page.get_by_role("link", name="Look at it again").click()
    page.get_by_label("Great danger").check()
    shot(page, "danger")
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_text("Great danger").first).to_be_visible()
    assert fits(page)
    shot(page, "care")

    page.goto(f"{here}/permissions")
    page.locator("summary", has_text="She takes it back").nth(1).click()
    page.get_by_role("button", name="She takes it back").click()
    expect(page.get_by_text("What was kept for it is gone.")).to_be_visible()
    assert fits(page)
    shot(page, "back")
    assert not PurposeDetail.objects.exists()
    assert found(["Parbati", "Sherchan"], everything_kept()) == []
