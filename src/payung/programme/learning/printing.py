"""A certificate as PDF. The name goes through memory only: no file, no row."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import segno
import typst
from babel.dates import format_date
from django.utils.translation import gettext as _

from .models import Certificate


TEMPLATE = Path(__file__).parent / "certificate.typ"
FONTS = Path("/usr/share/fonts/truetype/noto")
FACES = {
    "bn": "Noto Sans Bengali",
    "my": "Noto Sans Myanmar",
    "ne": "Noto Sans Devanagari",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Paper:
    """All that stands on a certificate, in words ready to print."""

    language: str
    title: str
    name: str = field(repr=False)
    completed: str
    course: str
    parts: tuple[str, ...]
    valid: str
    check: str
    sign: str
    address: str = field(repr=False)

    @classmethod
    def of(
        cls, certificate: Certificate, *, name: str, language: str, address: str
    ) -> Paper:
        """Return a certificate in the language that is active now."""
        version = certificate.version
        locale = language if language in {"bn", "en", "id", "my", "ne"} else "en"
        days = {
            "from": format_date(certificate.valid_from, "long", locale=locale),
            "to": format_date(certificate.valid_to, "long", locale=locale),
        }
        return cls(
            language=language,
            title=_("Certificate"),
            name=name,
            completed=_("has completed this course"),
            course=version.title,
            parts=tuple(m.title for m in version.modules.order_by("number")),
            valid=_("It holds from %(from)s to %(to)s.") % days,
            check=_("Whether it still holds can be seen here. No name is shown."),
            sign=_("Day and signature"),
            address=address,
        )


def pdf_of(paper: Paper, *, folder: Path = FONTS) -> bytes:
    """Return a certificate as PDF of one page."""
    made: Any = typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        format="pdf",
        font_paths=[folder],
        ignore_system_fonts=True,
        sys_inputs={"paper": json.dumps(_data(paper), ensure_ascii=False)},
    )
    return bytes(made)


def dots_of(address: str) -> str:
    """Return the square of dots that leads to an address, as SVG."""
    written = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        written, kind="svg", border=2, xmldecl=False
    )
    return written.getvalue().decode()


def _data(paper: Paper) -> dict[str, object]:
    return {
        "language": paper.language,
        "face": FACES.get(paper.language, "Noto Sans"),
        "title": paper.title,
        "name": paper.name,
        "completed": paper.completed,
        "course": paper.course,
        "parts": list(paper.parts),
        "valid": paper.valid,
        "check": paper.check,
        "sign": paper.sign,
        "dots": dots_of(paper.address),
    }
