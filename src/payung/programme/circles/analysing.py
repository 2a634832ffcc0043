"""Findings as a file for those who analyse elsewhere: words only where the group said so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role
from payung.programme.people.refusals import CannotBe
from payung.programme.people.roles import Role

from . import kinds
from .access import groups_of
from .codes import Allowed, EvidenceKind, Part, Severity, Since
from .models import CodeApplication, Finding
from .qda_project import Code, Selection, Source, qdpx
from .sealing import opened
from .themes import label_of


MAY_TAKE_OUT = (Role.COORDINATOR, Role.OFFICER)


class NothingMayLeave(CannotBe):
    """No sitting of these months allows anything to leave, or none is finished."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TakenOut:
    """The file, and how many findings are in it in words, and how many only as codes."""

    content: bytes = field(repr=False)
    words: int
    codes: int


@transaction.atomic
def take_out(*, actor: Actor, since: date, until: date, at: datetime) -> TakenOut:
    """Return the findings of finished sittings planned from `since` up to `until`.

    Raise NotHerRole, KeysNeeded, Refused, or NothingMayLeave. Notes of the day and
    places never leave; a sitting that allows nothing is not in it at all.
    """
    check_role(actor, *MAY_TAKE_OUT)
    hers = groups_of(actor).filter(
        finished_at__isnull=False, planned_on__gte=since, planned_on__lt=until
    )
    rows = (
        Finding.objects.filter(group__in=hers, withdrawn_at=None)
        .exclude(group__allowed__in=(Allowed.NOTHING, ""))
        .select_related("group")
        .prefetch_related("themes")
        .order_by("group__planned_on", "group_id", "number")
    )
    sources = tuple(_sources(actor, rows))
    if not sources:
        raise NothingMayLeave(
            _("No finished sitting of these months allows its findings to leave.")
        )
    words = sum(1 for row in rows if row.group.allowed == Allowed.WORDS)
    codes = len(sources) - words
    subject = f"{since:%Y-%m}"
    record(
        kinds.CARRIED_OUT, actor=actor, subject=subject, at=at, words=words, codes=codes
    )
    content = qdpx(
        # The name of the project is read in a list: it says nothing of what it is.
        name=f"{since:%Y-%m}",
        codes=_codes(actor, sources),
        sources=sources,
    )
    return TakenOut(content=content, words=words, codes=codes)


def _sources(actor: Actor, rows: Iterable[Finding]) -> Iterator[Source]:
    for row in rows:
        themes = tuple(sorted(one.theme for one in row.themes.all()))
        in_words = row.group.allowed == Allowed.WORDS
        yield Source(
            id=row.pk,
            name=f"{row.group.planned_on:%Y-%m} {row.number}",
            text=_words(actor, row) if in_words else _in_codes(row),
            codes=themes,
            selections=_marked(row) if in_words else (),
        )


def _words(actor: Actor, row: Finding) -> str:
    return opened(actor, row.group_id, "finding", row.pk, row.text)


def _in_codes(row: Finding) -> str:
    """Return what stands in place of the words: codes as sentences, without a place."""
    said = (
        Severity(row.severity).label,
        Since(row.since).label,
        EvidenceKind(row.evidence).label,
    )
    return "\n".join(str(one) for one in said)


def _marked(row: Finding) -> tuple[Selection, ...]:
    marks = CodeApplication.objects.filter(part=Part.FINDING, about=row.pk)
    return tuple(
        Selection(start=one.start, end=one.end, code=one.theme)
        for one in marks.order_by("start", "end", "theme")
    )


def _codes(actor: Actor, sources: tuple[Source, ...]) -> tuple[Code, ...]:
    used = {code for one in sources for code in one.codes}
    used |= {mark.code for one in sources for mark in one.selections}
    return tuple(
        Code(code=code, label=label_of(actor.country, code, actor.language))
        for code in sorted(used)
    )
