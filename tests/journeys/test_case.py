"""From a note to a case with a clock running and a file kept, on a cheap phone."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from payung.programme.cases.actions import NewCase, open_case, write_note
from payung.programme.cases.arrests import Taken
from payung.programme.cases.models import Case, Todo
from payung.programme.cases.tasks import NewTask, add_task
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person, Team
from tests.cast import MAYA, SUNITA, THIDA, team_of
from tests.needles import everything_kept, found
from tests.programme.reports.sent import answers, form_in, taken


pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Where to put pictures for people to look at; nowhere unless somebody asks.
SHOTS = os.environ.get("PAYUNG_SHOTS", "")
KATHMANDU = ZoneInfo("Asia/Kathmandu")
PAPER = b"%PDF-1.4\nSeen by Parbati Sherchan at the blue gate.\n%%EOF\n"
Enter = Callable[[BrowserContext, str, str], Page]


def shot(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"case-{name}.png", full_page=True)


def a_note(actor: Actor, team: Team, *, taken_at: datetime) -> str:
    """Take a note about somebody who was taken at that moment; return its reference."""
    told = answers(
        "np",
        h_detention={
            "arr_at": taken_at.astimezone(KATHMANDU).isoformat(timespec="milliseconds"),
            "arr_status": "held",
        },
    )
    return taken(actor, team, told, at=timezone.now()).reference


def a_busy_case(team: Team, actor: Actor) -> Case:
    """Open a case with an arrest, something written and something to do."""
    now = timezone.now()
    held = Taken(taken_at=now - timedelta(hours=16, minutes=40))
    new = NewCase(team=team, title="Parbati", note="At the gate", taken=held)
    case = open_case(actor=actor, new=new, at=now - timedelta(hours=16))
    write_note(actor=actor, case=case, text="Her sister called", at=now)
    call = NewTask(kind=Todo.CALL, due_at=now - timedelta(hours=1), text="Ask")
    add_task(actor=actor, case=case, new=call, at=now)
    return case


def test_a_note_becomes_a_case_with_its_clock_and_a_file(
    live_server: Any, phone: BrowserContext, sign_in: Enter, tmp_path: Path
) -> None:
    form_in()
    team, [maya, _sunita] = team_of(MAYA, SUNITA)
    since = timezone.now() - timedelta(hours=16, minutes=40)
    note = a_note(maya, team, taken_at=since)
    paper, wrong = tmp_path / "gate Parbati.pdf", tmp_path / "gate.jpg"
    paper.write_bytes(PAPER)
    wrong.write_bytes(PAPER)
    page = sign_in(phone, live_server.url, "sunita")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))

    page.goto(f"{live_server.url}/work/open?note={note}")
    shown = since.astimezone(KATHMANDU).strftime("%Y-%m-%dT%H:%M")
    expect(page.locator("#id_taken_at")).to_have_value(shown)
    shot(page, "open-m-light")
    page.fill("#id_title", "Parbati Sherchan, tea shop")
    page.fill("#id_summary", "Taken at the blue gate; her son waits")
    page.get_by_role("button", name="Keep, and lock it").click()

    page.wait_for_url(re.compile(r"/work/NP-\d\d-C-000001$"))
    clock = page.locator(".clock", has_text="Before a judge").first
    expect(clock.locator(".left")).to_contain_text(re.compile(r"7 h \d+ min left"))
    expect(clock).to_contain_text("Not verified by a lawyer")
    assert page.title() == "Daybook"
    shot(page, "new-m-light")

    page.get_by_role("link", name="Add a file").click()
    page.fill("#id_shows", "The gate, seen by Parbati")
    page.set_input_files("#id_file", wrong)
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_text("inside it is “.pdf”")).to_be_visible()
    expect(page.locator("#id_shows")).to_have_value("The gate, seen by Parbati")
    shot(page, "file-refused-m-light")
    page.set_input_files("#id_file", paper)
    page.get_by_role("button", name="Add").click()

    page.locator("a.todo", has_text="PDF").click()
    page.get_by_role("button", name="Is it unchanged?").click()
    expect(page.get_by_text("Unchanged since it was received.")).to_be_visible()
    shot(page, "file-m-light")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    assert Path(download.value.path()).read_bytes() == PAPER
    assert "Parbati" not in download.value.suggested_filename
    assert errors == []
    kept = everything_kept()
    assert Case.objects.get().reference.encode() in kept
    assert found(("Parbati", "Sherchan", "tea shop", "blue gate"), kept) == []


def test_locked_words_of_a_case_show_for_a_moment_only(
    live_server: Any, phone: BrowserContext, sign_in: Enter
) -> None:
    form_in()
    team, [maya, _sunita] = team_of(MAYA, SUNITA)
    case = a_busy_case(team, maya)
    page = sign_in(phone, live_server.url, "sunita")
    page.goto(f"{live_server.url}/work/{case.reference}")
    title = page.locator("form.reveal", has_text="What it is called")

    title.get_by_role("button").click()

    expect(title.locator("output")).to_have_text("Parbati")
    page.evaluate("window.dispatchEvent(new Event('blur'))")
    expect(title.locator("output")).to_be_hidden()


def test_a_journey_and_a_release_move_the_clock(
    live_server: Any, phone: BrowserContext, sign_in: Enter
) -> None:
    form_in()
    team, [maya, _sunita] = team_of(MAYA, SUNITA)
    case = a_busy_case(team, maya)
    page = sign_in(phone, live_server.url, "sunita")
    page.goto(f"{live_server.url}/work/{case.reference}")

    page.get_by_role("link", name="Journey to court").click()
    page.select_option("#id_kind", "journey_to_magistrate")
    began = timezone.now().astimezone(KATHMANDU) - timedelta(minutes=30)
    page.fill("#id_began_at", began.strftime("%Y-%m-%dT%H:%M"))
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_text("standing still").first).to_be_visible()
    shot(page, "journey-m-light")
    page.goto(f"{live_server.url}/work/{case.reference}/next")
    page.select_option("#id_event", "release")
    before = began - timedelta(days=3)
    page.fill("#id_happened_at", before.strftime("%Y-%m-%dT%H:%M"))
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_text("Correct one of the two times")).to_be_visible()
    expect(page.locator("#id_event")).to_have_value("release")
    shot(page, "backwards-m-light")
    page.fill("#id_happened_at", began.strftime("%Y-%m-%dT%H:%M"))
    page.get_by_role("button", name="Keep").click()

    expect(page.get_by_text("clocks have stopped")).to_be_visible()
    expect(page.get_by_text("Held now")).to_have_count(0)


def test_the_list_narrows_without_loading_the_page_anew(
    live_server: Any, desk: BrowserContext, sign_in: Enter
) -> None:
    form_in()
    team, [maya, _sunita] = team_of(MAYA, SUNITA)
    a_busy_case(team, maya)
    for number in range(26):
        new = NewCase(team=team, title=f"Case {number}")
        open_case(actor=maya, new=new, at=timezone.now())
    page = sign_in(desk, live_server.url, "sunita")
    page.goto(f"{live_server.url}/work/")
    page.evaluate("window.samePage = true")
    lines = page.locator("#lines tr")
    expect(lines).to_have_count(25)

    page.get_by_role("link", name="Show more").click()
    expect(lines).to_have_count(27)
    page.select_option("#id_only", "late")
    expect(lines).to_have_count(1)

    shot(page, "list-d-light")
    assert "only=late" in page.url
    assert page.evaluate("window.samePage") is True


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ne"])
def test_a_case_can_be_read_with_any_eyes(
    live_server: Any,
    phone: BrowserContext,
    desk: BrowserContext,
    sign_in: Enter,
    scheme: Any,
    language: str,
) -> None:
    form_in()
    team, [maya, _sunita] = team_of(MAYA, SUNITA)
    case = a_busy_case(team, maya)
    Person.objects.update(language=language, native_digits=language == "ne")

    found = []
    for context, size in ((phone, "m"), (desk, "d")):
        page = sign_in(context, live_server.url, "sunita")
        page.emulate_media(color_scheme=scheme)
        for name, address in (("page", f"work/{case.reference}"), ("list", "work/")):
            page.goto(f"{live_server.url}/{address}")
            shot(page, f"{name}-{language}-{size}-{scheme}")
            found += Axe().run(page).response["violations"]

    assert [one["id"] for one in found] == []


def test_in_yangon_the_page_says_that_the_limit_is_suspended(
    live_server: Any, phone: BrowserContext, sign_in: Enter
) -> None:
    form_in("mm")
    team, [thida] = team_of(THIDA)
    case = a_busy_case(team, thida)
    page = sign_in(phone, live_server.url, "thida")

    page.goto(f"{live_server.url}/work/{case.reference}")

    clock = page.locator(".clock", has_text="Before a judge").first
    expect(clock).to_contain_text(
        "Suspended since 1 August 2025. Still counted, as evidence."
    )
    shot(page, "mm-m-light")
