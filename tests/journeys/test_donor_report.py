"""A donor report from counted numbers to the files that go out, on an office computer."""

from __future__ import annotations

import io
import os
import random
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from docx import Document
from playwright.sync_api import BrowserContext, Page, expect

from payung.engines.indicators import Length, Period, period_on
from payung.programme.findings.periods import shifted
from payung.programme.objectives.reports.wording import Saying
from payung.programme.objectives.taking import take
from payung.programme.people.founding import Founded
from payung.programme.safe_spaces.models import OpeningDay, ServiceGiven, Visit
from payung.web.demo.safe_spaces import demo_year
from tests.cast import MAYA, team_of


pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("PAYUNG_SHOTS", "")
Enter = Callable[[BrowserContext, str, str], Page]
SUMMARY = "A wet quarter. The room was closed when the lane was under water."
BESIDE = "The key was on the other side of the water."
CHANGED = "The hour is written down when somebody is brought in."


def looked_at(page: Page, name: str) -> None:
    """Find no fault that axe knows, nothing wider than the screen; keep a picture."""
    faults = Axe().run(page).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert [(one["id"], one["nodes"][0]["html"]) for one in faults] == []
    assert not wide
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"report-{name}.png", full_page=True)


def last_quarter() -> Period:
    today = timezone.now().astimezone(ZoneInfo("Asia/Kathmandu")).date()
    return period_on(today, Length.QUARTER).shifted(-1)


def a_quarter_with_a_month_missing() -> date:
    """Let a room be kept for a quarter, lose the month in the middle, and count it."""
    team, [maya] = team_of(MAYA)
    quarter = last_quarter()
    demo_year(
        office=Founded(actor=maya, team=team, words=()),
        rng=random.Random(3),
        start=quarter.first_day,
        months=3,
        scale=0.2,
    )
    lost = shifted(quarter.first_day, 1)
    for model in (OpeningDay, Visit, ServiceGiven):
        days = {"day__gte": lost, "day__lt": shifted(lost, 1)}
        model.objects.filter(**days).delete()
    take(actor=maya, country="np", period=quarter, at=timezone.now())
    return lost


def download(page: Page, name: str) -> bytes:
    with page.expect_download() as started:
        page.get_by_role("link", name=name).click()
    return Path(started.value.path()).read_bytes()


def words_of_pdf(pdf: bytes) -> str:
    done = subprocess.run(
        ["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return " ".join(done.stdout.decode().split())


def words_of_word(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_a_report_is_begun_worded_closed_and_fetched_and_names_the_missing_month(
    live_server: Any, desk: BrowserContext, sign_in: Enter
) -> None:
    lost = a_quarter_with_a_month_missing()
    missing = f"Nothing was recorded in {lost:%B %Y}."
    page = sign_in(desk, live_server.url, "maya")

    page.goto(f"{live_server.url}/objectives/reports/")
    page.get_by_role("link", name="Begin a report").click()
    months = Saying(language="en", own_digits=False).span(last_quarter())
    page.get_by_label("Which months").select_option(label=months)
    page.get_by_label("Language").select_option("en")
    page.get_by_label("Due on").fill(timezone.localdate().isoformat())
    looked_at(page, "begin")
    page.get_by_role("button", name="Begin").click()

    # Numbers came by themselves: how complete, who may see them, and what is missing.
    room = page.locator("li", has_text="Safe space open as promised").first
    expect(room).to_contain_text("2 of 3")
    expect(room).to_contain_text("Who may see it: partners")
    expect(room).to_contain_text(missing)
    lawyer = page.locator("li", has_text="Monthly lawyer meetings held").first
    expect(lawyer).to_contain_text("no number: nothing was recorded")
    expect(lawyer).not_to_contain_text("0 %")
    left_out = page.locator("li", has_text="not protected yet, so it may not leave")
    expect(left_out).to_contain_text("Use of the safe space")
    looked_at(page, "draft")

    page.get_by_role("link", name="Write words").click()
    page.get_by_label("In short").fill(SUMMARY)
    page.get_by_label("Safe space open as promised").fill(BESIDE)
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_text("Read your words once more for names")).to_be_visible()
    page.get_by_label("I read my words again").check()
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_text(SUMMARY)).to_be_visible()

    page.get_by_role("link", name="Add a change that came about").click()
    page.get_by_label("What is different now").fill(CHANGED)
    page.get_by_label("Why it matters").fill("The lawyer sees when the time is over.")
    page.get_by_label("What we had to do with it").fill("The group asked for it.")
    page.get_by_label("I read my words again").check()
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_role("blockquote")).to_contain_text(CHANGED)
    looked_at(page, "worded")

    page.get_by_role("button", name="Close as sent").click()
    expect(page.get_by_text("It is closed and stays as it is now.")).to_be_visible()
    expect(page.get_by_role("link", name="Write words")).to_have_count(0)
    quarter = last_quarter()
    name = f"report-{quarter}-v1-en"
    pdf = words_of_pdf(download(page, f"{name}.pdf"))
    word = words_of_word(download(page, f"{name}.docx"))

    for text in (pdf, word):
        assert SUMMARY in text
        assert CHANGED in text
        assert missing in text
        assert "no number: nothing was recorded" in text
        assert "Version 1" in text
        assert "Draft" not in text
    page.get_by_role("link", name="All versions").click()
    expect(page.get_by_text("sent on")).to_be_visible()
    looked_at(page, "versions")
