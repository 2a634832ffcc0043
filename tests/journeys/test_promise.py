"""A promise taken down on a cheap phone, read back, and thirty days later not kept."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db.models import F
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from payung.programme.activities.models import Activity, State
from payung.programme.advocacy.models import AdvocacyMeeting, Promise
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from tests.cast import MAYA, SUNITA, team_of
from tests.journeys.cut_line import Line
from tests.needles import everything_kept, found
from tests.programme.advocacy.an_office import a_post, a_unit, planned


pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Where to put pictures for people to look at; nowhere unless somebody asks.
SHOTS = os.environ.get("PAYUNG_SHOTS", "")
Enter = Callable[[BrowserContext, str, str], Page]


def shot(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"promise-{name}.png", full_page=True)


def a_meeting(team: Team, actor: Actor) -> AdvocacyMeeting:
    unit = a_unit()
    a_post(actor, unit)
    now = timezone.now()
    return planned(actor, team, unit, start=now - timedelta(minutes=20))


def test_a_promise_is_taken_read_back_and_not_kept_thirty_days_later(
    line: Line, phone: BrowserContext, sign_in: Enter
) -> None:
    team, [maya, _sunita] = team_of(MAYA, SUNITA)
    meeting = a_meeting(team, maya)
    page = sign_in(phone, line.address, "sunita")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))

    page.goto(f"{line.address}/meetings/{meeting.activity_id}/")
    page.get_by_role("link", name="They promise something").click()
    page.get_by_text("Name one post that answers").click()
    page.get_by_text("In a week").click()
    shot(page, "taps-m-light")
    page.get_by_role("button", name="Keep").first.click()

    page.wait_for_url(re.compile(r"/meetings/[0-9a-f-]{36}/$"))
    expect(page.get_by_text("not read back yet")).to_be_visible()
    page.get_by_role("button", name="I read it back to them").click()
    expect(page.get_by_text("not read back yet")).to_have_count(0)
    shot(page, "meeting-m-light")

    # Five weeks and more go by: the rule counts days, so the days are moved.
    earlier = timedelta(days=38)
    Promise.objects.update(
        due_on=F("due_on") - earlier, settles_on=F("settles_on") - earlier
    )
    page.goto(f"{line.address}/meetings/")
    page.get_by_role("link", name="Station officer").click()
    ledger = page.locator("a.todo", has_text="Name one post that answers")
    expect(ledger.locator(".pill")).to_have_text("Not kept")
    shot(page, "ledger-m-light")
    ledger.click()
    page.get_by_text("Kept", exact=True).click()
    page.fill("#id_kept_on", timezone.localdate().isoformat())
    page.select_option("#id_evidence", "seen")
    page.get_by_role("button", name="Keep").click()

    expect(page.locator(".head .pill")).to_have_text("Not kept")
    expect(page.locator(".entry", has_text="Kept")).to_be_visible()
    shot(page, "not-kept-m-light")
    assert errors == []


def test_without_a_connection_promises_wait_locked_and_go_out_once(
    line: Line, phone: BrowserContext, sign_in: Enter
) -> None:
    team, [maya, _sunita] = team_of(MAYA, SUNITA)
    meeting = a_meeting(team, maya)
    page = sign_in(phone, line.address, "sunita")
    page.goto(f"{line.address}/meetings/{meeting.activity_id}/promise")
    page.wait_for_load_state("networkidle")

    line.cut(phone)
    page.get_by_text("Train the staff").click()
    page.get_by_text("In a month").click()
    page.get_by_text("I read it back to them, and they said yes").click()
    page.get_by_text("More words").click()
    page.fill("#id_words", "Zumbrota nodded")
    page.get_by_role("button", name="Keep").first.click()
    expect(page.locator("#told")).to_contain_text("locked and kept on this phone")
    expect(page.locator("#id_words")).to_have_value("")
    shot(page, "waiting-m-light")
    page.get_by_text("Answer a complaint").click()
    page.get_by_text("In a week").click()
    page.get_by_role("button", name="Keep").first.click()
    expect(page.get_by_label("Answer a complaint")).not_to_be_checked()
    kept_on_phone = page.evaluate(ALL_THAT_IS_KEPT)
    line.mend(phone)

    expect(page.locator("#told")).to_contain_text("Kept.")
    expect(page.locator("[data-state]").first).to_have_attribute("data-state", "saved")
    promise, _complaint = Promise.objects.order_by("-due_on")
    assert promise.read_back
    here = timezone.now().astimezone(ZoneInfo("Asia/Kathmandu")).date()
    assert promise.due_on == here + timedelta(days=30)
    assert kept_on_phone == {"rows": 2, "clear": False}
    assert found(("Zumbrota",), everything_kept()) == []


def test_what_is_refused_later_is_said_corrected_and_sent_or_let_go(
    line: Line, phone: BrowserContext, sign_in: Enter
) -> None:
    team, [maya, _sunita] = team_of(MAYA, SUNITA)
    unit = a_unit()
    a_post(maya, unit)
    now = timezone.now()
    first, second = (
        planned(maya, team, unit, start=now - timedelta(minutes=minutes))
        for minutes in (20, 19)
    )
    page = sign_in(phone, line.address, "sunita")
    page.goto(f"{line.address}/meetings/{first.activity_id}/promise")
    page.wait_for_load_state("networkidle")
    line.cut(phone)
    for kind in ("Train the staff", "Answer a complaint"):
        page.get_by_text(kind).click()
        page.get_by_text("On a day").click()
        page.fill("#id_day", "2020-01-01")
        page.locator("details").evaluate("one => (one.open = true)")
        page.fill("#id_words", "Zumbrota nodded")
        page.get_by_role("button", name="Keep").first.click()
        expect(page.get_by_label(kind)).not_to_be_checked()
    Activity.objects.filter(pk=first.activity_id).update(state=State.CANCELLED)

    line.mend(phone)
    aside = page.locator("[data-aside] .entry")
    expect(aside).to_have_count(2)
    expect(aside.first).to_contain_text("called off or moved")
    # The browser was closed meanwhile; the list is on the page of all offices too.
    page.goto(f"{line.address}/meetings/")
    training = aside.filter(has_text="Train the staff")
    expect(training).to_contain_text("Choose the meeting in which it was promised.")
    shot(page, "refused-m-light")
    assert Axe().run(page).response["violations"] == []
    training.get_by_role("button", name="Correct it").click()
    training.get_by_label("In which meeting was it?").select_option(index=0)
    shot(page, "which-m-light")
    training.get_by_role("button", name="Go on").click()
    page.wait_for_url(re.compile(str(second.activity_id)))
    expect(page.get_by_label("Train the staff")).to_be_checked()
    expect(page.locator("#id_words")).to_have_value("Zumbrota nodded")
    page.get_by_role("button", name="Keep").first.click()
    expect(page.locator("#told")).to_contain_text("lies before the meeting")
    page.fill("#id_day", (timezone.localdate() + timedelta(days=9)).isoformat())
    page.get_by_role("button", name="Keep").first.click()

    page.wait_for_url(re.compile(r"/meetings/[0-9a-f-]{36}/$"))
    page.goto(f"{line.address}/meetings/")
    expect(aside).to_have_count(1)
    aside.get_by_role("button", name="Let it go").click()
    expect(aside).to_contain_text("Only this phone has it.")
    aside.get_by_role("button", name="No, it stays").click()
    expect(aside).to_have_count(1)
    aside.get_by_role("button", name="Let it go").click()
    aside.get_by_role("button", name="Yes, let it go").click()
    expect(page.locator("[data-aside]")).to_be_hidden()

    assert Promise.objects.get().meeting == second
    assert page.evaluate(ALL_THAT_IS_KEPT) == {"rows": 0, "clear": False}
    assert found(("Zumbrota",), everything_kept()) == []


def test_the_pages_can_be_read_with_any_eyes(
    line: Line, phone: BrowserContext, sign_in: Enter
) -> None:
    team, [maya, _sunita] = team_of(MAYA, SUNITA)
    one = f"meetings/{a_meeting(team, maya).activity_id}"
    page = sign_in(phone, line.address, "sunita")

    broken, widths = [], set()
    for address in ("meetings/", f"{one}/before", f"{one}/promise", f"{one}/held"):
        page.goto(f"{line.address}/{address}")
        widths.add(page.evaluate("document.documentElement.scrollWidth"))
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            shot(page, f"{address.split('/')[-1] or 'register'}-m-{scheme}")
            broken += Axe().run(page).response["violations"]

    assert [rule["id"] for rule in broken] == []
    assert widths == {360}


# Every byte of the drafts on the phone, looked at for words in clear.
ALL_THAT_IS_KEPT = """
async () => {
  const open = indexedDB.open("daybook", 1);
  await new Promise((done) => (open.onsuccess = done));
  const rows = open.result.transaction("drafts").objectStore("drafts").getAll();
  await new Promise((done) => (rows.onsuccess = done));
  const text = rows.result.map((row) => new TextDecoder("latin1").decode(row)).join();
  return { rows: rows.result.length, clear: text.includes("Zumbrota") || text.includes("training") };
}
"""
