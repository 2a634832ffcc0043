"""A sitting on a phone without a network: locked, closed in between, sent once."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, Route, expect

from payung.programme.circles.lawyer import NewMeeting, plan_meeting
from payung.programme.circles.models import (
    ActionItem,
    Decision,
    Finding,
    FocusGroup,
    LegalQuestion,
    SentForm,
)
from payung.programme.people.models import Person
from tests.cast import MAYA, SUNITA, team_of
from tests.journeys.cut_line import NO_CONNECTION, Line
from tests.needles import everything_kept
from tests.needles import found as needles_found
from tests.programme.circles.conftest import held, planned
from tests.programme.reports.sent import form_in


pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("PAYUNG_SHOTS", "")
Enter = Callable[[BrowserContext, str, str], Page]
WORDS = ("Zelquarry", "Vexandrine", "Quillambry")
# Every byte that the browser keeps for us: pages, files, rows, and what scripts keep.
ALL_THAT_IS_KEPT = """
async () => {
  const rows = [];
  for (const { name } of await indexedDB.databases()) {
    const open = indexedDB.open(name);
    const base = await new Promise((done) => (open.onsuccess = () => done(open.result)));
    for (const store of base.objectStoreNames) {
      const ask = base.transaction(store).objectStore(store);
      const [keys, all] = [ask.getAllKeys(), ask.getAll()];
      await new Promise((done) => (all.onsuccess = done));
      rows.push(...keys.result.map((key) => `${name}/${store}/${key}`));
      rows.push(...all.result.map((one) => one instanceof Uint8Array ? new TextDecoder("latin1").decode(one) : JSON.stringify(one)));
    }
    base.close();
  }
  const pages = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const one of await cache.keys()) {
      const path = new URL(one.url).pathname;
      if (!path.startsWith("/static/")) pages.push(path, await (await cache.match(one)).text());
    }
  }
  return { rows, pages, storage: { ...localStorage, ...sessionStorage } };
}
"""

# The worker's clock cannot be moved: what it was told to keep is kept until yesterday.
A_DAY_LATER = """
async () => {
  const cache = await caches.open("kept-pages");
  for (const one of await cache.keys()) {
    const kept = await cache.match(one);
    if (!kept.headers.has("X-Kept-Until")) continue;
    const until = Number(kept.headers.get("X-Kept-Until")) - 2 * 86400000;
    const headers = { "Content-Type": "text/html", "X-Kept-Until": String(until) };
    await cache.put(one, new Response(await kept.text(), { headers }));
  }
}
"""


def shot(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"circle-off-{name}.png", full_page=True)


def keep(page: Page) -> None:
    page.get_by_role("button", name="Keep", exact=True).click()


def open_kept(page: Page, address: str) -> None:
    """Open a page and wait until it could be opened without a network."""
    page.goto(address)
    page.wait_for_selector("html[data-kept=yes]", state="attached")


def write_finding(page: Page, words: str) -> None:
    page.get_by_role("link", name="Add a finding").click()
    page.locator("[name=about_one][value=no]").check()
    page.fill("#id_text", words)
    page.get_by_label("Ways home at night").check()
    page.locator("[name=severity][value='2']").check()


def test_a_whole_sitting_without_a_network_is_kept_locked_and_arrives_once(
    line: Line, phone: BrowserContext, sign_in: Enter
) -> None:
    team, [maya, _sunita] = team_of(MAYA, SUNITA)
    group = planned(maya, team, timezone.now() - timedelta(hours=3))
    address = f"{line.address}/circles/{group.pk}"
    page = sign_in(phone, line.address, "sunita")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    open_kept(page, address)
    line.cut(phone)

    page.get_by_role("link", name="It was held").click()
    page.fill("#id_came_f", "6")
    page.locator("[name=led][value=yes]").check()
    page.locator("[name=allowed][value=codes]").check()
    page.fill("#id_note", "Zelquarry spoke first")
    keep(page)
    expect(page.locator("#today [data-kept=waiting]")).to_have_count(1)
    expect(page.locator("#told")).to_contain_text("locked and kept on this phone")
    write_finding(page, "The lamp at Vexandrine is dark")
    shot(page, "finding")
    # The browser is closed before anybody pressed anything.
    expect(page.locator("#writing .draft")).to_be_visible()
    page.close()

    page = phone.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address)
    expect(page.locator("[data-top] [data-kept=begun]")).to_have_count(1)
    page.get_by_role("button", name="Go on writing").first.click()
    expect(page.locator("#told")).to_contain_text("cannot be opened here")
    write_finding(page, "The gate is shut at nine")
    keep(page)
    page.get_by_role("link", name="Decide something").click()
    page.fill("#id_what", "Ask Quillambry for a lamp")
    expect(page.locator("#writing [name=why]")).to_have_count(2)
    page.locator("#writing [name=why]").first.uncheck()
    page.locator("[name=decided_by][value=vote]").check()
    page.locator("[name=changes][value=no]").check()
    keep(page)
    page.locator("#decide").get_by_role("button", name="Who, what, when").click()
    page.fill("#id_who", "maya")
    page.fill("#id_what", "Write the letter")
    keep(page)
    expect(page.locator("#who [data-kept=waiting]")).to_have_count(1)
    shot(page, "waiting")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert Axe().run(page).response["violations"] == []
    lies_open = page.evaluate(ALL_THAT_IS_KEPT)
    assert [
        one for one in (*WORDS, "sunita", "maya", "np-room") if one in str(lies_open)
    ] == []
    assert Finding.objects.count() == 0

    line.mend(phone)
    expect(page.locator("#today [data-finding]")).to_have_count(1)
    expect(page.locator("[data-kept=waiting]")).to_have_count(0)
    page.get_by_role("button", name="Go on writing").click()
    expect(page.locator("#id_text")).to_have_value("The lamp at Vexandrine is dark")
    keep(page)
    expect(page.locator("#today [data-finding]")).to_have_count(2)
    expect(page.locator(".saved")).to_have_attribute("data-state", "saved")
    shot(page, "arrived")

    group = FocusGroup.objects.get(pk=group.pk)
    assert group.activity.state == "held"
    assert group.note is not None
    assert Finding.objects.count() == 2
    decision = Decision.objects.get()
    assert [one.number for one in decision.findings.all()] == [1]
    assert ActionItem.objects.get().who == Person.objects.get(handle="maya")
    assert SentForm.objects.count() == 5
    assert needles_found(WORDS, everything_kept()) == []
    assert errors == []


def test_an_answer_that_is_lost_stores_once_and_a_refused_one_is_mended_or_let_go(
    line: Line, phone: BrowserContext, sign_in: Enter
) -> None:
    team, [maya, _sunita] = team_of(MAYA, SUNITA)
    group = held(maya, planned(maya, team, timezone.now() - timedelta(hours=3)))
    page = sign_in(phone, line.address, "sunita")
    open_kept(page, f"{line.address}/circles/{group.pk}")

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/waiting", lose)
    write_finding(page, "Said once")
    with page.expect_event("requestfailed"):
        keep(page)
    expect(page.locator("#today [data-kept=waiting]")).to_have_count(1)
    page.unroute("**/waiting")
    # The finding is sent again before the end of the minutes, which needs it.
    page.get_by_role("button", name="Finish the minutes").click()
    expect(page.locator("#told")).to_contain_text("have no answer yet: 1.")
    expect(page.locator(".entry[data-kept]")).to_have_count(0)
    assert Finding.objects.count() == 1

    page.reload()
    page.get_by_role("link", name="Decide something").click()
    page.fill("#id_what", "Too late")
    page.locator("[name=decided_by][value=vote]").check()
    page.locator("[name=changes][value=no]").check()
    page.fill("#id_due_on", "2020-01-01")
    keep(page)
    expect(page.locator("#writing [data-refused]")).to_contain_text("This day is over.")
    expect(page.locator("#id_what")).to_have_value("Too late")
    shot(page, "refused")
    page.reload()
    page.get_by_role("button", name="Let it go").click()
    shot(page, "let-go")
    page.get_by_role("button", name="No, it stays").click()
    page.locator("[data-top]").get_by_role("button", name="Correct it").click()
    expect(page.locator("#id_what")).to_have_value("Too late")
    page.fill("#id_due_on", (timezone.localdate() + timedelta(days=9)).isoformat())
    keep(page)
    expect(page.get_by_text("We decide something")).to_be_visible()
    write_finding(page, "Never mind")
    expect(page.locator("#writing .draft")).to_be_visible()
    page.get_by_role("button", name="Back", exact=True).click()
    page.get_by_role("button", name="Let it go").click()
    page.get_by_role("button", name="Yes, let it go").click()
    expect(page.locator(".entry[data-kept]")).to_have_count(0)

    assert Decision.objects.count() == 1
    assert Finding.objects.count() == 1
    rows = page.evaluate(ALL_THAT_IS_KEPT)["rows"]
    assert [one for one in rows if "circle|" in one] == []


def test_one_persons_story_never_goes_out_of_the_book_as_a_finding(
    line: Line, phone: BrowserContext, sign_in: Enter
) -> None:
    team, [maya, _sunita] = team_of(MAYA, SUNITA)
    form_in("np")
    group = held(maya, planned(maya, team, timezone.now() - timedelta(hours=3)))
    page = sign_in(phone, line.address, "sunita")
    sent: list[str] = []
    page.on("request", lambda asked: sent.append(f"{asked.url} {asked.post_data}"))
    open_kept(page, f"{line.address}/circles/{group.pk}")

    line.cut(phone)
    write_finding(page, "Zelquarry was beaten")
    page.locator("[name=about_one][value=yes]").check()
    keep(page)
    expect(page.locator("[data-refused]")).to_contain_text("belongs into a note")
    line.mend(phone)
    keep(page)

    page.wait_for_url(f"{line.address}/notes/new")
    expect(page.get_by_text("This is what you wrote before.")).to_be_visible()
    assert [one for one in sent if "Zelquarry" in one or "/waiting" in one] == []
    assert Finding.objects.count() == 0


def test_a_meeting_with_the_lawyer_is_written_on_without_a_network(
    line: Line, phone: BrowserContext, sign_in: Enter
) -> None:
    team, [maya, _sunita] = team_of(MAYA, SUNITA)
    start = timezone.now() - timedelta(hours=3)
    new = NewMeeting(team=team, start=start, end=start + timedelta(hours=2))
    meeting = plan_meeting(actor=maya, new=new, at=start)
    page = sign_in(phone, line.address, "sunita")
    open_kept(page, f"{line.address}/circles/lawyer/{meeting.pk}")

    line.cut(phone)
    page.reload()
    page.wait_for_selector("html[data-writes=yes]", state="attached")
    page.get_by_role("link", name="Write down a question").click()
    page.fill("#id_text", "May Zelquarry be searched?")
    keep(page)
    page.get_by_role("button", name="Answer it").click()
    page.fill("#id_answer", "Not without a paper")
    keep(page)
    page.get_by_role("link", name="It was held").click()
    page.fill("#id_came_f", "4")
    page.get_by_label("Being stopped or searched").check()
    keep(page)
    expect(page.locator("[data-kept=waiting]")).to_have_count(3)
    shot(page, "lawyer")
    line.mend(phone)

    expect(page.locator("main")).to_contain_text("What the lawyer said")
    expect(page.locator(".saved")).to_have_attribute("data-state", "saved")

    assert LegalQuestion.objects.get().answered_in == meeting
    assert needles_found(WORDS, everything_kept()) == []


def test_leaving_takes_the_page_off_the_phone_and_what_waits_stays_locked(
    line: Line, phone: BrowserContext, sign_in: Enter
) -> None:
    team, [maya, _sunita] = team_of(MAYA, SUNITA)
    group = held(maya, planned(maya, team, timezone.now() - timedelta(hours=3)))
    address = f"{line.address}/circles/{group.pk}"
    page = sign_in(phone, line.address, "sunita")
    open_kept(page, address)
    line.cut()
    write_finding(page, "Zelquarry")
    keep(page)
    expect(page.locator("[data-kept=waiting]")).to_have_count(1)

    page.get_by_role("button", name="Leave").click()
    page.wait_for_url(lambda url: not url.startswith(line.address))
    line.wait_until_asked_in_vain("POST /leave")
    page.close()
    page = phone.new_page()
    with pytest.raises(Exception, match=NO_CONNECTION):
        page.goto(address)
    page.close()
    line.mend()

    page = sign_in(phone, line.address, "sunita")
    page.goto(address)
    expect(page.locator("#today [data-finding]")).to_have_count(1)
    assert Finding.objects.count() == 1


def test_a_kept_page_is_gone_when_its_day_is_over(
    line: Line, phone: BrowserContext, sign_in: Enter
) -> None:
    team, [maya, _sunita] = team_of(MAYA, SUNITA)
    group = held(maya, planned(maya, team, timezone.now() - timedelta(hours=3)))
    address = f"{line.address}/circles/{group.pk}"
    page = sign_in(phone, line.address, "sunita")
    open_kept(page, address)
    page.evaluate(A_DAY_LATER)

    line.cut(phone)
    with pytest.raises(Exception, match=NO_CONNECTION):
        page.goto(address)
    line.mend(phone)
    page.goto(f"{line.address}/sign-in")

    assert page.evaluate(ALL_THAT_IS_KEPT)["pages"] == []
