"""What tests share: a browser, and the way in."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.contrib.contenttypes.management import create_contenttypes
from django.db import connections
from django.db.models.signals import post_migrate
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests import migrated
from tests.cast import PASSPHRASE


# Playwright runs an event loop of its own beside Django's synchronous database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM = "/usr/bin/chromium"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

# A busy machine is slow to draw; what never comes fails all the same.
expect.set_options(timeout=20_000)

# What takes longest, the longest first: single files, then folders of few long tests.
LONG = (
    *("test_whole_story.py", "test_calls.py", "test_a_few_calls.py"),
    *("journeys", "hotline", "sip", "oracle", "web"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let what takes longest begin first, so that both cores end together.

    A browser on a busy machine is not ours to time: what fails in one runs once more,
    and is named at the end. Two in a row fail.
    """
    items.sort(key=_place)
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


def _place(item: pytest.Item) -> int:
    parts = item.path.parts
    return next((n for n, each in enumerate(LONG) if each in parts), len(LONG))


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Return whether the database begins as a copy, in which nothing is to migrate."""
    postgres = bool(os.environ.get("PAYUNG_DATABASE"))
    return bool(os.environ.get(migrated.POSTGRES if postgres else migrated.SQLITE))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_keepdb: bool
) -> None:
    """Lay the copy where this worker's database is looked for."""
    # Nothing of ours asks Django's own permissions, and after each test that empties the
    # tables some hundreds of them would be written again.
    post_migrate.disconnect(
        dispatch_uid="django.contrib.auth.management.create_permissions"
    )
    post_migrate.disconnect(create_contenttypes)
    if not django_db_keepdb:
        return
    name = connections["default"].settings_dict["TEST"]["NAME"]
    server = os.environ.get("PAYUNG_DATABASE", "")
    if server:
        migrated.create_postgres(server, name or "test_postgres")
    else:
        migrated.lay_sqlite(Path(name))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Give one browser for all journeys; fail, never skip, where there is none."""
    if not Path(CHROMIUM).exists():
        pytest.fail("Chromium is missing. Run: apt-get install chromium")
    before = connections["default"]
    with sync_playwright() as playwright:
        # Its loop runs in this thread from now on, and connections belong to loops:
        # Django would open a second one, and leave the first in its transaction.
        connections["default"] = before
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()
        after = connections["default"]
    connections["default"] = after


@pytest.fixture
def phone(chromium: Browser) -> Iterator[BrowserContext]:
    """Give a cheap phone: 360 by 800, two pixels a point."""
    context = chromium.new_context(
        viewport={"width": 360, "height": 800},
        device_scale_factor=2,
        has_touch=True,
        is_mobile=True,
        locale="en-GB",
        timezone_id="Asia/Kathmandu",
    )
    context.set_default_timeout(30_000)
    yield context
    context.close()


@pytest.fixture
def desk(chromium: Browser) -> Iterator[BrowserContext]:
    """Give an office computer: 1366 by 768."""
    context = chromium.new_context(
        viewport={"width": 1366, "height": 768},
        locale="en-GB",
        timezone_id="Asia/Kathmandu",
        accept_downloads=True,
    )
    context.set_default_timeout(30_000)
    yield context
    context.close()


@pytest.fixture
def sign_in() -> Callable[[BrowserContext, str, str], Page]:
    """Return what signs somebody in: (context, address of the server, handle)."""

    def go(context: BrowserContext, address: str, handle: str) -> Page:
        page = context.new_page()
        page.goto(f"{address}/sign-in")
        page.fill("[name=handle]", handle)
        page.fill("[name=passphrase]", PASSPHRASE)
        page.click("form:has([name=passphrase]) button")
        page.wait_for_url(f"{address}/")
        return page

    return go
