"""The page of proceedings on a cheap phone: written down by touch, nothing runs over."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from payung.engines.clocks import Event
from payung.engines.proceedings import Track
from payung.programme.cases.arrests import Taken, record_arrest, record_step
from payung.programme.cases.models import Case
from payung.programme.people.models import Person
from payung.programme.proceedings.hearing_deeds import NewHearing, set_hearing
from payung.programme.proceedings.models import Hearing
from payung.programme.proceedings.words import Purpose
from tests.programme.proceedings.conftest import a_case, begun
from tests.programme.standby.conftest import Office, make_office, person


pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("PAYUNG_SHOTS", "")
Enter = Callable[[BrowserContext, str, str], Page]


def shot(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"track-{name}.png", full_page=True)


def a_day_in_court() -> Case:
    """Somebody was taken yesterday, has a defence, and a date in ten days."""
    office, now = make_office(), timezone.now()
    case = a_case(office)
    taken = Taken(taken_at=now - timedelta(hours=20))
    arrest = record_arrest(actor=office.sunita, case=case, taken=taken, at=now)
    record_step(
        actor=office.sunita,
        arrest=arrest,
        event=Event.FAMILY_TOLD,
        happened_at=now - timedelta(hours=15),
        at=now,
    )
    row = begun(office, case, Track.DEFENCE)
    asked_for_bail(office, row)
    date(office, row, 10)
    return case


def asked_for_bail(office: Office, row: Any) -> None:
    from payung.programme.proceedings.step_deeds import Written, ask_step

    now = timezone.now()
    told = Written(code="D9", moment=now - timedelta(hours=2), note="By hand")
    ask_step(actor=office.sunita, proceeding=row, told=told, version=1, at=now)


def date(office: Office, row: Any, days: int) -> Hearing:
    now = timezone.now()
    new = NewHearing(
        moment=now + timedelta(days=days), purpose=Purpose.BAIL, goes=person("anju")
    )
    return set_hearing(actor=office.sunita, proceeding=row, new=new, version=2, at=now)


def fits(page: Page) -> bool:
    found: bool = page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )
    return found


def small_targets(page: Page) -> list[str]:
    """Return the words of every button of the page itself that is below 44 pixels."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("main button, main a.button")]
            .filter(x => x.offsetParent && x.getBoundingClientRect().height < 44)
            .map(x => x.textContent.trim())"""
    )
    return found


@pytest.mark.parametrize("language", ["en", "my", "ne"])
def test_the_page_fits_a_small_phone_and_a_screen_reader(
    live_server: Any, phone: BrowserContext, sign_in: Enter, language: str
) -> None:
    case = a_day_in_court()
    Person.objects.filter(handle="sunita").update(language=language)
    page = sign_in(phone, live_server.url, "sunita")

    page.goto(f"{live_server.url}/work/{case.reference}/proceedings")

    shot(page, f"page-{language}")
    assert fits(page)
    assert small_targets(page) == []
    assert Axe().run(page).response["violations"] == []


def test_production_before_the_judge_is_written_down_by_touch(
    live_server: Any, phone: BrowserContext, sign_in: Enter
) -> None:
    case = a_day_in_court()
    page = sign_in(phone, live_server.url, "sunita")
    page.goto(f"{live_server.url}/work/{case.reference}/proceedings")

    page.get_by_role("link", name="Happened First time before a judge").tap()
    shot(page, "step")
    page.get_by_role("button", name="Keep").tap()

    expect(page.locator(".steps")).to_contain_text("First time before a judge")
    page.goto(f"{live_server.url}/work/{case.reference}")
    expect(page.locator("main")).to_contain_text("First time before a judge")


def test_an_attorney_gives_a_date_back_and_another_takes_it(
    live_server: Any, phone: BrowserContext, desk: BrowserContext, sign_in: Enter
) -> None:
    a_day_in_court()
    anju = sign_in(phone, live_server.url, "anju")
    anju.goto(f"{live_server.url}/dates/")
    shot(anju, "dates")
    assert fits(anju)
    assert Axe().run(anju).response["violations"] == []

    anju.get_by_role("link", name="I cannot go").tap()
    anju.get_by_text("I am not well").tap()
    anju.get_by_role("button", name="Look for another").tap()
    expect(anju.locator("main")).to_contain_text("Others are asked now.")
    binita = sign_in(desk, live_server.url, "binita")
    binita.goto(f"{live_server.url}/dates/")
    binita.get_by_role("button", name="I go").click()

    expect(binita.locator("main")).to_contain_text("You go.")
    anju.reload()
    expect(anju.locator("main")).to_contain_text("No date is yours now.")


def test_an_address_for_a_calendar_is_made_on_the_phone(
    live_server: Any, phone: BrowserContext, sign_in: Enter
) -> None:
    make_office()
    page = sign_in(phone, live_server.url, "anju")
    page.goto(f"{live_server.url}/settings/")

    page.get_by_role("link", name="An address for my calendar").tap()
    page.get_by_role("button", name="Make an address").tap()

    expect(page.locator("#address")).to_have_value(
        re.compile(r"/calendar/[\w-]{43}\.ics$")
    )
    shot(page, "calendar")
    assert fits(page)
    assert Axe().run(page).response["violations"] == []
