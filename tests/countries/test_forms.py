"""The reporting form of every country: fit for filling, in all its languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from payung.engines.forms import Form, publish, question_rows, read_coding, read_text
from payung.engines.packs import Pack, load


COUNTRIES = Path(__file__).resolve().parents[2] / "src" / "payung" / "countries"
CODES = ("bd", "id", "mm", "np", "xx")
SCRIPTS = {
    "bn": "[\u0980-\u09ff]",
    "my": "[\u1000-\u109f]",
    "ne": "[\u0900-\u097f]",
}


@cache
def pack(country: str) -> Pack:
    return load(COUNTRIES / country)


@cache
def form(country: str) -> Form:
    (files,) = pack(country).forms
    coding = read_coding(files.coding.read_text(encoding="utf-8"))
    return publish(read_text(files.text.read_text(encoding="utf-8")), coding=coding)


def texts(country: str, language: str) -> dict[str, str]:
    """Return {where: text as plain words} of everything a person reads in the form."""
    strings = form(country).strings[language]
    found = {}
    for node in nodes(form(country).compiled["nodes"]):
        for part in ("label", "hint", "constraint_message"):
            if node.get(part) is not None:
                found[f"{node['path']} {part}"] = plain(strings[node[part]])
    for name, items in form(country).compiled["lists"].items():
        for item in items:
            found[f"{name}/{item['value']}"] = plain(strings[item["label"]])
    return found


def nodes(level: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for node in level:
        yield node
        yield from nodes(node.get("children", []))


def plain(text: str | list[object] | None) -> str:
    if isinstance(text, list):
        return "".join(part if isinstance(part, str) else "…" for part in text)
    return text or ""


@pytest.mark.parametrize("country", CODES)
def test_a_country_has_a_form_that_can_be_published(country: str) -> None:
    assert form(country).id == "full_note"


@pytest.mark.parametrize("country", CODES)
def test_a_form_speaks_the_languages_of_its_country_in_their_order(
    country: str,
) -> None:
    assert form(country).languages == pack(country).languages
    assert form(country).compiled["default_language"] == pack(country).languages[0]


@pytest.mark.parametrize("country", CODES)
def test_every_text_is_there_in_every_language_of_the_country(country: str) -> None:
    missing = [
        f"{language}: {where}"
        for language in pack(country).languages
        for where, text in texts(country, language).items()
        if not text.strip()
    ]

    assert missing == []


@pytest.mark.parametrize(
    ("country", "language"), [("bd", "bn"), ("mm", "my"), ("np", "ne")]
)
def test_a_text_in_the_language_of_the_country_is_written_in_its_script(
    country: str, language: str
) -> None:
    english = texts(country, "en")

    foreign = [
        where
        for where, text in texts(country, language).items()
        if re.search("[a-z]{2}", english[where])
        and not re.search(SCRIPTS[language], text)
    ]

    assert foreign == []


@pytest.mark.parametrize("country", CODES)
def test_every_question_has_its_line_in_the_coding_table(country: str) -> None:
    (files,) = pack(country).forms
    asked = question_rows(read_text(files.text.read_text(encoding="utf-8")))
    table = read_coding(files.coding.read_text(encoding="utf-8"))

    questions = form(country).questions().keys() & asked.keys()

    assert len(questions) > 80
    assert {path.rpartition("/")[2] for path in questions} <= table.by_question.keys()


@pytest.mark.parametrize("country", ["bd", "id", "mm", "np"])
def test_a_form_offers_the_laws_of_its_own_country_only(country: str) -> None:
    others = {code.upper() for code in CODES} - {country.upper()}

    laws = [item["value"] for item in form(country).compiled["lists"]["law"]]

    assert any(law.startswith(f"{country.upper()}_") for law in laws)
    assert not [law for law in laws if law.partition("_")[0] in others]


@pytest.mark.parametrize("country", CODES)
def test_the_first_question_is_answered_with_the_country_itself(country: str) -> None:
    question = form(country).questions()["a_safety/country"]

    assert question["default"] == country
