"""A wrong row of a table of questions is named, and the rest goes on."""

from __future__ import annotations

import io

import openpyxl
import pytest
from PIL import Image

from payung.programme.learning.bringing_in import BroughtIn, bring_in
from payung.programme.learning.material import (
    MOST_SOUND_BYTES,
    drawings,
    made_anew,
    set_picture,
    set_sound,
    sound_kind,
)
from payung.programme.learning.models import Item, ItemBank, ItemOption, ItemText
from payung.programme.learning.refusals import NoQuestions, NotOurMaterial

from .conftest import NOW, Office


HEADS = "code,language,question,right,option_1,option_2,picture\n"
GOOD = "silence,en,May you stay silent?,1,Yes,No,silent\n"


def brought(office: Office, content: bytes) -> BroughtIn:
    return bring_in(
        actor=office.maya,
        code="basics",
        name="questions.csv",
        content=content,
        languages=("en", "ne"),
        at=NOW,
    )


@pytest.mark.parametrize(
    ("row", "column", "remedy"),
    [
        pytest.param("a b,en,Q?,1,Yes,No,", "A (code)", "small letters", id="code"),
        pytest.param("x,fr,Q?,1,Yes,No,", "B (language)", "en, ne", id="language"),
        pytest.param("x,en,,1,Yes,No,", "C (question)", "sentences", id="no words"),
        pytest.param("x,en,Q?,3,Yes,No,", "D (right)", "1 to 2", id="no such answer"),
        pytest.param("x,en,Q?,1;2,Yes,No,", "D (right)", "not all", id="all right"),
        pytest.param("x,en,Q?,1,Yes,,", "F (option_2)", "two answers", id="one answer"),
        pytest.param("x,en,Q?,1,Yes,No,dragon", "G (picture)", "silent", id="drawing"),
        pytest.param("x,en,=A1,1,Yes,No,", "C (question)", "itself", id="formula"),
        pytest.param("silence,ne,Q?,2,Yes,No,", "D (right)", "same order", id="order"),
        pytest.param("silence,en,Q?,1,Yes,No,", "A (code)", "another", id="twice"),
    ],
)
def test_a_wrong_row_is_named_with_its_column_and_a_remedy(
    office: Office, row: str, column: str, remedy: str
) -> None:
    made = brought(office, f"{HEADS}{GOOD}{row}\nsign,en,Sign it?,2,Yes,No,\n".encode())

    [mistake] = made.mistakes
    assert (mistake.file, mistake.row, mistake.column) == ("questions.csv", 3, column)
    assert remedy in mistake.remedy
    assert list(Item.objects.order_by("number").values_list("code", flat=True)) == [
        "silence",
        "sign",
    ]


def test_several_languages_are_one_question(bank: ItemBank) -> None:
    item = Item.objects.get(bank=bank, code="silence")

    assert sorted(
        ItemText.objects.filter(item=item, option=None).values_list(
            "language", flat=True
        )
    ) == ["en", "ne"]
    assert [o.right for o in item.options.order_by("number")] == [True, False, False]


def test_a_table_brought_in_again_is_the_next_version(office: Office) -> None:
    first = brought(office, f"{HEADS}{GOOD}".encode())
    second = brought(office, f"{HEADS}{GOOD}".encode())

    assert (first.bank.number, second.bank.number) == (1, 2)
    assert Item.objects.filter(bank=first.bank).count() == 1


def test_a_workbook_is_read_as_a_table_is(office: Office) -> None:
    book = openpyxl.Workbook()
    for row in (HEADS + GOOD).splitlines():
        book.worksheets[0].append(row.split(","))
    written = io.BytesIO()
    book.save(written)

    assert brought(office, written.getvalue()).questions == 1


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"code,language\nx,en\n", id="heads are missing"),
        pytest.param((HEADS + "x,fr,Q?,1,Yes,No,\n").encode(), id="no row is right"),
    ],
)
def test_without_one_right_row_nothing_is_made(office: Office, content: bytes) -> None:
    with pytest.raises(NoQuestions) as refused:
        brought(office, content)

    assert "questions.csv, row" in refused.value.sentence
    assert not ItemBank.objects.exists()


def a_photo() -> bytes:
    written = io.BytesIO()
    picture = Image.new("RGB", (2000, 1000), "white")
    exif = Image.Exif()
    exif[0x010F] = "An invented camera"
    picture.save(written, format="JPEG", exif=exif)
    return written.getvalue()


def test_a_picture_is_made_smaller_and_loses_what_the_camera_added() -> None:
    made = made_anew(a_photo())

    with Image.open(io.BytesIO(made)) as picture:
        assert picture.size == (640, 320)
        assert not picture.getexif()
    assert b"invented camera" not in made


def test_a_picture_and_a_sound_are_kept_for_one_answer(
    office: Office, bank: ItemBank
) -> None:
    option = ItemOption.objects.get(item__code="paper", number=2)
    for _again in range(2):
        set_picture(
            actor=office.maya,
            item=option.item,
            option=option,
            content=a_photo(),
            at=NOW,
        )
        set_sound(
            actor=office.maya,
            item=option.item,
            option=option,
            language="ne",
            content=b"OggS an invented sound",
            at=NOW,
        )

    assert option.pictures.count() == 1
    assert option.sounds.get().kind == "audio/ogg"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"<html>", id="a page"),
        pytest.param(b"OggS" + b"0" * MOST_SOUND_BYTES, id="too long"),
    ],
)
def test_what_is_no_short_sound_is_refused(content: bytes) -> None:
    with pytest.raises(NotOurMaterial):
        sound_kind(content)


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(NotOurMaterial):
        made_anew(b"<svg onload='x'/>")


def test_there_are_drawings_of_our_own() -> None:
    assert {"silent", "lawyer", "do-not-sign", "shrug"} <= set(drawings())
