"""The pages on which a report is begun, written and closed."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from payung.engines.indicators import Total
from payung.programme.objectives.report_models import OutcomeStory, ReportVersion
from payung.programme.objectives.reports.assembling import numbers_of
from payung.programme.objectives.reports.page import digest_of
from tests.cast import OFFICER, PASSPHRASE, REGIONAL, account, team_of
from tests.programme.objectives.reports.counted import a_draft, a_quarter, snapshot


pytestmark = pytest.mark.django_db
KEY = "33333333-3333-4333-8333-333333333333"
ODD = {"summary": "Ring 5550100 55501 for more", "read_again": "on"}


def browser(handle: str = "officer") -> Client:
    client = Client()
    client.post("/sign-in", {"handle": handle, "passphrase": PASSPHRASE})
    return client


def begun() -> ReportVersion:
    _, [officer] = team_of(OFFICER)
    a_quarter()
    return a_draft(officer)


def page(version: ReportVersion, name: str, **more: Any) -> str:
    return reverse(name, kwargs={"number": version.pk, **more})


def test_the_draft_shows_numbers_reasons_and_what_is_left_out() -> None:
    version = begun()

    shown = browser().get(page(version, "donor-report-version")).content.decode()

    assert "Draft, not sent" in shown
    assert "Nothing was recorded in August 2026." in shown
    assert "not protected yet, so it may not leave" in shown
    assert "Who may see it: partners, as a protected number" in shown
    assert "Close as sent" in shown


def test_no_form_of_a_report_asks_for_a_number() -> None:
    version = begun()

    pages = [
        browser().get(page(version, f"donor-report-{part}")).content.decode()
        for part in ("words", "story")
    ]

    assert not any('type="number"' in shown for shown in pages)


def test_words_with_what_looks_like_a_telephone_number_are_refused() -> None:
    version = begun()

    answer = browser().post(page(version, "donor-report-words"), ODD)

    assert answer.status_code == 422
    assert "looks like a telephone number" in answer.content.decode()
    version.refresh_from_db()
    assert version.summary == ""


def test_words_are_kept_only_after_she_has_read_them_again() -> None:
    version = begun()
    given = {"key": KEY, "summary": "A wet quarter.", "w_SS_OPEN": "Floods."}
    address = page(version, "donor-report-words")

    refused = browser().post(address, given).status_code
    kept = browser().post(address, {**given, "read_again": "on"}).status_code

    version.refresh_from_db()
    words = version.lines.get(indicator="SS_OPEN").words
    assert (refused, kept, version.summary, words) == (
        422,
        302,
        "A wet quarter.",
        "Floods.",
    )


def test_a_story_is_kept_as_checked_by_nobody() -> None:
    version = begun()
    given = {
        "key": KEY,
        "statement": "Two stations ring first.",
        "significance": "People are heard.",
        "contribution": "Four meetings.",
        "source": "meeting",
        "read_again": "on",
    }

    browser().post(page(version, "donor-report-story"), given)

    assert OutcomeStory.objects.get().checked_by == "nobody"


def test_a_draft_is_closed_with_the_mark_she_saw_and_then_shows_no_button() -> None:
    version = begun()
    seen = {"seen": digest_of(numbers_of(version))}
    officer = browser()

    officer.post(page(version, "donor-report-send"), seen)
    shown = officer.get(page(version, "donor-report-version")).content.decode()

    version.refresh_from_db()
    assert version.sent_by == "officer"
    assert "Close as sent" not in shown
    assert "Draft" not in shown


def test_the_regional_team_reads_what_was_sent_and_no_draft() -> None:
    version = begun()
    account(REGIONAL)
    regional, officer = browser("regional"), browser()
    address = page(version, "donor-report-version")

    before = regional.get(address).status_code
    seen = {"seen": digest_of(numbers_of(version))}
    officer.post(page(version, "donor-report-send"), seen)
    after = regional.get(address).status_code

    assert (before, after) == (404, 200)


def test_a_file_of_numbers_comes_with_a_neutral_name_and_is_not_kept_by_caches() -> (
    None
):
    version = begun()

    answer = browser().get(page(version, "donor-report-figures", kind="iati"))

    assert answer["Content-Disposition"] == (
        'attachment; filename="figures-2026-Q3-v1.iati.xml"'
    )
    assert answer["Cache-Control"] == "no-store"


def test_a_report_is_not_begun_before_its_numbers_may_leave_and_the_page_says_so() -> (
    None
):
    team_of(OFFICER)
    snapshot("VIO_REP", Total(count=48))
    officer, address = browser(), reverse("donor-report-new")
    offered = officer.get(address).context["form"].fields["period"].choices
    given = {
        "donor": "general",
        "period": offered[0][0],
        "language": "ne",
        "due_on": "2026-12-01",
    }

    answer = officer.post(address, given)

    assert answer.status_code == 422
    assert "No number of these months may leave yet" in answer.content.decode()
