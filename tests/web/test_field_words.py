"""What stands beside a field is ours, in every language, and not Django's English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django import forms
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import override

from payung.programme.cases import forms as of_cases
from payung.programme.people import forms as of_people
from payung.programme.reports import forms as of_reports
from payung.programme.reports.importing import forms as of_imports
from payung.web.field_words import FIELD_WORDS


LOCALE = Path(__file__).resolve().parents[2] / "src/payung/web/locale"
SOURCE = Path(__file__).resolve().parents[2] / "src/payung/web/field_words.py"
LANGUAGES = [code for code, _ in settings.LANGUAGES]
# What no page of ours can bring about: clearing a kept file, an image field.
NEVER = {
    "Please either submit a file or check the clear checkbox, not both.",
    "Ensure this value is a multiple of step size %(limit_value)s.",
}


def every_field() -> Iterator[forms.Field]:
    """Yield the fields of every form that a page shows, parts of fields too."""
    for module in (of_cases, of_people, of_reports, of_imports):
        for thing in vars(module).values():
            if isinstance(thing, type) and issubclass(thing, forms.BaseForm):
                for field in getattr(thing, "base_fields", {}).values():
                    yield field
                    yield from getattr(field, "fields", ())


def said_by(field: forms.Field) -> Iterator[str]:
    """Yield Django's sentences, as it looks them up, that a field may show."""
    yield from (str(message) for message in field.error_messages.values())
    for validator in field.validators:
        message = getattr(validator, "message", "")
        if isinstance(message, str | Promise):
            yield str(message)


def test_every_sentence_a_field_can_say_is_known_to_us() -> None:
    with override(None):
        said = {text for field in every_field() for text in said_by(field)}

    ours = " ".join(re.findall(r'"([^"]*)"', SOURCE.read_text()))
    assert len(said) > 10
    assert sorted(text for text in said - NEVER if text and text not in ours) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_field_speaks_as_we_do(language: str) -> None:
    book = polib.pofile(str(LOCALE / language / "LC_MESSAGES/django.po"))
    ours = book.find("This field is required.")

    with override(language):
        said = str(forms.CharField().error_messages["required"])

    assert said == (ours and ours.msgstr) != "This field is required."


def test_english_has_its_own_words_for_every_field_and_no_others() -> None:
    book = polib.pofile(str(LOCALE / "en/LC_MESSAGES/django.po"))

    plain = {entry.msgid for entry in book if not entry.msgid_plural}

    assert plain == set(FIELD_WORDS)
    assert [entry.msgid for entry in book if not entry.translated()] == []
    assert book.metadata["X-Review"].startswith("unreviewed")


def test_english_beside_a_field_says_what_to_do_and_blames_nobody() -> None:
    book = polib.pofile(str(LOCALE / "en/LC_MESSAGES/django.po"))
    said = [entry.msgstr or entry.msgstr_plural[1] for entry in book]

    assert not [
        text for text in said if re.search("valid|required|ensure", text, re.IGNORECASE)
    ]
