"""Titles, addresses and cookies tell nobody who looks over a shoulder what this is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver


SRC = Path(__file__).parents[2] / "src/payung"
# Section 2 of the design language, and words that say the same.
TELLING = re.compile(
    r"violen|sex|police|arrest|case|complaint|hotline|victim|abus|crisis", re.IGNORECASE
)
TITLE = re.compile("<title>(.*?)</title>")
# OpenRosa's own; only a telephone's app asks it, and no browser shows it.
BY_MACHINES = ("collect/", "line/")


def addresses(
    patterns: Iterable[URLPattern | URLResolver], before: str = ""
) -> Iterator[str]:
    """Yield every address there is, its gaps as `<kind:name>`."""
    for each in patterns:
        address = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from addresses(each.url_patterns, address)
        else:
            yield address


def test_no_address_says_what_this_is_about() -> None:
    known = list(addresses(get_resolver().url_patterns))

    shown = [each for each in known if not each.startswith(BY_MACHINES)]
    # What stands in < > is the name of a gap, and nobody sees it.
    bare = {each: re.sub(r"<[^>]*>", "", each) for each in shown}
    assert "calls/" in known
    assert [each for each, said in bare.items() if TELLING.search(said)] == []


def test_every_page_has_the_notebook_s_name_for_its_title() -> None:
    pages = {page: page.read_text() for page in SRC.rglob("templates/**/*.html")}

    # A drawing has titles too; only what names its letters is a page.
    heads = [text for text in pages.values() if "<meta charset" in text]
    titles = {title for text in heads for title in TITLE.findall(text)}
    assert len(pages) > 50
    assert titles == {"{{ frame.name }}", '{{ frame.name|default:"Daybook" }}', "…"}


def test_the_cookies_are_called_like_anybody_s() -> None:
    names = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME)

    assert not TELLING.search(" ".join((*names, settings.KEY_COOKIE_NAME)))
