"""A paralegal writes a note on a cheap phone; the server never sees a name."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from payung.programme.reports.models import Report
from tests.cast import MAYA, SUNITA, THEN, team_of
from tests.needles import bytes_of_database, found
from tests.programme.reports.sent import area_of, form_in, taken


pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Where to put pictures for people to look at; nowhere unless somebody asks.
SHOTS = os.environ.get("PAYUNG_SHOTS", "")
STORY = "Gita Sunuwar was taken at Lakeside by two men from the Baidam post"
CONSENTS = (
    "service",
    "narrative",
    "identity",
    "attorney",
    "evidence",
    "stats",
    "alert",
    "story",
    "police_anon",
    "complaint",
)
UIC = "PARB-1988-KTM"
SISTER = "Ask for Parbati on +977 9812345678"
CHOSEN = {
    "a_safety-country": "np",
    "a_safety-channel": "outreach",
    "a_safety-safe_now": "yes",
    "a_safety-urgent": "none",
    "b_consent-age_band": "25_34",
    **{f"b_consent-c_{one}": "yes" for one in CONSENTS},
    "c_person-source_connection": "self",
    "d_incident-inc_date_prec": "exact",
    "d_incident-admin": area_of("np"),
    "d_incident-place": "street",
    "perp-1-ptype": "pol_station",
    "f_acts-acts": "eco_extort",
    "actdet-1-act_by": "p1",
    "l_end-elsewhere": "no",
    "i_harm-wants": "record",
}
WRITTEN = {
    "b_consent-safe_contact": SISTER,
    "c_person-uic": UIC,
    "d_incident-inc_date": "2026-11-20",
    "perp-1-pident": "Ram Bahadur",
    "l_end-narrative": STORY,
}
NAMES = (
    "Gita",
    "Sunuwar",
    "Lakeside",
    "Baidam",
    "Parbati",
    "9812345678",
    "Ram Bah",
    UIC,
)
READ_DRAFTS = """() => new Promise((keep) => {
  const open = indexedDB.open("daybook", 1);
  open.onsuccess = () => {
    const all = open.result.transaction("drafts").objectStore("drafts").getAll();
    all.onsuccess = () => keep(all.result.map((one) => String.fromCharCode(...one)));
  };
})"""
Enter = Callable[[BrowserContext, str, str], Page]


def shot(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"notes-{name}.png")


def pick(page: Page, field: Locator, values: str) -> None:
    # Long lists of areas are folded by division.
    field.evaluate("at => at.querySelectorAll('details').forEach((d) => (d.open = 1))")
    for value in values.split():
        field.locator(f'input[value="{value}"] + label').click()


def fill_in(page: Page) -> None:
    """Go from page to page, answering what is asked there, up to the last one."""
    fill_in_with(page, CHOSEN, WRITTEN)


def fill_in_with(page: Page, chosen: dict[str, str], written: dict[str, str]) -> None:
    """Fill the form in with these choices and texts, by the question's place."""
    finish = page.get_by_role("button", name="Finish", exact=True)
    todo = chosen | written
    for _page in range(40):
        for path in [path for path in todo if page.locator(f"#f-data-{path}").count()]:
            field = page.locator(f"#f-data-{path}")
            if path in written:
                field.locator("input.f-input, textarea").first.fill(todo.pop(path))
            else:
                pick(page, field, todo.pop(path))
        if finish.count():
            break
        add = page.get_by_role("button", name="Add", exact=True)
        if add.count() and "perp-1-ptype" in todo:
            add.click()
        else:
            page.locator(".f-form").get_by_role("button").last.click()
    finish.click()


def test_what_is_written_on_a_phone_is_read_by_the_team_alone(
    live_server: Any, phone: BrowserContext, sign_in: Enter
) -> None:
    form_in()
    team_of(MAYA, SUNITA)
    page = sign_in(phone, live_server.url, "sunita")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)

    page.goto(f"{live_server.url}/notes/new")
    page.wait_for_selector("#form .f-field, #form fieldset")
    shot(page, "new-m")
    fill_in(page)

    page.wait_for_url(re.compile(r"/notes/NP-\d\d-000001$"))
    assert errors == []
    report = Report.objects.get()
    assert (report.what, report.by_whom) == ("eco_extort", "pol_station")
    shot(page, "note-m")
    story = page.locator("form.reveal", has_text="What happened")
    story.get_by_role("button").click()
    expect(story.locator("output")).to_contain_text(STORY)
    shot(page, "note-open-m")
    everything = bytes_of_database()
    assert report.reference.encode() in everything
    assert found(NAMES, everything) == []


def test_a_draft_is_taken_up_again_and_is_not_readable_on_the_phone(
    live_server: Any, phone: BrowserContext, sign_in: Enter
) -> None:
    form_in()
    team_of(MAYA, SUNITA)
    page = sign_in(phone, live_server.url, "sunita")
    page.goto(f"{live_server.url}/notes/new")
    field = page.locator("#f-data-a_safety-paralegal_code input.f-input")

    field.fill("Parbati")
    expect(page.locator(".draft")).to_be_visible()
    page.reload()

    expect(field).to_have_value("Parbati")
    expect(page.get_by_text("This is what you wrote before.")).to_be_visible()
    kept = page.evaluate(READ_DRAFTS)
    assert len(kept) == 1
    assert "Parbati" not in kept[0]


def test_a_note_waits_on_the_phone_until_there_is_a_connection(
    live_server: Any, phone: BrowserContext, sign_in: Enter
) -> None:
    form_in()
    team_of(MAYA, SUNITA)
    page = sign_in(phone, live_server.url, "sunita")
    page.goto(f"{live_server.url}/notes/new")
    page.wait_for_selector("#form .f-field")
    page.route("**/notes/take", lambda route: route.abort())

    fill_in(page)

    expect(page.get_by_text("as soon as there is a connection")).to_be_visible()
    assert Report.objects.count() == 0
    shot(page, "waiting-m")
    page.unroute("**/notes/take")
    page.get_by_role("button", name="Send now").click()
    page.wait_for_url(re.compile(r"/notes/NP-\d\d-000001$"))
    assert Report.objects.count() == 1


def test_the_list_narrows_and_goes_on_without_loading_the_page_anew(
    live_server: Any, desk: BrowserContext, sign_in: Enter
) -> None:
    form_in()
    team, [maya, *_rest] = team_of(MAYA, SUNITA)
    for number in range(30):
        taken(maya, team, instance=f"uuid:{number}", at=THEN + timedelta(hours=number))
    page = sign_in(desk, live_server.url, "sunita")
    page.goto(f"{live_server.url}/notes/")
    page.evaluate("window.samePage = true")
    lines = page.locator("#lines tr")
    expect(lines).to_have_count(25)
    shot(page, "list-d")

    page.get_by_role("link", name="Show more").click()
    expect(lines).to_have_count(30)
    expect(page.get_by_role("link", name="Show more")).to_have_count(0)
    page.select_option("#id_what", "sex_rape")
    expect(page.get_by_text("No notes here")).to_be_visible()

    assert "what=sex_rape" in page.url
    assert page.evaluate("window.samePage") is True
