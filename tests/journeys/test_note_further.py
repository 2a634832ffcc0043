"""A note on a phone, further: a photo, two teams, what waits, and leaving at once."""

from __future__ import annotations

import re
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import BrowserContext, Locator, Page, expect

from payung.gateways.vault import FolderVault
from payung.programme.people.models import Person
from payung.programme.people.teams import start_team
from payung.programme.reports.models import Attachment, Report
from tests.cast import MAYA, SUNITA, THEN, as_actor, team_of
from tests.journeys.test_note import (
    CHOSEN,
    WRITTEN,
    Enter,
    fill_in,
    pick,
    shot,
)
from tests.needles import bytes_of_database
from tests.programme.reports.sent import form_in


pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AT_THE_END = {
    path: answer for path, answer in (CHOSEN | WRITTEN).items() if path[0] in "il"
}


def entry_on(page: Page) -> str:
    """Return how the questions of the entries on this page begin."""
    return "evidence-1" if page.locator("h2", has_text="vidence").count() else "perp-1"


def to_field(page: Page, path: str) -> Locator:
    """Go on, answering what must be answered, until a question is on the page."""
    todo = CHOSEN | WRITTEN | {"evidence-1-e_kind": "photo"}
    field = page.locator(f"#f-data-{path}")
    for _page in range(40):
        if field.count():
            return field
        for one in [one for one in todo if page.locator(f"#f-data-{one}").count()]:
            asked = page.locator(f"#f-data-{one}")
            if one in WRITTEN:
                asked.locator("input.f-input, textarea").first.fill(todo.pop(one))
            else:
                pick(page, asked, todo.pop(one))
        if field.count():
            return field
        add = page.get_by_role("button", name="Add", exact=True)
        if add.count() and any(one.startswith(entry_on(page)) for one in todo):
            add.click()
            continue
        page.locator(".f-form").get_by_role("button").last.click()
    raise AssertionError(f"{path} is never asked")


def chunk(kind: bytes, content: bytes) -> bytes:
    """Return one chunk of a PNG."""
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


def a_photo(tmp_path: Path) -> Path:
    """Return a picture whose camera wrote down a name and a place."""
    words = b"Parbati at the blue gate\0"
    # One entry: what the picture shows (0x010E), as text, 26 bytes into the notes.
    exif = struct.pack(">2sHIHHHIII", b"MM", 42, 8, 1, 0x010E, 2, len(words), 26, 0)
    lines = b"".join(b"\0" + bytes((0, 128, 128)) * 64 for _line in range(48))
    path = tmp_path / "Parbati Sherchan.png"
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 64, 48, 8, 2, 0, 0, 0))
        + chunk(b"eXIf", exif + words)
        + chunk(b"IDAT", zlib.compress(lines))
        + chunk(b"IEND", b"")
    )
    return path


def test_a_photo_leaves_the_phone_without_its_name_and_without_the_cameras_notes(
    live_server: Any, phone: BrowserContext, sign_in: Enter, tmp_path: Path
) -> None:
    form_in()
    team_of(MAYA, SUNITA)
    photo = a_photo(tmp_path)
    assert b"blue gate" in photo.read_bytes()
    page = sign_in(phone, live_server.url, "sunita")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{live_server.url}/notes/new")
    page.wait_for_selector("#form .f-field")

    field = to_field(page, "evidence-1-e_file")
    field.locator("input[type=file]").set_input_files(photo)
    expect(field.get_by_text("Kept:")).to_be_visible()
    shot(page, "photo-m")
    finish_from(page, AT_THE_END)

    page.wait_for_url(re.compile(r"/notes/NP-\d\d-000001$"))
    assert errors == []
    kept = Attachment.objects.get()
    assert kept.kind == "image/jpeg"
    with FolderVault(settings.VAULT).open(kept.file) as locked:
        assert b"blue gate" not in locked.read()
    everything = bytes_of_database()
    for word in (b"Sherchan", b"blue gate", b".png"):
        assert word not in everything
    page.get_by_role("link", name="Picture").click()
    show = page.get_by_role("button", name="Show")
    show.click()
    expect(page.get_by_alt_text("The picture of this note")).to_be_visible()
    shot(page, "photo-open-m")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    opened = Path(download.value.path()).read_bytes()
    assert opened.startswith(b"\xff\xd8\xff")
    assert b"blue gate" not in opened
    assert b"Exif" not in opened
    assert "Parbati" not in download.value.suggested_filename


def finish_from(page: Page, asked: dict[str, str]) -> None:
    """Go on to the end, answering what is still asked."""
    finish = page.get_by_role("button", name="Finish", exact=True)
    todo = dict(asked)
    for _page in range(40):
        for path in [path for path in todo if page.locator(f"#f-data-{path}").count()]:
            field = page.locator(f"#f-data-{path}")
            value = todo.pop(path)
            if path in WRITTEN:
                field.locator("input.f-input, textarea").first.fill(value)
            else:
                pick(page, field, value)
        if finish.count():
            break
        page.locator(".f-form").get_by_role("button").last.click()
    finish.click()


def test_after_leaving_nothing_is_shown_and_nothing_is_held(
    live_server: Any, phone: BrowserContext, sign_in: Enter
) -> None:
    form_in()
    team_of(MAYA, SUNITA)
    page = sign_in(phone, live_server.url, "sunita")
    page.route("**/*", lambda route: route.continue_())
    page.route(re.compile(r"^https://"), lambda route: route.fulfill(body="weather"))
    page.goto(f"{live_server.url}/notes/new")
    field = page.locator("#f-data-a_safety-paralegal_code input.f-input")
    field.fill("Parbati")
    assert page.locator("#given").count() == 0
    expect(page.locator(".draft")).to_be_visible()

    page.get_by_role("button", name="Leave").click()
    page.wait_for_url(re.compile(r"^https://"))
    page.go_back()

    expect(page.locator("body")).not_to_contain_text("Parbati")
    assert page.locator("#f-data-a_safety-paralegal_code").count() == 0
    page.goto(f"{live_server.url}/notes/new")
    assert "/notes/new" not in page.url.partition("?")[0]


def test_today_names_a_draft_and_sends_what_waits(
    live_server: Any, phone: BrowserContext, sign_in: Enter
) -> None:
    form_in()
    team_of(MAYA, SUNITA)
    page = sign_in(phone, live_server.url, "sunita")
    expect(page.get_by_text("Finish a note")).to_be_hidden()
    page.goto(f"{live_server.url}/notes/new")
    page.locator("#f-data-a_safety-paralegal_code input.f-input").fill("P7")
    expect(page.locator(".draft")).to_be_visible()

    page.goto(f"{live_server.url}/")
    expect(page.get_by_text("Finish a note")).to_be_visible()
    shot(page, "today-draft-m")
    page.get_by_role("link", name="Finish a note").click()
    page.wait_for_selector("#form .f-field")
    page.route("**/notes/take", lambda route: route.abort())
    fill_in(page)
    expect(page.get_by_text("as soon as there is a connection")).to_be_visible()
    page.goto(f"{live_server.url}/")
    expect(page.locator("[data-waits]")).to_be_visible()
    expect(page.locator(".saved")).to_have_attribute("data-state", "waiting")
    page.unroute("**/notes/take")
    page.reload()

    expect(page.locator("[data-waits]")).to_be_hidden()
    expect(page.locator(".saved")).to_have_attribute("data-state", "saved")
    assert Report.objects.count() == 1


def test_the_team_that_was_chosen_is_remembered_on_the_phone(
    live_server: Any, phone: BrowserContext, sign_in: Enter
) -> None:
    form_in()
    team_of(MAYA, SUNITA)
    sunita = as_actor(Person.objects.get(handle="sunita"))
    night = start_team(actor=sunita, name="Night team", at=THEN)
    page = sign_in(phone, live_server.url, "sunita")
    page.goto(f"{live_server.url}/notes/new")
    page.wait_for_selector("#form .f-field")
    shot(page, "teams-m")

    fill_in(page)
    expect(page.get_by_text("Choose at the top which team")).to_be_visible()
    page.locator("#team label", has_text="Night team").click()
    page.reload()
    page.wait_for_selector("#form .f-field")
    expect(page.get_by_label("Night team")).to_be_checked()
    finish_from(page, {})

    page.wait_for_url(re.compile(r"/notes/NP-\d\d-000001$"))
    assert Report.objects.get().team_id == night.pk


def test_a_number_too_large_is_told_with_the_number_that_fits(
    live_server: Any, phone: BrowserContext, sign_in: Enter
) -> None:
    form_in()
    team_of(MAYA, SUNITA)
    page = sign_in(phone, live_server.url, "sunita")
    page.goto(f"{live_server.url}/notes/new")
    page.wait_for_selector("#form .f-field")

    field = to_field(page, "c_person-n_affected")
    field.locator("input").fill("900")
    page.locator(".f-form").get_by_role("button").last.click()

    expect(field.get_by_text("500 or less fits here.")).to_be_visible()
    shot(page, "too-large-m")
