"""Find cases by words in what is sealed: opened in memory, for this one request."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from payung.engines import sealed
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor

from . import kinds
from .access import cases_of
from .actions import NOTE, TITLE
from .masks import as_seen
from .models import Case, Mask, Masked


MOST = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """The cases in which the words stand, newest first, and how many were opened."""

    cases: tuple[Case, ...]
    searched: int
    more: bool


def search_titles(*, actor: Actor, words: str, at: datetime) -> Found:
    """Return her cases whose title and summary hold all these words."""
    wanted = _plain(words).split()
    cases = {case.pk: case for case in cases_of(actor).order_by("-opened_at")}
    found, searched = [], 0
    for record_id, text in _opened(actor, cases):
        searched += 1
        if wanted and all(word in text for word in wanted):
            found.append(cases[record_id])
    found.sort(key=lambda case: case.opened_at, reverse=True)
    subject = actor.handle
    record(kinds.SEARCHED, actor=actor, subject=subject, at=at, searched=searched)
    return Found(cases=tuple(found[:MOST]), searched=searched, more=len(found) > MOST)


def _opened(actor: Actor, cases: dict[UUID, Case]) -> Iterator[tuple[UUID, str]]:
    masked = set(Mask.objects.filter(case__in=cases).values_list("case", flat=True))
    for secret in actor.unlocked.secrets(cases):
        record_id = UUID(str(secret.record))
        case = cases[record_id]
        try:
            title = sealed.open_field(secret, TITLE, case.title) if case.title else ""
            note = sealed.open_field(secret, NOTE, case.note) if case.note else ""
        except sealed.Refused:
            continue
        if record_id in masked:
            # Whoever may not read a word may not find out that it stands there either.
            title = as_seen(actor, case, Masked.TITLE, title)
            note = as_seen(actor, case, Masked.NOTE, note)
        yield record_id, _plain(f"{title}\n{note}")


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()
