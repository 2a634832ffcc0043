"""A report as a Word file, from the template of its donor."""

from __future__ import annotations

import io
from dataclasses import asdict
from pathlib import Path
from typing import Any

from docx.oxml.ns import qn
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage, Listing

from payung.programme.findings.printing import FONTS, picture_of
from payung.programme.findings.word_file import in_script, name_nobody

from .donor_words import FENCED
from .donors_known import template_path
from .page import ReportPage, Section


CHART_WIDTH = 128


class NoSuchTemplate(LookupError):
    """The donor's file names a template that is not there; says which."""


def word_of(page: ReportPage, *, template: str, folder: Path = FONTS) -> bytes:
    """Return a report as .docx; raise NoSuchTemplate or FontMissing."""
    path = template_path(template)
    if not path.exists():
        raise NoSuchTemplate(f"There is no template {path.name} beside the donors.")
    document = DocxTemplate(path)
    words = asdict(page)
    words["summary"] = Listing(page.summary) if page.summary else ""
    words["sections"] = [
        _section(document, one, page.face, folder) for one in page.sections
    ]
    # Whatever people wrote is text, never markup.
    document.render(words, FENCED, autoescape=True)
    _close_to_the_edge(document)
    name_nobody(document, page.made_on)
    kept = io.BytesIO()
    document.save(kept)
    return in_script(kept.getvalue(), face=page.face, language=page.language)


def _section(
    document: DocxTemplate, one: Section, face: str, folder: Path
) -> dict[str, Any]:
    words = asdict(one)
    words["picture"] = ""
    if one.svg:
        png = io.BytesIO(picture_of(one.svg, face, folder))
        words["picture"] = InlineImage(document, png, width=Mm(CHART_WIDTH))
    return words


def _close_to_the_edge(document: DocxTemplate) -> None:
    """Let pictures begin where the words do: LibreOffice adds three mm where none is said."""
    for inline in document.docx.element.body.iter(qn("wp:inline")):
        for side in ("distT", "distB", "distL", "distR"):
            inline.set(side, "0")
