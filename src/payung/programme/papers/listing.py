"""The papers of a case as its pages show them; nothing is opened for that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language

from payung.engines.packs import Paper
from payung.engines.papers import FIELDS, Origin, fields_of
from payung.programme.cases.models import Case
from payung.programme.cases.words.papers import paper_label
from payung.programme.cases.words.purposes import purpose_label
from payung.programme.consents.models import Detail
from payung.programme.people.actors import Actor
from payung.programme.places.packs import pack_of

from .making import may_make
from .models import PaperMade
from .person_values import Allowed, allowed_for
from .words import language_names


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperLine:
    """A paper in words: what, who to, for which permission, and what it lacks.

    `missing` is what names her and is not kept yet; there the paper has a line to write
    on.
    """

    number: int
    title: str
    goes_to: str
    purpose: str
    is_open: bool
    hers: bool
    verified: bool
    on_page: bool
    missing: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class MadeLine:
    """A paper that was made: what, in which language, when and by whom."""

    title: str
    language: str
    at: datetime
    by: str


def papers_of(actor: Actor, case: Case, *, at: datetime) -> tuple[PaperLine, ...]:
    """Return the papers of the case's country, those she can make now first."""
    papers = pack_of(case.country).papers.each
    allowed = allowed_for(case, papers, at=at)
    lines = [
        _line(actor, case, paper, number, allowed)
        for number, paper in enumerate(papers, start=1)
    ]
    return tuple(sorted(lines, key=lambda line: not (line.hers and line.is_open)))


def paper_numbered(case: Case, number: int) -> Paper | None:
    """Return a paper by its place in the pack: in an address a code would tell."""
    papers = pack_of(case.country).papers.each
    return papers[number - 1] if 1 <= number <= len(papers) else None


def paper_line(actor: Actor, case: Case, number: int, *, at: datetime) -> PaperLine:
    """Return one paper as its line shows it."""
    paper = pack_of(case.country).papers.each[number - 1]
    return _line(actor, case, paper, number, allowed_for(case, [paper], at=at))


def _line(
    actor: Actor, case: Case, paper: Paper, number: int, allowed: Allowed
) -> PaperLine:
    kept = allowed.has(paper)
    wanted = [Detail(name) for name in asked_of(paper, Origin.PERSON)]
    return PaperLine(
        number=number,
        title=paper_label(case.country, paper.code),
        goes_to=paper.goes_to.get(get_language() or "en") or paper.goes_to["en"],
        purpose=purpose_label(case.country, paper.purpose),
        is_open=allowed.is_open(paper),
        hers=may_make(actor, paper),
        verified=all(paper.verified(language) for language in paper.files),
        on_page=paper.on_page,
        missing=tuple(str(one.label) for one in wanted if one not in kept),
    )


def made_for(case: Case) -> tuple[MadeLine, ...]:
    """Return the papers that were made for a case, newest first."""
    rows = PaperMade.objects.filter(case=case).order_by("-at")
    return tuple(
        MadeLine(
            title=paper_label(case.country, row.code),
            language=language_names((row.language,))[row.language],
            at=row.at,
            by=row.by,
        )
        for row in rows
    )


def asked_of(paper: Paper, origin: Origin) -> tuple[str, ...]:
    """Return the fields of one origin that the paper asks for in any language."""
    names = dict.fromkeys(
        name.partition(".")[0]
        for language in paper.files
        for name in fields_of(paper.template(language))
    )
    return tuple(name for name in names if FIELDS[name].origin is origin)
