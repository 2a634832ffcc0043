"""Somebody steps aside, lends and masks, on a cheap phone and without a mouse."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from payung.programme.cases.actions import NewCase, open_case
from payung.programme.cases.lending.loans import NewLoan, lend_case
from payung.programme.cases.models import Case
from payung.programme.people.models import Person
from tests.cast import ANJU, MAYA, OFFICER, OPERATOR, SUNITA, team_of


pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("PAYUNG_SHOTS", "")
Enter = Callable[[BrowserContext, str, str], Page]


def looked_at(page: Page, name: str) -> None:
    """Check that nothing reaches beyond the screen and that axe has no complaint."""
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"aside-{name}.png", full_page=True)
    wider = "document.documentElement.scrollWidth > innerWidth"
    assert page.evaluate(wider) is False, name
    assert Axe().run(page).response["violations"] == [], name


def test_she_masks_lends_and_steps_aside(
    live_server: Any, phone: BrowserContext, sign_in: Enter
) -> None:
    team, [maya, sunita, _anju] = team_of(MAYA, SUNITA, ANJU)
    team_of(OPERATOR, OFFICER, name="Night team")
    case = open_case(
        actor=sunita,
        new=NewCase(team=team, title="Kamala and her son Bishal"),
        at=timezone.now(),
    )
    lent = NewLoan(
        person=Person.objects.get(handle="officer"),
        until=timezone.now() + timedelta(days=3),
    )
    lend_case(actor=maya, case=case, new=lent, at=timezone.now())
    address = reverse("case", args=[case.reference])

    page = sign_in(phone, live_server.url, "sunita")
    # Lent a moment ago: her first page renews the key that the case moved under.
    expect(page.get_by_text("Every note has its new key.")).to_be_visible()
    page.goto(f"{live_server.url}{address}/masks")
    page.get_by_label("Where they stand").select_option("title")
    page.get_by_label("The words, exactly as they stand there").fill("Bishal")
    page.get_by_label("They name a child").check()
    page.get_by_role("button", name="Mask them").click()
    expect(page.get_by_text("They name a child · 6 characters")).to_be_visible()
    looked_at(page, "masks")

    page.goto(page.url.replace("/masks", "/staff-notes"))
    page.get_by_label("Note", exact=True).fill("Ask the aunt first")
    page.get_by_role("button", name="Keep").click()
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("Ask the aunt first")).to_be_visible()
    looked_at(page, "staff-notes")

    page.goto(page.url.replace("/staff-notes", "/who/lend"))
    page.get_by_label("operator:").check()
    page.get_by_label("She read these words to me, all six").check()
    looked_at(page, "lend")
    page.get_by_role("button", name="Lend it").click()
    expect(page.get_by_text("operator")).to_have_count(2)
    looked_at(page, "who")

    page.get_by_role("link", name="I know somebody in it: step aside").click()
    page.get_by_label("A relative of mine is in it").check()
    page.get_by_label("In your words").fill("He is my cousin")
    looked_at(page, "aside")
    page.get_by_role("button", name="Step aside now").click()
    expect(page.get_by_text("You stand aside.")).to_be_visible()

    assert case.reference not in page.content()
    assert Case.objects.get().team.kind == "side"
    assert Case.objects.get().stood_aside.get().person.handle == "sunita"
