"""Every sentence of every page is there in all five languages, with its gaps."""

from __future__ import annotations

import re
from functools import cache

import polib
import pytest

from tools.gather_words import LANGUAGES, LOCALE, gathered


# Indonesian is written in the same letters as English, so script tells nothing.
SCRIPTS = {
    "bn": "[\u0980-\u09ff]",
    "my": "[\u1000-\u109f]",
    "ne": "[\u0900-\u097f]",
}
GAP = re.compile(r"%\(\w+\)s|%%|\{\w+\}")


@cache
def said() -> dict[str, polib.POEntry]:
    return {entry.msgid: entry for entry in gathered()}


@cache
def catalogue(language: str) -> dict[str, polib.POEntry]:
    path = LOCALE / language / "LC_MESSAGES/django.po"
    return {entry.msgid: entry for entry in polib.pofile(str(path))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated(language: str) -> None:
    done = {key for key, entry in catalogue(language).items() if entry.translated()}

    assert sorted(set(said()) - done) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_kept_that_no_page_says(language: str) -> None:
    assert sorted(set(catalogue(language)) - set(said())) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_its_gaps(language: str) -> None:
    wrong = [
        entry.msgid
        for entry in catalogue(language).values()
        if set(GAP.findall(entry.msgid)) != set(GAP.findall(text_of(entry)))
        and not entry.msgid_plural
    ]

    assert wrong == []


@pytest.mark.parametrize("language", sorted(SCRIPTS))
def test_a_translation_is_written_in_its_own_script(language: str) -> None:
    wrong = [
        entry.msgid
        for entry in catalogue(language).values()
        if re.search("[a-z]{2}", GAP.sub("", entry.msgid))
        and not re.search(SCRIPTS[language], text_of(entry))
    ]

    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_called_checked(language: str) -> None:
    path = LOCALE / language / "LC_MESSAGES/django.po"

    assert polib.pofile(str(path)).metadata["X-Review"].startswith("unreviewed")


def text_of(entry: polib.POEntry) -> str:
    return entry.msgstr or " ".join(entry.msgstr_plural.values())
