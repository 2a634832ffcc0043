"""A circle on a cheap phone: from what October left open to the decision being closed."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from payung.engines import sealed
from payung.programme.circles.codes import Addressee, DecidedBy
from payung.programme.circles.deciding import NewDecision, add_action, decide
from payung.programme.circles.models import Decision, Finding, FocusGroup
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from tests.cast import MAYA, SUNITA, team_of
from tests.needles import everything_kept
from tests.needles import found as needles_found
from tests.programme.circles.conftest import found, held, planned
from tests.programme.reports.sent import form_in


pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("PAYUNG_SHOTS", "")
OPEN_DRAFT = """async ([key, name]) => {
  const { draftOf } = await import("/static/js/notes/draft.js");
  return (await draftOf(key, name)).resume();
}"""
STORY = "Zelquarry was beaten behind Vexandrine lodge"


def shot(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"circle-{name}.png", full_page=True)


def last_month(team: Team, actor: Actor, now: datetime) -> Decision:
    """Let the same circle have decided something a month ago, with one thing to do."""
    then = now - timedelta(days=30)
    group = held(actor, planned(actor, team, then))
    finding = found(actor, group)
    new = NewDecision(
        what="Ask that the gate stays open",
        why=(finding,),
        addressee=Addressee.POLICE,
        changes_strategy=False,
        decided_by=DecidedBy.CONSENSUS,
        due_on=(now + timedelta(days=3)).date(),
    )
    at = then + timedelta(hours=2)
    decision = decide(actor=actor, group=group, new=new, at=at)
    add_action(
        actor=actor,
        decision=decision,
        what="Write to the office",
        due_on=(then + timedelta(days=9)).date(),
        at=at,
    )
    return decision


def keep(page: Page) -> None:
    page.get_by_role("button", name="Keep", exact=True).click()


def test_last_months_decision_is_told_accepted_and_closed_on_a_phone(
    live_server: Any,
    phone: BrowserContext,
    sign_in: Callable[[BrowserContext, str, str], Page],
) -> None:
    team, [maya, _sunita] = team_of(MAYA, SUNITA)
    now = timezone.now()
    decision = last_month(team, maya, now)
    group = planned(maya, team, now - timedelta(hours=3))
    page = sign_in(phone, live_server.url, "sunita")

    page.goto(f"{live_server.url}/circles/")
    shot(page, "planned")
    expect(page.locator("#last-month [data-carried]")).to_have_count(1)
    page.get_by_role("link", name="It was held").click()
    page.fill("#id_came_f", "6")
    page.locator("[name=led][value=yes]").check()
    page.locator("[name=allowed][value=codes]").check()
    keep(page)
    expect(page.get_by_text("6 people came")).to_be_visible()

    page.wait_for_selector("html[data-writes=yes]", state="attached")
    page.locator("#last-month").get_by_role("link", name="Tell the group").click()
    page.locator("[name=accepted][value=yes]").check()
    keep(page)
    refused = page.locator("#writing [data-refused]")
    expect(refused).to_contain_text("One thing is still to be done.")
    page.get_by_role("button", name="Back", exact=True).click()
    page.locator("[data-top]").get_by_role("button", name="Let it go").click()
    page.get_by_role("button", name="Yes, let it go").click()
    page.locator("#last-month").get_by_role("link", name="What became of it").click()
    page.locator("[name=state][value=done]").check()
    page.select_option("#id_proof", "paper")
    keep(page)
    expect(page.locator("#last-month")).to_contain_text("Done")

    page.goto(f"{live_server.url}/circles/{group.pk}/finding")
    page.locator("[name=about_one][value=no]").check()
    page.fill("#id_text", "The well is dark")
    page.get_by_label("Ways home at night").check()
    page.locator("[name=severity][value='2']").check()
    shot(page, "finding")
    asked = Axe().run(page).response["violations"]
    keep(page)
    page.get_by_role("button", name="Finish the minutes").click()
    expect(page.get_by_text("These findings have no answer yet: 1.")).to_be_visible()
    page.locator("#today").get_by_role("link", name="Answer it").click()
    page.locator("[name=answer][value=watch]").check()
    keep(page)
    expect(page.get_by_text("We watch it until next time")).to_be_visible()

    page.locator("#last-month").get_by_role("link", name="Tell the group").click()
    page.locator("[name=accepted][value=yes]").check()
    keep(page)
    expect(page.locator("#last-month")).to_contain_text("Accepted, closed")
    page.get_by_role("button", name="Finish the minutes").click()
    expect(page.get_by_text("The minutes are finished, says sunita.")).to_be_visible()
    shot(page, "finished")

    decision.refresh_from_db()
    assert decision.accepted_on is not None
    assert FocusGroup.objects.get(pk=group.pk).finished_by == "sunita"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert (asked, Axe().run(page).response["violations"]) == ([], [])
    page.goto(f"{live_server.url}/circles/board")
    expect(page.get_by_text("Nothing is open")).to_be_visible()


def test_one_persons_story_goes_into_a_new_note_and_never_to_the_server(
    live_server: Any,
    phone: BrowserContext,
    sign_in: Callable[[BrowserContext, str, str], Page],
) -> None:
    team, [maya, sunita] = team_of(MAYA, SUNITA)
    form = form_in("np")
    group = held(maya, planned(maya, team, timezone.now() - timedelta(hours=3)))
    page = sign_in(phone, live_server.url, "sunita")
    sent: list[str] = []
    page.on(
        "request", lambda request: sent.append(f"{request.url} {request.post_data}")
    )

    page.goto(f"{live_server.url}/circles/{group.pk}/finding")
    page.locator("[name=about_one][value=yes]").check()
    page.fill("#id_text", STORY)
    keep(page)
    page.wait_for_url(f"{live_server.url}/notes/new")
    expect(page.get_by_text("This is what you wrote before.")).to_be_visible()
    key = sealed.to_text(sealed.draft_key(sunita.unlocked.seed))
    kept = page.evaluate(OPEN_DRAFT, [key, f"{sunita.person_id}|{form.form_id}"])

    assert kept["answers"]["l_end"]["narrative"] == STORY
    assert needles_found(["Zelquarry", "Vexandrine"], everything_kept()) == []
    assert [one for one in sent if "Zelquarry" in one] == []
    assert Finding.objects.count() == 0
