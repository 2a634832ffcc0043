"""No page squeezes its words: every page of the table, on a phone, in Burmese."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page

from payung.programme.people.models import Person
from tests.access.test_addresses import ROWS
from tests.access.world import make_world


pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Enter = Callable[[BrowserContext, str, str], Page]
# What is no page, or takes her out of where she is.
NO_PAGES = (
    "-get",
    "-picture",
    "-sound",
    "-file",
    "-keep",
    "-feed",
    "-counts",
    "-paper",
)
APPS = ("learning", "safe-", "door", "outreach", "visit", "venue", "micro-plan")
APPS += ("planned-visit", "plan", "activity")
# Words on three lines or more that have less room than a thumb is wide.
SQUEEZED = """() => {
  const found = new Set();
  const words = document.createTreeWalker(document.querySelector("main"), 4);
  while (words.nextNode()) {
    const text = words.currentNode.textContent.trim();
    const range = document.createRange();
    range.selectNodeContents(words.currentNode);
    const boxes = [...range.getClientRects()].filter((box) => box.width > 1);
    const lines = new Set(boxes.map((box) => Math.round(box.top))).size;
    const left = Math.min(...boxes.map((box) => box.left));
    const right = Math.max(...boxes.map((box) => box.right));
    if (lines > 2 && right - left < 60) found.add(text.slice(0, 30));
  }
  if (document.documentElement.scrollWidth > innerWidth) found.add("wider than the screen");
  return [...found];
}"""


def addresses() -> list[str]:
    world = make_world()
    rows = [row for row in ROWS if row.method == "GET" and row.name.startswith(APPS)]
    pages = [row.name for row in rows if row.expected["coordinator"] == "ok"]
    return [
        reverse(name, kwargs=world.arguments.get(name))
        for name in pages
        if not name.endswith(NO_PAGES)
    ]


def test_no_words_are_squeezed_into_a_column_on_a_phone(
    live_server: Any, phone: BrowserContext, sign_in: Enter
) -> None:
    every = addresses()
    Person.objects.update(language="my")
    page = sign_in(phone, live_server.url, "maya")
    found = {}

    for address in every:
        page.goto(live_server.url + address)
        squeezed = page.evaluate(SQUEEZED)
        if squeezed:
            found[address] = squeezed

    assert len(every) > 50
    assert found == {}
