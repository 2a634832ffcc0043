"""Every page about calls and duty, in Burmese, by day and by night, for any eyes."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import BrowserContext, Error, Page

from tests.journeys.calls_looked_at import Looked, a_night_at_the_lake


pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("PAYUNG_SHOTS", "")
NARROWEST = 320
# What design_language.md keeps out of titles and addresses.
TELLING = re.compile(
    r"violen|sex|police|arrest|case|complaint|hotline|victim|abus|crisis", re.IGNORECASE
)
LINKS = "[...document.querySelectorAll('a[href], form[action], [data-live]')].map((e) => e.getAttribute('href') ?? e.getAttribute('action') ?? e.dataset.live)"
# Only the colours are others at night; what is right need not be told one by one.
WRONG = {"resultTypes": ["violations"]}
BY_DAY_AND_NIGHT: dict[Any, dict[str, Any]] = {
    "light": WRONG,
    "dark": WRONG | {"runOnly": ["color-contrast"]},
}
Enter = Callable[[BrowserContext, str, str], Page]


def shot(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"looks-{name}.png", full_page=True)


def unreadable(page: Page) -> Iterator[str]:
    """Yield each rule that some eyes would break on by day or by night, and where."""
    for scheme, rules in BY_DAY_AND_NIGHT.items():
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for rule in Axe().run(page, options=rules).response["violations"]:
            for node in rule["nodes"]:
                yield f"{scheme}: {rule['id']} at {node['target']}"


def telling(page: Page) -> Iterator[str]:
    """Yield what the title, the address and the links give away."""
    for said in (page.title(), page.url, *page.evaluate(LINKS)):
        if TELLING.search(said):
            yield f"tells: {said}"


def too_wide(page: Page) -> Iterator[str]:
    """Yield how wide the page is on the narrowest phone, where it is too wide."""
    before = page.viewport_size
    assert before is not None
    page.set_viewport_size({"width": NARROWEST, "height": 640})
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > NARROWEST:
        yield f"{width} pixels wide"
    page.set_viewport_size(before)


def _note(wrong: list[str], error: Error) -> None:
    wrong.append(f"broke: {error}")


def looks(page: Page, address: str, one: Looked, size: str) -> list[str]:
    """Look at a page, and return everything that is wrong with it."""
    answer = page.goto(f"{address}{one.path}")
    assert answer is not None
    wrong = [] if answer.status == 200 else [f"answered {answer.status}"]
    wrong += [*unreadable(page), *telling(page)]
    shot(page, f"{one.name}-{size}-dark")
    wrong += too_wide(page) if size == "phone" else ()
    return [f"{one.name}: {each}" for each in wrong]


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_every_page_about_calls_can_be_read_and_tells_nothing(
    live_server: Any, sign_in: Enter, request: pytest.FixtureRequest, size: str
) -> None:
    context: BrowserContext = request.getfixturevalue(size)
    wrong: list[str] = []
    with a_night_at_the_lake(language="my", at=timezone.now()) as pages:
        for handle in ("thida", "khin"):
            page = sign_in(context, live_server.url, handle)
            page.on("pageerror", partial(_note, wrong))
            for one in pages:
                if one.handle == handle:
                    wrong += looks(page, live_server.url, one, size)
            context.clear_cookies()

    assert wrong == []
