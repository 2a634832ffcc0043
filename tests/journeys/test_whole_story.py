"""From sign-in to a brief in a real browser against the real server; then every byte
that it wrote is searched for the twenty names that were typed into sealed fields.
"""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from payung.web.demo.cast import PASSPHRASE
from tests.journeys.own_database import bytes_of, own_database
from tests.journeys.server import Running, demo_server
from tests.journeys.test_note import CHOSEN, fill_in_with
from tests.needles import bytes_of_folder, found


pytestmark = [pytest.mark.browser]
SHOTS = os.environ.get("PAYUNG_SHOTS", "")
# Hers, and half of the others each: on SQLite, and on PostgreSQL. What is invented hangs
# on a country's pack and not on its database, so that both runs together fill all.
FILLED = (("np", "bd", "xx"), ("np", "id", "mm"))
# Invented, and each unlike anything else that the demonstration writes.
NAMES = (
    "Quillabamba Tamang",
    "Zorvanthi Magar",
    "Belquisar Rai",
    "Oxtavine Gurung",
    "Mirzaphone Lama",
    "Tchoukaline",
    "Vrindelmaya",
    "Pazzoqir Hotel",
    "Nakshtrelle Gully",
    "Wumbachari",
    "Yelpadhara",
    "Kvintessa",
    "Drubbelhari",
    "Fjordamani",
    "Graxomila",
    "+9779811122233",
    "QX-77-ZEBRAFISH",
    "BA-2-PLUMQUARTZ",
    "Hexavira Clinic",
    "सुनकेशरीलाटा",
)
WRITTEN = {
    "b_consent-safe_contact": f"Ask for {NAMES[5]} on {NAMES[15]}",
    "c_person-uic": NAMES[16],
    "d_incident-inc_date": "2026-11-20",
    "d_incident-venue_code": NAMES[7],
    "perp-1-pident": f"{NAMES[0]}, plate {NAMES[17]}",
    "perp-1-pdesc": f"Brother of {NAMES[1]}",
    "perp-1-prank": NAMES[9],
    "l_end-narrative": f"{NAMES[2]} came with {NAMES[3]} to {NAMES[8]}. {NAMES[19]}.",
}


def signed_in(context: BrowserContext, server: Running, handle: str) -> Page:
    page = context.new_page()
    page.goto(f"{server.address}/sign-in")
    page.fill("[name=handle]", handle)
    page.fill("[name=passphrase]", PASSPHRASE)
    page.click("form:has([name=passphrase]) button")
    page.wait_for_url(f"{server.address}/")
    return page


def shot(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"story-{name}.png", full_page=True)


def write_a_note(page: Page, server: Running) -> str:
    """Fill the form on the phone, send it, and return the note's reference."""
    page.goto(f"{server.address}/notes/new")
    page.wait_for_selector("#form .f-field, #form fieldset")
    fill_in_with(page, CHOSEN, WRITTEN)
    page.wait_for_url(re.compile(r"/notes/NP-\d\d-\d{6}$"))
    shot(page, "note")
    return page.url.rsplit("/", 1)[1]


def open_work_on_it(page: Page, server: Running, note: str) -> None:
    """Open a case from the note, with a title, a summary, a line and a file."""
    page.goto(f"{server.address}/work/open?note={note}")
    page.fill("#id_title", NAMES[10])
    page.fill("#id_summary", f"{NAMES[11]} waits for {NAMES[12]}")
    page.get_by_role("button", name="Keep, and lock it").click()
    page.wait_for_url(re.compile(r"/work/NP-\d\d-C-\d{6}$"))
    case = page.url
    shot(page, "case")
    page.get_by_role("link", name="Write something down").click()
    page.locator("textarea").first.fill(f"{NAMES[13]} called from {NAMES[18]}")
    page.locator("main form button").last.click()
    page.wait_for_url(case)
    page.get_by_role("link", name="Add a file").click()
    page.fill("#id_shows", f"The gate, with {NAMES[4]}")
    page.set_input_files(
        "#id_file",
        files=[
            {
                "name": f"{NAMES[14]}.pdf",
                "mimeType": "application/pdf",
                "buffer": f"%PDF-1.4\n{NAMES[6]}\n%%EOF\n".encode(),
            }
        ],
    )
    page.get_by_role("button", name="Add").click()
    expect(page.locator("a.todo", has_text="PDF")).to_be_visible()
    shot(page, "case-with-file")


def make_a_brief(page: Page, server: Running) -> Path:
    """Make a brief for the police in Nepali and return the downloaded PDF."""
    page.goto(f"{server.address}/overview/")
    shot(page, "overview")
    page.get_by_role("link", name="Make a brief").click()
    page.select_option("[name=audience]", "police")
    page.select_option("[name=language]", "ne")
    page.locator("[name=asks]").first.check()
    page.get_by_role("button", name="Look at it first").click()
    page.get_by_role("button", name="Make it").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="-ne.pdf").first.click()
    return Path(waiting.value.path())


def text_of(pdf: Path) -> str:
    done = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, check=True)
    return done.stdout.decode()


def in_english(server: Running, desk: BrowserContext, handle: str) -> Page:
    """Sign somebody in and let her read English, so that buttons have known words."""
    page = signed_in(desk, server, handle)
    page.goto(f"{server.address}/settings/")
    page.select_option("[name=language]", "en")
    page.locator("form:has([name=language]) button").click()
    page.goto(f"{server.address}/")
    return page


def test_from_sign_in_to_a_brief_and_no_name_is_anywhere(
    phone: BrowserContext, desk: BrowserContext, tmp_path: Path
) -> None:
    with (
        own_database() as database,
        demo_server(
            tmp_path,
            share=0.4,
            countries=FILLED[bool(database)],
            database=database,
        ) as server,
    ):
        sunita = in_english(server, phone, "sunita")
        shot(sunita, "today")
        note = write_a_note(sunita, server)
        open_work_on_it(sunita, server, note)
        story = server.address + f"/notes/{note}"
        sunita.goto(story)
        reveal = sunita.locator("form.reveal", has_text="What happened")
        reveal.get_by_role("button").click()
        expect(reveal.locator("output")).to_contain_text(NAMES[2])
        maya = in_english(server, desk, "maya")
        pdf = make_a_brief(maya, server)
        kept = bytes_of_folder(server.folder) + bytes_of(database)

    assert pdf.read_bytes()[:4] == b"%PDF"
    assert "प्रहरी" in text_of(pdf)
    assert note.encode() in kept
    assert found(NAMES, kept) == []
    assert found(NAMES, pdf.read_bytes()) == []
