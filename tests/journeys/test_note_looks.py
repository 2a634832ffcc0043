"""The whole form, page after page, in Burmese, by day and by night, with any eyes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

from payung.programme.people.models import Person
from payung.programme.reports.publishing import publish_form
from tests.cast import THEN, THIDA, team_of
from tests.journeys.test_note import CHOSEN, CONSENTS, SHOTS, WRITTEN, Enter, pick
from tests.programme.reports.sent import FOLDER, Clerk, area_of


pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BURMESE = FOLDER.parents[1] / "mm/forms"
# With an arrest, so that the questions about it are walked too.
ASKED = CHOSEN | WRITTEN | {"f_acts-acts": "eco_extort lib_arrest"}
ASKED |= {f"b_consent-c_{one}": "yes" for one in CONSENTS}
ASKED |= {"h_detention-arr_at": "2026-11-20T22:10", "h_detention-arr_status": "held"}
ASKED |= {
    "d_incident-admin": area_of("mm"),
    "actdet-2-act_by": "p1",
    "b_consent-age_band": "25_34",
}


def answer_page(page: Page, todo: dict[str, str]) -> None:
    """Answer what is asked on this page and known here."""
    for path in [one for one in todo if page.locator(f"#f-data-{one}").count()]:
        field = page.locator(f"#f-data-{path}")
        value = todo.pop(path)
        if field.locator(f'input[value="{value.split()[0]}"]').count():
            pick(page, field, value)
        elif field.locator("input.f-input, textarea").count():
            field.locator("input.f-input, textarea").first.fill(value)
        else:
            field.locator(".f-choice-words").first.click()


def looks(page: Page, name: str) -> list[str]:
    """Take a picture where asked for, and return what some eyes could not read."""
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"new2-{name}.png", full_page=True)
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    found = [one["id"] for one in Axe().run(page).response["violations"]]
    return [*found, "wider than the screen"] if wide else found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_of_the_form_can_be_read_in_burmese(
    live_server: Any, phone: BrowserContext, sign_in: Enter, scheme: Any
) -> None:
    publish_form(
        actor=Clerk(),
        country="mm",
        text=(BURMESE / "violation.md").read_text(),
        coding=(BURMESE / "violation.coding.csv").read_text(),
        at=THEN,
    )
    team_of(THIDA)
    Person.objects.update(language="my")
    page = sign_in(phone, live_server.url, "thida")
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{live_server.url}/notes/new")
    page.wait_for_selector("#form .f-field")
    todo, found, walked = dict(ASKED), set[str](), 0

    for walked in range(40):
        answer_page(page, todo)
        found |= set(looks(page, f"{scheme}-{walked:02}"))
        if page.locator(".f-part").count():
            break
        add = page.locator(".f-add")
        if add.count() and "perp-1-ptype" in todo:
            add.click()
        else:
            page.locator(".f-next").click()

    assert page.locator(".f-part").count() > 10
    assert found == set()
