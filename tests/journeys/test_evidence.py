"""A photograph from a cheap phone to a bundle that is checked without us."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from payung.programme.cases.actions import NewCase, open_case
from payung.programme.cases.models import Case, Evidence
from payung.programme.consents.deeds import give
from payung.programme.consents.models import How, Purpose
from payung.programme.evidence.models import BundleMade
from tests.cast import MAYA, SUNITA, team_of
from tests.journeys.broken_network import wire_to


pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("PAYUNG_SHOTS", "")
Enter = Callable[[BrowserContext, str, str], Page]


def shot(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"evidence-{name}.png", full_page=True)


def no_fault_in(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    problems = Axe().run(page).response["violations"]
    assert [one["id"] for one in problems] == []


@pytest.fixture
def photograph(tmp_path: Path) -> Path:
    path = tmp_path / "Parbati at the gate.jpg"
    written = io.BytesIO()
    Image.new("RGB", (320, 240), (90, 120, 200)).save(written, "JPEG")
    path.write_bytes(written.getvalue())
    return path


@pytest.fixture
def case(transactional_db: None) -> Case:
    team, [maya, _sunita] = team_of(MAYA, SUNITA)
    now = timezone.now()
    new = NewCase(team=team, title="Parbati", note="")
    case = open_case(actor=maya, new=new, at=now)
    give(
        actor=maya,
        case=case,
        purpose=Purpose.EVIDENCE,
        how=How.SPOKEN,
        language="ne",
        at=now,
    )
    return case


def add(page: Page, address: str, photograph: Path) -> None:
    page.goto(f"{address}/files")
    page.set_input_files("[name=file]", photograph)
    page.select_option("[name=form]", "photo")
    shot(page, "add")
    page.click("form:has([name=file]) .button")


def test_a_photograph_goes_from_her_phone_into_a_bundle_that_anybody_can_check(
    live_server: Any,
    phone: BrowserContext,
    sign_in: Enter,
    case: Case,
    photograph: Path,
    tmp_path: Path,
) -> None:
    page = sign_in(phone, live_server.url, "sunita")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    address = f"{live_server.url}/work/{case.reference}"

    add(page, address, photograph)
    page.wait_for_url(address)
    evidence = Evidence.objects.get()
    assert evidence.before_upload

    page.goto(f"{address}/files/{evidence.pk}")
    expect(page.locator("main")).to_contain_text("Before it was sent")
    no_fault_in(page)
    shot(page, "file")
    page.click("text=Time stamp and working copy")
    expect(page.locator("main")).to_contain_text("Waiting for a time stamp.")
    page.click("text=Make a working copy")
    expect(page.locator("main")).to_contain_text("Download the copy")
    no_fault_in(page)
    shot(page, "proof")

    page.goto(f"{address}/bundle")
    page.click("text=The original")
    page.click("text=The working copy")
    page.click("text=The court")
    no_fault_in(page)
    shot(page, "bundle")
    with page.expect_download() as coming:
        page.click("text=Make the bundle")
    file = tmp_path / "bundle.zip"
    coming.value.save_as(file)
    made = BundleMade.objects.get()
    assert coming.value.suggested_filename == f"{str(made.pk)[:8]}.zip"

    page.goto(f"{address}/bundle")
    expect(page.locator("main")).to_contain_text(made.digest)
    words = page.locator(".card b.num").inner_text()
    no_fault_in(page)
    shot(page, "made")
    payung = Path(sys.executable).with_name("payung")
    done = subprocess.run(
        [payung, "verify", file, "--words", words],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "Unchanged" in done.stdout
    assert errors == []


def test_a_file_that_the_network_breaks_is_refused_and_can_be_sent_again(
    live_server: Any,
    phone: BrowserContext,
    sign_in: Enter,
    case: Case,
    photograph: Path,
) -> None:
    with wire_to(live_server.url, sign=photograph.read_bytes()[:30]) as wire:
        page = sign_in(phone, wire.address, "sunita")
        address = f"{wire.address}/work/{case.reference}"

        add(page, address, photograph)

        expect(page.locator(".error")).to_contain_text("broken on its way here")
        assert wire.changed.is_set()
        assert Evidence.objects.count() == 0
        no_fault_in(page)
        shot(page, "broken")
        page.set_input_files("[name=file]", photograph)
        page.click("form:has([name=file]) .button")
        page.wait_for_url(address)
        assert Evidence.objects.get().before_upload
