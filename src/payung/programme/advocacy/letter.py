"""The hand-over letter of a post: its promises in coded words only, for a new holder.

No name, no sealed word, no figure of people stands in it. It is refused where the
country's pack lets nothing go to the police.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from payung.engines.clocks.calendars import gregorian_words
from payung.programme.findings.brief import FACES
from payung.programme.findings.forms import languages_of
from payung.programme.findings.printing import FONTS, compiled, font_files
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.places.packs import pack_of

from .access import NotThere
from .before import police_may_receive
from .kinds import LETTER
from .ledger import Line, ledger_of
from .models import Post
from .refusals import NotForThem


TEMPLATE = Path(__file__).with_name("letter.typ")
WORDS = Path(__file__).with_name("words")


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """A letter in words ready to print."""

    language: str
    post: str
    unit: str
    rows: Sequence[tuple[str, str, str, str]]
    written_on: date


@transaction.atomic
def make_letter(*, actor: Actor, post: Post, language: str, at: datetime) -> bytes:
    """Return the letter as PDF; raise NotForThem, NotThere or FontMissing."""
    pack = pack_of(actor.country)
    if language not in languages_of(pack):
        raise NotThere
    if not police_may_receive(pack):
        raise NotForThem(no_paper_for_them())
    today = at.astimezone(pack.zone()).date()
    lines = ledger_of(actor, post, on=today)
    content = pdf_of(letter_of(post, lines, language=language, on=today))
    record(LETTER, actor=actor, subject=str(post), at=at, language=language)
    return content


def no_paper_for_them() -> str:
    """Return why this country's pages offer no brief and no letter."""
    return _(
        "This country gives nothing on paper to the police: its rules say so, because "
        "a paper can put people in danger. The coordinator can have the rule looked at "
        "again."
    )


def letter_of(post: Post, lines: Sequence[Line], *, language: str, on: date) -> Letter:
    """Return the letter of a post on a day, the oldest promise first."""
    say = words(language)
    names = post.unit.names
    return Letter(
        language=language,
        post=post.title,
        unit=names.get(language) or names.get("en") or post.unit.code,
        rows=[
            _row(line, say, language) for line in reversed(lines) if not line.withdrawn
        ],
        written_on=on,
    )


def pdf_of(letter: Letter, *, folder: Path = FONTS) -> bytes:
    """Return a letter as PDF; raise FontMissing."""
    font_files(_face(letter.language), folder)
    # What lies in the folder for a moment is the template; the words come as input.
    said = {"letter": json.dumps(_data(letter), ensure_ascii=False)}
    return compiled({"main.typ": TEMPLATE.read_bytes()}, folder=folder, said=said)


@cache
def words(language: str) -> dict[str, Any]:
    """Return the words of letters in a language."""
    return tomllib.loads((WORDS / f"{language}.toml").read_text(encoding="utf-8"))


def _row(line: Line, say: dict[str, Any], language: str) -> tuple[str, str, str, str]:
    promise = line.promise
    return (
        gregorian_words(promise.made_at.date(), language),
        say["kinds"][promise.kind],
        gregorian_words(promise.due_on, language),
        say["became"][line.became.value],
    )


def _face(language: str) -> str:
    return FACES.get(language, "Noto Sans")


def _data(letter: Letter) -> dict[str, object]:
    say, day = words(letter.language), letter.written_on
    plain = ("title", "to", "intro", "none", "contact", "received")
    return {
        **{name: say[name] for name in plain},
        "head": [say[name] for name in ("made", "what", "due", "stands")],
        "foot": f"{say['foot']} {gregorian_words(day, letter.language)}",
        "file": f"{day:%Y-%m}",
        "day": [day.year, day.month, day.day],
        "language": letter.language,
        "face": _face(letter.language),
        "post": letter.post,
        "unit": letter.unit,
        "rows": [list(row) for row in letter.rows],
    }
