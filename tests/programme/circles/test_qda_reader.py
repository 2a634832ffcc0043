"""What goes out for analysis elsewhere, opened by a reader that is not ours."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pyrefiqda
import pytest

from payung.programme.circles.analysing import take_out
from payung.programme.circles.codes import Allowed
from payung.programme.circles.marking import mark_words, where
from tests.programme.cases.conftest import Office

from .conftest import on
from .test_marks_and_analysis import MONTHS, finished


pytestmark = [pytest.mark.django_db, pytest.mark.oracle]


def test_pyrefiqda_reads_codes_texts_and_marks_as_we_meant_them(
    office: Office, tmp_path: Path
) -> None:
    group = finished(office, Allowed.WORDS)
    place = where(group, "finding", group.findings.get().pk)
    mark_words(
        actor=office.sunita, place=place, words="locked", theme="raids", at=on(10, 21)
    )
    taken = take_out(actor=office.maya, at=on(11, 1), **MONTHS)
    file, folder = tmp_path / "out.qdpx", tmp_path / "unpacked"
    file.write_bytes(taken.content)

    project = pyrefiqda.RefiProject.load(file, extract_dir=str(folder))

    [source] = project.sources.text_source
    text = pyrefiqda.RefiProject.resolve_source_path(source.plain_text_path, folder)
    [mark] = source.plain_text_selection
    words = text.read_text()[mark.start_position : mark.end_position]
    codes = {code.guid for code in project.code_book.codes.code}
    assert words == "locked"
    assert {one.code_ref.target_guid for one in mark.coding} <= codes
    assert zipfile.ZipFile(file).testzip() is None
