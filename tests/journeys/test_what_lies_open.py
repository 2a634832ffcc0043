"""What somebody finds who holds the unlocked phone: every byte the browser keeps for us."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from payung.engines import sealed
from payung.programme.circles.models import Finding
from payung.programme.outreach.pairs import NewVisit
from payung.programme.outreach.setting import set_visit
from payung.programme.people.models import Person
from payung.programme.safe_spaces.sites import NewSite, open_site
from tests.cast import as_actor
from tests.journeys.cut_line import Line
from tests.journeys.test_circle_offline import (
    ALL_THAT_IS_KEPT,
    open_kept,
    write_finding,
)
from tests.programme.advocacy import an_office
from tests.programme.circles.conftest import planned
from tests.programme.outreach.conftest import Office, make_office, memory


__all__ = ["memory"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Enter = Callable[[BrowserContext, str, str], Page]
# Handles, words that were typed, and where the room is.
NEVER = ("sunita", "bina", "maya", "Zelquarry", "Zumbrota", "Vexandrine")


def lies_open(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(ALL_THAT_IS_KEPT)
    return found


def prepare(office: Office) -> tuple[str, ...]:
    """Return the pages on which something is kept, in the order they are opened."""
    now = timezone.now()
    site = NewSite(
        team=office.team,
        code="blue",
        name="Blue room",
        address="Behind Vexandrine",
        opened_on=date(2026, 1, 1),
    )
    open_site(actor=office.maya, new=site, at=now)
    new = NewVisit(
        venue=office.bar,
        starts_at=now,
        ends_at=now + timedelta(hours=2),
        pair=office.pair,
    )
    visit = set_visit(actor=office.maya, new=new, at=now)
    start = now - timedelta(hours=3)
    group = planned(office.maya, office.team, start, site="blue")
    unit = an_office.a_unit()
    an_office.a_post(office.maya, unit)
    met = an_office.planned(office.maya, office.team, unit, start=start)
    return (
        "/safe/blue/door",
        f"/outreach/visits/{visit.pk}",
        f"/circles/{group.pk}",
        f"/meetings/{met.activity_id}/promise",
    )


def test_nothing_on_the_phone_names_anybody_and_leaving_takes_the_pages_away(
    line: Line, phone: BrowserContext, sign_in: Enter
) -> None:
    door, visit, sitting, promise = prepare(make_office())
    sunita = as_actor(Person.objects.get(handle="sunita"))
    key = sealed.to_text(sealed.draft_key(sunita.unlocked.seed))
    page = sign_in(phone, line.address, "sunita")

    for address in (door, visit, sitting):
        open_kept(page, line.address + address)
    page.goto(line.address + promise)
    page.wait_for_load_state("networkidle")
    line.cut()
    page.get_by_text("Train the staff").click()
    page.get_by_text("In a week").click()
    page.locator("details").evaluate("one => (one.open = true)")
    page.fill("#id_words", "Zumbrota")
    page.get_by_role("button", name="Keep").first.click()
    expect(page.locator("#told")).to_contain_text("locked and kept")
    page.goto(line.address + door)
    page.get_by_role("button", name="New today").click()
    expect(page.locator("[data-waits]")).to_be_visible()
    page.goto(line.address + visit)
    page.goto(line.address + sitting)
    write_finding(page, "Zelquarry")
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.locator("#today [data-kept=waiting]")).to_have_count(1)
    before = lies_open(page)

    page.get_by_role("button", name="Leave").click()
    page.wait_for_url(lambda url: not url.startswith(line.address))
    line.wait_until_asked_in_vain("POST /leave")
    page.close()
    line.mend()
    # A file without a script: nothing of ours runs before it is looked.
    page = phone.new_page()
    page.goto(f"{line.address}/static/icons/app.svg")
    after = lies_open(page)

    assert [one for one in (*NEVER, key) if one in str(before)] == []
    assert sorted(before["pages"][::2]) == sorted([door, visit, sitting])
    assert before["storage"] == {}
    assert after["pages"] == []
    assert after["storage"] == {}
    kept = [one for one in after["rows"] if one.startswith("daybook")]
    names = [one.split("|")[0] for one in kept if "pins" not in one]
    assert names == ["daybook/drafts/circle", "daybook/drafts/promise", kept[-1]]
    assert kept[-1].startswith("daybook-doors/taps/")
    assert [one for one in (*NEVER, key) if one in str(after)] == []
    assert Finding.objects.count() == 0
