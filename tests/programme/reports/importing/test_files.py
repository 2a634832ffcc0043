"""A file that is not what it says gets a sentence that says what to do."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from payung.programme.reports.importing.files import FileKind, NotWhatItSays, offered
from payung.programme.reports.importing.sheets import read_sheet
from payung.programme.reports.importing.sources import kind_of
from tests.programme.reports.importing.filled import zipped


def book(*rows: list[object]) -> bytes:
    """Return an XLSX file with these rows."""
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.xml", b"<?xml version='1.0'?><data id='x'/>", FileKind.SUBMISSIONS),
        ("a.csv", b"KEY,a\nuuid:1,b\n", FileKind.EXPORT),
        ("a.csv", "\ufeff_uuid;a\n1;b\n".encode(), FileKind.EXPORT),
        ("a.csv", b"Date,Who\n1,2\n", FileKind.SHEET),
        ("called.csv", b"<data id='x'/>", FileKind.SUBMISSIONS),
        (
            "a.zip",
            zipped({"x/1.xml": b"<d/>", "x/1.jpg": b"\xff"}),
            FileKind.SUBMISSIONS,
        ),
        (
            "a.zip",
            zipped({"m.csv": b"KEY,a\n1,2\n", "r.csv": b"KEY,b\n"}),
            FileKind.EXPORT,
        ),
    ],
)
def test_what_a_file_holds_is_told_by_what_is_in_it(
    name: str, content: bytes, kind: FileKind
) -> None:
    assert kind_of(offered(name, content)) is kind


def test_a_spreadsheet_is_known_whatever_it_is_called() -> None:
    assert kind_of(offered("photo.jpg", book(["a"], ["b"]))) is FileKind.SHEET


@pytest.mark.parametrize(
    ("content", "remedy"),
    [
        pytest.param(b"%PDF-1.7 ...", "Give XML", id="a PDF"),
        pytest.param(
            b"\xd0\xcf\x11\xe0 old", "Save it as XLSX", id="an old spreadsheet"
        ),
        pytest.param(b"PK\x03\x04 cut", "Copy it again", id="half an archive"),
        pytest.param(b"", "Give XML", id="nothing"),
        pytest.param(
            b"<!doctype html><html>", "Give XML", id="a page that asks to sign in"
        ),
        pytest.param(b"\xff\xd8\xff\xe0 picture", "Give XML", id="a picture"),
        pytest.param(zipped({"a.jpg": b"\xff\xd8"}), "Give XML", id="pictures only"),
    ],
)
def test_what_cannot_be_brought_in_says_what_to_do(content: bytes, remedy: str) -> None:
    with pytest.raises(NotWhatItSays) as caught:
        offered("given.csv", content)

    assert remedy in caught.value.remedy


def test_an_archive_that_would_fill_the_memory_is_not_unpacked() -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", b"<" + b" " * (310 * 1024 * 1024))

    with pytest.raises(NotWhatItSays, match="more than can be read"):
        offered("a.zip", whole.getvalue())


def test_formulas_are_seen_and_never_worked_out() -> None:
    grid = read_sheet(book(["a", "b"], ["1", "=1+1"], ["=HYPERLINK(0)", 2.0]))

    assert grid.lines[0].cells[1].formula
    assert grid.lines[1].cells[0].formula
    assert grid.lines[1].cells[1].text == "2"
