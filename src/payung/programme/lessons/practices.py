"""Describe a practice: what it is, and the parts without which it is something else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor

from . import access, kinds
from .models import CoreComponent, Lesson, Practice
from .once import kept_before
from .refusals import PartMissing


@dataclass(frozen=True, kw_only=True, slots=True)
class NewPractice:
    """A practice with its core parts in order, each in a few words."""

    key: UUID
    title: str
    about: str
    core: tuple[str, ...]
    lesson: Lesson | None = None


@transaction.atomic
def describe_practice(*, actor: Actor, new: NewPractice, at: datetime) -> Practice:
    """Put a practice on the shelf; the same one sent again is the one there."""
    access.check_may_share(actor)
    before = kept_before(Practice, new.key, actor)
    if before is not None:
        return before
    core = [words.strip() for words in new.core if words.strip()]
    if not core:
        raise PartMissing(
            _("Write at least one part without which it does not work."), field="core"
        )
    practice = Practice.objects.create(
        id=new.key,
        country=actor.country,
        lesson=new.lesson,
        title=new.title.strip(),
        about=new.about.strip(),
        described_at=at,
        described_by=actor.handle,
    )
    CoreComponent.objects.bulk_create(
        CoreComponent(practice=practice, number=number, words=words)
        for number, words in enumerate(core, start=1)
    )
    record(kinds.DESCRIBED, actor=actor, subject=str(practice.pk), at=at)
    return practice
