"""A coordinator makes a brief in the office and takes the PDF along."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from payung.engines.disclosure import Audience
from payung.programme.findings.audiences import rules_for
from payung.programme.findings.counting import tables_of
from payung.programme.findings.models import StoredRelease
from payung.programme.findings.publishing import LADDER, protect_on_ladder
from payung.programme.places.packs import pack_of
from tests.cast import MAYA, THEN, team_of
from tests.programme.findings.told import PERIOD, frame, lists, year


pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Enter = Callable[[BrowserContext, str, str], Page]


def a_year_is_released(audience: Audience) -> None:
    """Store the figures of an invented year."""
    build = {
        g: tables_of(year("np"), lists(), frame(months=g.months, level=g.level))
        for g in LADDER
    }
    rung, tables = protect_on_ladder(build, 2, rules_for(pack_of("np"), audience))
    for name, release in tables.items():
        StoredRelease.objects.create(
            country="np",
            audience=audience,
            since=PERIOD.since,
            until=PERIOD.until,
            table=name,
            rung=rung,
            made_at=THEN,
            made_by="clerk",
            body=release.to_json(),
            digest=release.digest,
        )


def test_a_brief_is_looked_at_made_and_downloaded(
    live_server: Any, desk: BrowserContext, sign_in: Enter
) -> None:
    team_of(MAYA)
    a_year_is_released(Audience.OWN_TEAM)
    page = sign_in(desk, live_server.url, "maya")

    page.goto(f"{live_server.url}/overview/")
    page.get_by_role("link", name="Make a brief").click()
    page.select_option("[name=audience]", "police")
    page.select_option("[name=language]", "ne")
    page.locator("[name=asks]").first.check()
    page.get_by_role("button", name="Look at it first").click()
    page.get_by_role("button", name="Make it and fix these figures").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="-ne.pdf").click()

    download = waiting.value
    assert download.suggested_filename.startswith("brief-")
    assert Path(download.path()).read_bytes()[:4] == b"%PDF"
