"""The door on cheap phones: counted without a network, closed in between, nothing lost."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.signals import request_started
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from payung.programme.people.models import Person
from payung.programme.safe_spaces.codes import Broken, Done
from payung.programme.safe_spaces.door.taking import take_taps
from payung.programme.safe_spaces.incidents import NewIncident, write_incident
from payung.programme.safe_spaces.models import (
    DoorWord,
    OpeningDay,
    ServiceGiven,
    Site,
    TakenBack,
    Visit,
)
from payung.programme.safe_spaces.sites import Hours, NewSite, add_hours, open_site
from tests.cast import MAYA, SUNITA, THEN, as_actor, team_of
from tests.journeys.cut_line import NO_CONNECTION, Line
from tests.programme.safe_spaces.taps import closing, service, visit


pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("PAYUNG_SHOTS", "")
Enter = Callable[[BrowserContext, str, str], Page]


def shot(page: Page, name: str) -> None:
    if SHOTS:
        path = Path(SHOTS) / f"door-{name}.png"
        page.screenshot(path=path, full_page=True)


@pytest.fixture
def door(line: Line) -> str:
    """Open a room that is open every day; return the address of its door."""
    team, [maya, _sunita] = team_of(MAYA, SUNITA)
    since = date(2026, 1, 1)
    new = NewSite(team=team, code="blue", name="Blue room", opened_on=since)
    site = open_site(actor=maya, new=new, at=THEN)
    hours = Hours(rule="FREQ=DAILY", opens=time(10), closes=time(18), first=since)
    add_hours(actor=maya, site=site, hours=hours, at=THEN)
    return f"{line.address}/safe/blue/door"


@contextmanager
def nobody_asks_the_server() -> Iterator[None]:
    """Fail where a request reaches the server."""
    asked: list[str] = []

    def note(environ: dict[str, str], **_named: object) -> None:
        asked.append(environ["PATH_INFO"])

    request_started.connect(note)
    try:
        yield
    finally:
        request_started.disconnect(note)
    assert asked == []


def tap(page: Page, name: str, times: int = 1) -> None:
    for _time in range(times):
        page.get_by_role("button", name=name).click()


def shows(page: Page, counter: str, number: int) -> None:
    expect(page.locator(f"[data-count={counter}]")).to_have_text(str(number))


def open_door(page: Page, door: str) -> None:
    """Open the door and wait until it could be opened without a network."""
    page.goto(door)
    page.wait_for_selector("html[data-kept=yes]", state="attached")


def sent(page: Page) -> None:
    """Wait until nothing waits on this phone; only then is the database asked.

    The tests' database lies in memory, where a question stops a write.
    """
    mark = page.locator(".saved")
    expect(mark).to_have_attribute("data-state", "saved", timeout=30_000)


def counted() -> dict[str, int]:
    rows = Visit.objects.filter(taken_back=False)
    return {name: rows.filter(counter=name).count() for name in ("new", "back", "card")}


def test_what_is_counted_without_a_network_arrives_once_though_the_page_was_closed(
    door: str, line: Line, phone: BrowserContext, chromium: Browser, sign_in: Enter
) -> None:
    page = sign_in(phone, line.address, "sunita")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    open_door(page, door)
    shot(page, "empty")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360

    tap(page, "New today", 2)
    shows(page, "new", 2)
    sent(page)
    assert counted()["new"] == 2

    line.cut(phone)
    with nobody_asks_the_server():
        page = counts_on_without_a_network(page, phone, door)
    line.mend(phone)

    sent(page)
    assert counted() == {"new": 5, "back": 1, "card": 0}
    assert ServiceGiven.objects.get().taken_back
    assert TakenBack.objects.count() == 1
    assert Visit.objects.count() == 6
    another_phone_adds_up(door, chromium, sign_in)
    shows_what_the_other_counted(page)
    it_has_to_close(page)
    assert errors == []


def counts_on_without_a_network(page: Page, phone: BrowserContext, door: str) -> Page:
    tap(page, "New today", 3)
    tap(page, "Rest")
    shows(page, "rest", 1)
    tap(page, "Take the last tap back")
    shows(page, "rest", 0)
    shows(page, "new", 5)
    expect(page.locator("[data-waits]")).to_contain_text("5 taps wait on this phone")
    shot(page, "offline")
    page.close()
    page = phone.new_page()
    page.goto(door)
    shows(page, "new", 5)
    tap(page, "Came back")
    shows(page, "back", 1)
    expect(page.locator("[data-waits]")).to_contain_text("6 taps wait on this phone")
    return page


def another_phone_adds_up(door: str, chromium: Browser, sign_in: Enter) -> None:
    with chromium.new_context(locale="en-GB") as second:
        page = sign_in(second, door.partition("/safe")[0], "maya")
        open_door(page, door)
        shows(page, "new", 5)
        tap(page, "New today", 2)
        shows(page, "new", 7)
        sent(page)


def shows_what_the_other_counted(page: Page) -> None:
    tap(page, "Came with a card")
    shows(page, "card", 1)
    shows(page, "new", 7)


def it_has_to_close(page: Page) -> None:
    page.get_by_role("button", name="Raid").click()

    expect(page.locator("[data-closed]")).to_contain_text("Closed: Raid")
    sent(page)
    assert DoorWord.objects.get().reason == "raid"
    expect(page.locator("[data-said]")).to_contain_text("call them yourself")
    day = OpeningDay.objects.get()
    assert (day.status, day.reason) == ("partly", "raid")
    shot(page, "closed")
    problems = Axe().run(page).response["violations"]
    assert [one["id"] for one in problems] == []


def test_what_was_left_does_not_open_again_without_a_network_and_loses_no_tap(
    door: str, line: Line, phone: BrowserContext, sign_in: Enter
) -> None:
    page = sign_in(phone, line.address, "sunita")
    open_door(page, door)
    line.cut()
    tap(page, "New today")
    expect(page.locator("[data-waits]")).to_be_visible()

    page.get_by_role("button", name="Leave").click()
    page.wait_for_url(lambda url: not url.startswith(line.address))
    line.wait_until_asked_in_vain("POST /leave")
    page.close()
    page = phone.new_page()
    with pytest.raises(Exception, match=NO_CONNECTION):
        page.goto(door)

    line.mend()
    page.close()
    page = phone.new_page()
    page.goto(f"{line.address}/")
    expect(page.locator("[name=passphrase]")).to_be_visible()
    assert {one["name"] for one in phone.cookies()} == {"csrf", "ph"}
    page.close()
    page = sign_in(phone, line.address, "sunita")
    open_door(page, door)
    shows(page, "new", 1)
    sent(page)
    assert counted()["new"] == 1


def test_a_card_that_is_typed_goes_as_its_digest_alone(
    door: str, phone: BrowserContext, sign_in: Enter
) -> None:
    page = sign_in(phone, door.partition("/safe")[0], "sunita")
    page.goto(door.replace("/door", "/cards"))
    page.get_by_role("button", name="Make a new card").click()
    code = page.locator("input[name=code]").first.get_attribute("value") or ""
    shot(page, "card")
    open_door(page, door)
    said: list[str] = []
    page.on("request", lambda asked: said.append(asked.post_data or ""))

    page.get_by_text("Say more before you tap").click()
    page.fill("[name=card]", code.lower())
    page.select_option("[name=gender]", "f")
    tap(page, "Came with a card")

    shows(page, "card", 1)
    sent(page)
    visit = Visit.objects.get()
    assert visit.card is not None
    assert visit.category == "fnnn"
    assert code not in "".join(said).upper()
    assert page.input_value("[name=card]") == ""


def test_an_answer_that_is_lost_on_its_way_makes_no_second_count(
    door: str, phone: BrowserContext, sign_in: Enter
) -> None:
    page = sign_in(phone, door.partition("/safe")[0], "sunita")
    open_door(page, door)

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/door/taps", lose)
    with page.expect_event("requestfailed"):
        tap(page, "New today")
    expect(page.locator("[data-waits]")).to_contain_text("One tap waits")
    assert counted()["new"] == 1
    page.unroute("**/door/taps")
    tap(page, "New today")

    shows(page, "new", 2)
    sent(page)
    assert counted()["new"] == 2


def test_a_page_of_somebody_else_s_network_is_no_receipt(
    door: str, phone: BrowserContext, sign_in: Enter
) -> None:
    page = sign_in(phone, door.partition("/safe")[0], "sunita")
    open_door(page, door)
    page.route("**/door/*", lambda route: route.fulfill(body="<p>Pay for Wi-Fi"))
    tap(page, "Came back")
    expect(page.locator("[data-waits]")).to_contain_text("One tap waits")

    page.unroute("**/door/*")
    open_door(page, door)

    sent(page)
    assert counted()["back"] == 1


def test_a_card_is_read_by_the_camera_where_the_browser_can(
    door: str, phone: BrowserContext, sign_in: Enter, tmp_path: Path
) -> None:
    # Chromium on a desk reads no patterns; Android's Chrome does.
    phone.add_init_script(
        "window.BarcodeDetector = class { async detect() "
        "{ return [{ rawValue: 'ABCDE23456' }]; } }"
    )
    picture = tmp_path / "card.png"
    Image.new("RGB", (8, 8)).save(picture)
    page = sign_in(phone, door.partition("/safe")[0], "sunita")
    page.goto(door)

    page.get_by_text("Say more before you tap").click()
    page.set_input_files("[data-camera] input", picture)

    expect(page.locator("[name=card]")).to_have_value("ABCDE23456")


def test_the_pages_of_a_room_fit_a_small_phone_and_can_be_heard(
    door: str, phone: BrowserContext, sign_in: Enter
) -> None:
    page = sign_in(phone, door.partition("/safe")[0], "maya")
    make_a_day_of_it()

    for name in (
        "",
        "../",
        "hours",
        "../days-off",
        "days/2026-11-20",
        "cards",
        "rules",
        "../new",
    ):
        page.goto(door.replace("/door", f"/{name}"))
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, name
        shot(page, f"room-{name.strip('./').replace('/', '-') or 'page'}-{len(name)}")
        problems = Axe().run(page).response["violations"]
        assert [one["id"] for one in problems] == [], name


def make_a_day_of_it() -> None:
    """Count a few visits of today and of the day before."""
    maya = as_actor(Person.objects.get(handle="maya"))
    site, at = Site.objects.get(), timezone.now()
    yesterday = at - timedelta(days=1)
    told = NewIncident(
        day=at.date(), broken=Broken.QUARREL, done=Done.SPOKE, words="Invented"
    )
    write_incident(actor=maya, site=site, new=told, at=at)
    taps = [
        *(visit(at=at, counter=counter) for counter in ("new", "back", "back")),
        visit(at=yesterday),
        service("rest", at=at),
        closing("strike", at=yesterday),
    ]
    take_taps(actor=maya, site=site, taps=taps, at=at)
