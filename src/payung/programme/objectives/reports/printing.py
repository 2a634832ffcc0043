"""A report as PDF: typst shapes Burmese, Bengali and Nepali; charts are pictures."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from payung.programme.findings.printing import FONTS, compiled, font_files, picture_of

from .page import ReportPage


TEMPLATE = Path(__file__).parent / "report.typ"


def pdf_of(page: ReportPage, *, folder: Path = FONTS) -> bytes:
    """Return a report as PDF; raise FontMissing."""
    font_files(page.face, folder)
    # What lies in the folder for a moment may leave anyway: no name, no hidden number.
    return compiled(_sources(page, folder), folder=folder, said={})


def picture_name(code: str) -> str:
    """Return the name of the picture of a section."""
    return f"chart-{code}.png"


def _sources(page: ReportPage, folder: Path) -> dict[str, bytes]:
    data = asdict(page)
    data["made_on"] = page.made_on.isoformat()
    data["file"] = f"{page.made_on:%Y-%m}"
    for section in data["sections"]:
        drawn = bool(section.pop("svg"))
        section["picture"] = picture_name(section["code"]) if drawn else ""
    return {
        "main.typ": TEMPLATE.read_bytes(),
        "report.json": json.dumps(data, ensure_ascii=False).encode(),
        **{
            picture_name(section.code): picture_of(section.svg, page.face, folder)
            for section in page.sections
            if section.svg
        },
    }
