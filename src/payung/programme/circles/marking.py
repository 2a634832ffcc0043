"""Mark subjects in sealed words, in an unlocked session. Signs are never cut in two."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from payung.programme.cases.staff_notes.clusters import widened
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.refusals import CannotBe

from . import kinds
from .access import NoSuchCircle
from .codes import Part
from .models import CodeApplication, Finding, FocusGroup
from .sealing import opened
from .themes import check_themes


class NotThere(CannotBe):
    """The words do not stand in this text, or no such place is in it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Where:
    """A sealed text of a sitting: a finding, or the notes of the day."""

    group: FocusGroup
    part: Part
    about: UUID


def where(group: FocusGroup, part: str, about: UUID) -> Where:
    """Return the text that an address names; raise NoSuchCircle."""
    if part == Part.NOTE and about == group.pk and group.note is not None:
        return Where(group=group, part=Part.NOTE, about=about)
    stands = group.findings.filter(pk=about, withdrawn_at=None)
    if part == Part.FINDING and stands.exists():
        return Where(group=group, part=Part.FINDING, about=about)
    raise NoSuchCircle


def text_of(actor: Actor, place: Where) -> str:
    """Return the opened text; raise Refused where she cannot open it."""
    if place.part is Part.NOTE:
        return opened(actor, place.group.pk, "note", place.about, place.group.note)
    finding = Finding.objects.get(pk=place.about, group=place.group)
    return opened(actor, place.group.pk, "finding", finding.pk, finding.text)


@transaction.atomic
def mark_span(
    *, actor: Actor, place: Where, start: int, end: int, theme: str, at: datetime
) -> CodeApplication:
    """Mark characters `start` up to `end`, wider where a sign would be cut.

    Marked twice it stands once. Raise NotThere or NoSuchTheme.
    """
    text = text_of(actor, place)
    if not 0 <= start < end <= len(text):
        raise NotThere(_("There is no such place in this text. Look once more."))
    check_themes(place.group.country, (theme,))
    first, last = widened(text, start, end)
    mark, _new = CodeApplication.objects.get_or_create(
        part=place.part,
        about=place.about,
        start=first,
        end=last,
        theme=theme,
        defaults={"group": place.group, "at": at, "by": actor.handle},
    )
    subject = str(place.group.pk)
    record(kinds.MARKED, actor=actor, subject=subject, at=at, theme=theme)
    return mark


@transaction.atomic
def mark_words(
    *, actor: Actor, place: Where, words: str, theme: str, at: datetime
) -> tuple[CodeApplication, ...]:
    """Mark every place where these words stand; raise NotThere."""
    text = text_of(actor, place)
    found = _places(words.strip(), text)
    if not found:
        raise NotThere(
            _("These words do not stand there. Copy them exactly as they are written."),
            field="words",
        )
    return tuple(
        mark_span(actor=actor, place=place, start=start, end=end, theme=theme, at=at)
        for start, end in found
    )


@transaction.atomic
def take_mark_away(*, actor: Actor, mark: CodeApplication, at: datetime) -> None:
    """Take one mark away."""
    subject, theme = str(mark.group_id), mark.theme
    mark.delete()
    record(kinds.UNMARKED, actor=actor, subject=subject, at=at, theme=theme)


def _places(words: str, text: str) -> list[tuple[int, int]]:
    # A telephone may compose signs otherwise than the one that wrote the text.
    spelled = {words, *(unicodedata.normalize(form, words) for form in ("NFC", "NFD"))}
    spans: set[tuple[int, int]] = set()
    for one in filter(None, spelled):
        start = text.find(one)
        while start >= 0:
            spans.add((start, start + len(one)))
            start = text.find(one, start + len(one))
    return sorted(spans)
