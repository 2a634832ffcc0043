"""Leave, Back, Show and the filter sheet, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.web.small_app import SmallApp, small_app


pytestmark = pytest.mark.browser


@pytest.fixture
def app(settings: object) -> Iterator[SmallApp]:
    """Give the small app, its one template among the others."""
    engine = settings.TEMPLATES[0]  # type: ignore[attr-defined]
    here = {**engine, "DIRS": [*engine["DIRS"], Path(__file__).parent / "templates"]}
    settings.TEMPLATES = [here]  # type: ignore[attr-defined]
    with small_app() as running:
        yield running


@pytest.fixture
def page(app: SmallApp, phone: BrowserContext) -> Page:
    """Give the first page, open on a phone."""
    page = phone.new_page()
    page.goto(f"{app.address}/one")
    return page


def told_the_server(app: SmallApp, page: Page) -> int:
    """Return how often the server was told; a beacon may come after the page is gone."""
    for _ in range(100):
        if app.left:
            break
        page.wait_for_timeout(50)
    return len(app.left)


def test_leave_goes_to_the_harmless_site_and_closes_the_keys(
    app: SmallApp, page: Page
) -> None:
    page.click(".leave")

    page.wait_for_url(app.elsewhere)
    assert told_the_server(app, page) == 1
    assert "a-token" in app.left[0]


def test_leaving_blanks_every_other_page_of_ours_and_marks_the_browser(
    app: SmallApp, page: Page
) -> None:
    other = page.context.new_page()
    other.goto(f"{app.address}/two")

    page.click(".leave")

    page.wait_for_url(app.elsewhere)
    other.wait_for_url(app.elsewhere)
    [mark] = [one for one in page.context.cookies(app.address) if one["name"] == "lv"]
    assert (mark["value"], mark["sameSite"]) == ("1", "Strict")
    assert told_the_server(app, page) == 1


def test_escape_three_times_leaves(app: SmallApp, page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("Escape")

    page.wait_for_url(app.elsewhere)
    assert told_the_server(app, page) == 1


def test_escape_twice_does_not_leave(app: SmallApp, page: Page) -> None:
    for _ in range(2):
        page.keyboard.press("Escape")

    expect(page.locator("h1")).to_have_text("/one")
    assert app.left == []


def test_back_after_leaving_meets_the_lock_and_not_the_page(
    app: SmallApp, page: Page
) -> None:
    page.goto(f"{app.address}/two")
    page.click(".leave")
    page.wait_for_url(app.elsewhere)

    page.go_back()

    expect(page.locator("h1")).to_have_text("Locked")


def test_walking_about_leaves_one_entry_in_the_history(page: Page) -> None:
    before = page.evaluate("history.length")

    page.click("#to-two")
    expect(page.locator("h1")).to_have_text("/two")

    assert page.evaluate("history.length") == before


def test_leave_works_where_scripts_are_off(app: SmallApp, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{app.address}/one")

    page.click(".leave")

    page.wait_for_url(app.elsewhere)
    context.close()
    assert len(app.left) == 1


def test_a_sealed_field_is_shown_as_words_and_never_as_markup(page: Page) -> None:
    shown = page.locator("[data-reveal] output").first

    page.click("[data-reveal] button >> nth=0")

    expect(shown).to_have_text("She said <b>this</b>.\nAnd this.")


def test_showing_a_second_field_hides_the_first(page: Page) -> None:
    page.click("[data-reveal] button >> nth=0")
    expect(page.locator("output").nth(0)).to_be_visible()

    page.click("[data-reveal] button >> nth=1")

    expect(page.locator("output").nth(1)).to_be_visible()
    expect(page.locator("output").nth(0)).to_be_hidden()
    expect(page.locator("output").nth(0)).to_be_empty()


def test_a_shown_field_hides_when_the_app_loses_focus(page: Page) -> None:
    page.click("[data-reveal] button >> nth=0")
    expect(page.locator("output").first).to_be_visible()

    page.evaluate("window.dispatchEvent(new Event('blur'))")

    expect(page.locator("output").first).to_be_hidden()
    expect(page.locator("[data-reveal] button").first).to_have_text("Show")


def test_a_shown_field_hides_after_twenty_seconds(page: Page) -> None:
    page.clock.install()
    page.click("[data-reveal] button >> nth=0")
    expect(page.locator("output").first).to_be_visible()

    page.clock.fast_forward(20_000)

    expect(page.locator("output").first).to_be_hidden()


def test_the_filters_open_at_a_touch(page: Page) -> None:
    expect(page.locator("#filters")).to_be_hidden()

    page.click("[data-opens]")

    expect(page.locator("#filters")).to_be_visible()
    expect(page.locator("[data-opens]")).to_have_attribute("aria-expanded", "true")


def test_the_filters_stand_open_where_scripts_are_off(
    app: SmallApp, chromium: Browser
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()

    page.goto(f"{app.address}/one")

    expect(page.locator("#filters .apply")).to_be_visible()
    expect(page.locator("[data-opens]")).to_be_hidden()
    context.close()


def test_a_lost_connection_is_told(app: SmallApp, page: Page) -> None:
    page.context.set_offline(True)

    expect(page.locator(".saved")).to_have_attribute("data-state", "offline")
