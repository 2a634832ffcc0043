"""The look keeps its promises: small, old phones, no name given away."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.template import Context, Template

from payung.web.templatetags.frame import NoSuchIcon, icon, icon_names


WEB = Path(__file__).parents[2] / "src/payung/web"
STYLE_SHEETS = sorted((WEB / "static/css").glob("*.css"))
SHARED_STYLE = ("tokens.css", "base.css", "chart.css", "noscript.css")
FRAME_SCRIPTS = [WEB / f"static/js/{name}.js" for name in ("frame", "leave", "reveal")]
SCRIPTS = sorted((WEB / "static/js").rglob("*.js"))
# What Chrome 80 cannot read at all, or has no function for.
TOO_NEW_IN_SCRIPTS = (
    "??=", "||=", "&&=", ".replaceAll(", "structuredClone", ".at(", "Object.hasOwn",
    "Promise.any", ".findLast", "static {", "crypto.randomUUID",
)  # fmt: skip
TEMPLATES = sorted(WEB.parent.rglob("templates/**/*.html"))
# What Chrome 80 does not know and would drop with the whole rule.
TOO_NEW = (
    "@layer", "@container", "color-mix(", ":has(", ":is(", ":where(", "dvh", "svh",
    "aspect-ratio", "inset:", "oklch(", "margin-inline", "padding-inline",
)  # fmt: skip


def test_the_shared_style_weighs_at_most_18_kib() -> None:
    weight = sum((WEB / "static/css" / name).stat().st_size for name in SHARED_STYLE)

    assert weight <= 18 * 1024


def test_the_files_of_the_frame_cost_at_most_10_kib_on_the_wire() -> None:
    files = [WEB / "static/css/tokens.css", WEB / "static/css/base.css"]
    files += [*FRAME_SCRIPTS[:2], *(WEB / "static/icons").glob("*.svg")]

    wire = sum(len(gzip.compress(file.read_bytes(), 9)) for file in files)

    assert wire <= 10 * 1024


@pytest.mark.parametrize("sheet", STYLE_SHEETS, ids=lambda sheet: sheet.name)
def test_style_uses_nothing_that_chrome_80_does_not_know(sheet: Path) -> None:
    rules = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)

    assert [word for word in TOO_NEW if word in rules] == []
    assert re.findall(r"(?<!grid-)\b(?:row-|column-)?gap:", rules) == []
    assert "&" not in rules


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_script_uses_nothing_that_chrome_80_does_not_know(script: Path) -> None:
    code = re.sub(r"/\*.*?\*/", "", script.read_text(), flags=re.DOTALL)

    assert [word for word in TOO_NEW_IN_SCRIPTS if word in code] == []


@pytest.mark.parametrize("script", FRAME_SCRIPTS, ids=lambda script: script.name)
def test_a_script_of_the_frame_is_checked_and_short(script: Path) -> None:
    lines = script.read_text().splitlines()

    assert lines[0] == "// @ts-check"
    assert len(lines) < 100


@pytest.mark.parametrize("page", TEMPLATES, ids=lambda page: page.name)
def test_a_page_has_no_script_or_style_inside(page: Path) -> None:
    text = page.read_text()

    assert re.findall(r"\sstyle=|<style|\son[a-z]+=\"", text) == []
    assert re.findall(r"<script(?![^>]*\ssrc=)", text) == []


@pytest.mark.parametrize("page", TEMPLATES, ids=lambda page: page.name)
def test_a_page_asks_only_for_icons_that_exist(page: Path) -> None:
    text = page.read_text()

    asked = re.findall(r"{% icon \"([a-z-]+)\"|\bsign(?:_after)?=\"([a-z-]+)\"", text)

    assert {a or b for a, b in asked} <= icon_names()


@pytest.mark.parametrize("page", TEMPLATES, ids=lambda page: page.name)
def test_a_table_is_never_hidden_by_the_sr_class_itself(page: Path) -> None:
    tables = re.findall(r"<table[^>]*>", page.read_text())

    assert [table for table in tables if re.search(r'"[^"]*\bsr\b', table)] == []


def test_an_icon_that_is_not_in_the_sprite_is_refused() -> None:
    with pytest.raises(NoSuchIcon):
        icon("siren")


def test_an_icon_is_silent_for_screen_readers() -> None:
    drawn = Template('{% load frame %}{% icon "lock" %}').render(Context())

    svg = ET.fromstring(drawn)  # noqa: S314  our own markup
    assert svg.attrib["aria-hidden"] == "true"
    assert svg[0].attrib["href"].endswith("#lock")
