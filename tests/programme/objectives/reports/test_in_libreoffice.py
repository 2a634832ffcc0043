"""The Word report opens in LibreOffice with every letter drawn, in the hard scripts."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from django.db import transaction
from docx import Document
from pytest_django.plugin import DjangoDbBlocker

from payung.programme.objectives.report_models import DonorReport, ReportVersion
from payung.programme.objectives.reports.assembling import page_of
from payung.programme.objectives.reports.versions import write_words
from payung.programme.objectives.reports.word_file import word_of
from payung.programme.people.actors import Actor
from payung.web.demo.donor_report_words import told_in
from tests.cast import OFFICER, team_of
from tests.programme.objectives.reports.counted import THEN, a_draft, a_quarter


pytestmark = pytest.mark.django_db
FACES = {
    "my": "NotoSansMyanmar",
    "bn": "NotoSansBengali",
    "ne": "NotoSansDevanagari",
}
# No typeface has a letter for what is not given to anybody.
NO_LETTER = "\U000f1234"
# LibreOffice's own, for the dots of a list.
DOTS = "OpenSymbol"
_DRAWN = re.compile(r'href="#glyph(\d+)-(\d+)"')
_OUTLINE = re.compile(r'id="glyph(\d+)-(\d+)">\s*<path[^>]* d="([^"]+)"')
# What a line may be broken with, and nobody sees.
_UNSEEN = re.compile(r"[\s\u200b\u200c\u200d]+")


@pytest.fixture(scope="module")
def opened(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Mapping[str, Path]:
    """Open the reports and a page with two missing letters, once; give them as PDF."""
    folder = tmp_path_factory.mktemp("office")
    with django_db_blocker.unblock(), transaction.atomic():
        _, [officer] = team_of(OFFICER)
        a_quarter()
        for language in FACES:
            (folder / f"{language}.docx").write_bytes(_report(officer, language))
        transaction.set_rollback(True)
    control = Document()
    letters = f"a{NO_LETTER}b{NO_LETTER}"
    control.add_paragraph().add_run(letters).font.name = "Noto Sans"
    control.save(str(folder / "control.docx"))
    _as_pdf(folder)
    return {path.stem: path for path in folder.glob("*.pdf")}


def _report(officer: Actor, language: str) -> bytes:
    ReportVersion.objects.all().delete()
    DonorReport.objects.all().delete()
    version, told = a_draft(officer, language), told_in(language)
    write_words(
        actor=officer,
        version=version,
        summary=told.summary,
        words=told.beside,
        at=THEN,
    )
    return word_of(page_of(version, own_digits=True), template="general")


def _as_pdf(folder: Path) -> None:
    # A profile of its own: another one that runs would answer instead.
    profile = f"-env:UserInstallation=file://{folder}/profile"
    words = sorted(str(path) for path in folder.glob("*.docx"))
    subprocess.run(
        [
            *("soffice", profile, "--headless", "--convert-to", "pdf"),
            *("--outdir", str(folder), *words),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )


def said_by(*command: str) -> str:
    found = subprocess.run(command, check=True, capture_output=True, text=True)
    return found.stdout


def bare(text: str) -> str:
    return _UNSEEN.sub("", text)


def pages_of(pdf: Path) -> int:
    [pages] = re.findall(
        r"^Pages:\s+(\d+)$", said_by("pdfinfo", str(pdf)), re.MULTILINE
    )
    return int(pages)


def boxes_in(pdf: Path) -> int:
    """Return how many letters are drawn as the box that stands for a missing one."""
    found = 0
    for number in range(1, pages_of(pdf) + 1):
        page = str(number)
        drawn = said_by("pdftocairo", "-svg", "-f", page, "-l", page, str(pdf), "-")
        outlines = {(face, n): line for face, n, line in _OUTLINE.findall(drawn)}
        # The first letter of each typeface is the box.
        found += sum(
            one in outlines and outlines[one] == outlines.get((one[0], "0"))
            for one in _DRAWN.findall(drawn)
        )
    return found


def test_a_missing_letter_would_be_seen(opened: Mapping[str, Path]) -> None:
    assert boxes_in(opened["control"]) == 2


@pytest.mark.parametrize("language", FACES)
def test_no_letter_is_missing_and_no_sign_stands_without_its_letter(
    opened: Mapping[str, Path], language: str
) -> None:
    said = said_by("pdftotext", "-raw", str(opened[language]), "-")

    assert boxes_in(opened[language]) == 0
    # Where a sign has nothing to stand on, a dotted circle is drawn for it.
    assert "◌" not in said


@pytest.mark.parametrize("language", FACES)
def test_every_typeface_is_inside_and_none_is_a_stopgap(
    opened: Mapping[str, Path], language: str
) -> None:
    _head, _line, *rows = said_by("pdffonts", str(opened[language])).splitlines()

    faces = {row.split()[0].partition("+")[2] for row in rows}
    inside = {row[len(row.rstrip()) - 30 :].split()[0] for row in rows}
    kinds = {face.partition("-")[0] for face in faces}
    assert f"{FACES[language]}-Regular" in faces
    assert kinds <= {FACES[language], "NotoSans", DOTS}
    assert inside == {"yes"}


@pytest.mark.parametrize("language", FACES)
def test_its_sentences_are_read_out_of_it_again_and_no_page_is_empty(
    opened: Mapping[str, Path], language: str
) -> None:
    pages = said_by("pdftotext", "-raw", str(opened[language]), "-").split("\f")[:-1]

    said, told = bare("".join(pages)), told_in(language)
    sentences = re.split(r"(?<=[।။.])\s", told.summary)
    assert len(sentences) > 3
    assert [one for one in sentences if bare(one) not in said] == []
    assert bare(told.beside["SS_OPEN"]) in said
    assert 2 <= len(pages) <= 5
    assert min(len(bare(page)) for page in pages) > 100
