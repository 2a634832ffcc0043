"""How a course was for those who took it: three skies, and what they would change.

Nothing here says who. The team sees the counts of its group from five answers on, as
with what was gained; of fewer, each would know what the others chose.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from payung.programme.journal.actions import Acting, record
from payung.programme.people.actors import Actor

from . import kinds
from .codes import Entered, Sky, Wish
from .models import CourseGroup, SmileCount, SmileRound, SmileSheet
from .refusals import NotWritten


# The same as for what was gained: of two, each would know the other's.
SHOWN_FROM = 5
HOLDS = timedelta(hours=4)
TOKEN_BYTES = 16


@dataclass(frozen=True, kw_only=True, slots=True)
class NewSmiles:
    """One answer, or a heap of paper: how many of each sky and of each wish."""

    key: UUID
    on: date
    entered: Entered
    counts: Mapping[str, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenSmiles:
    """A phone that goes round: for which group, and who handed it over."""

    group: CourseGroup
    handle: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SmilesSaid:
    """How many answered; skies and wishes with their counts, from five answers on."""

    people: int
    skies: tuple[tuple[Sky, int], ...] = ()
    wishes: tuple[tuple[Wish, int], ...] = ()

    @property
    def shown(self) -> bool:
        """Return whether there are enough to show what was chosen."""
        return self.people >= SHOWN_FROM


@transaction.atomic
def keep_smiles(
    *, actor: Acting, group: CourseGroup, new: NewSmiles, at: datetime
) -> SmileSheet:
    """Keep skies and wishes; the same form again gives the ones it kept before.

    Raise NotWritten where there is no sky, or more wished a thing than answered.
    """
    CourseGroup.objects.select_for_update().get(pk=group.pk)
    before = SmileSheet.objects.filter(key=new.key, group=group).first()
    if before is not None:
        return before
    _refuse_counts(new)
    sheet = SmileSheet.objects.create(
        key=new.key,
        group=group,
        entered=new.entered,
        on=new.on,
        made_by=actor.handle,
    )
    SmileCount.objects.bulk_create(
        SmileCount(sheet=sheet, code=code, count=count)
        for code, count in new.counts.items()
        if count
    )
    record(kinds.SKIES, actor=actor, subject=str(group.pk), at=at)
    return sheet


@transaction.atomic
def take_out_smiles(*, actor: Actor, sheet: SmileSheet, at: datetime) -> SmileSheet:
    """Let a heap of paper count no more: it was counted wrong. Sent twice, once."""
    fresh = SmileSheet.objects.select_for_update().get(pk=sheet.pk)
    if fresh.withdrawn_at is not None:
        return fresh
    fresh.withdrawn_at, fresh.withdrawn_by = at, actor.handle
    fresh.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record(kinds.SKIES_OUT, actor=actor, subject=str(fresh.group_id), at=at)
    return fresh


@transaction.atomic
def open_smiles(*, actor: Actor, group: CourseGroup, at: datetime) -> str:
    """Let a phone go round for four hours; return its token, which is kept nowhere."""
    SmileRound.objects.filter(ends_at__lte=at).delete()
    token = secrets.token_urlsafe(TOKEN_BYTES)
    SmileRound.objects.create(
        group=group, digest=_digest_of(token), ends_at=at + HOLDS, made_by=actor.handle
    )
    record(kinds.ROUND, actor=actor, subject=str(group.pk), at=at, what="faces")
    return token


def smiles_with(token: str, *, at: datetime) -> OpenSmiles | None:
    """Return what a phone has the token of, while it lasts."""
    rows = SmileRound.objects.select_related("group__version")
    row = rows.filter(digest=_digest_of(token), ends_at__gt=at).first()
    return OpenSmiles(group=row.group, handle=row.made_by) if row else None


def smiles_of(group: CourseGroup) -> SmilesSaid:
    """Return how many answered in a group, and from five on what they chose."""
    rows = SmileCount.objects.filter(sheet__group=group, sheet__withdrawn_at=None)
    chosen = dict(rows.values_list("code").annotate(n=Sum("count")).order_by())
    people = sum(chosen.get(sky.value, 0) for sky in Sky)
    if people < SHOWN_FROM:
        return SmilesSaid(people=people)
    wished = [(wish, chosen[wish.value]) for wish in Wish if wish.value in chosen]
    return SmilesSaid(
        people=people,
        skies=tuple((sky, chosen.get(sky.value, 0)) for sky in Sky),
        wishes=tuple(sorted(wished, key=lambda one: -one[1])),
    )


def heaps_of(group: CourseGroup) -> list[tuple[SmileSheet, int]]:
    """Return the heaps of paper that were counted, the last first, and how many each."""
    rows = group.smiles.filter(entered=Entered.PAPER).order_by("-on", "pk")
    sums = SmileCount.objects.filter(sheet__in=rows.order_by(), code__in=Sky.values)
    people = dict(sums.values_list("sheet").annotate(n=Sum("count")).order_by())
    return [(row, people.get(row.pk, 0)) for row in rows]


def _refuse_counts(new: NewSmiles) -> None:
    people = sum(new.counts.get(sky.value, 0) for sky in Sky)
    if not people:
        raise NotWritten(
            _("Write how many chose each picture. One of the three needs a number."),
            field=Sky.GLAD.value,
        )
    for wish in Wish:
        if new.counts.get(wish.value, 0) > people:
            raise NotWritten(
                _("Only %(people)s answered. So many cannot have wished this.")
                % {"people": people},
                field=wish.value,
            )


def _digest_of(token: str) -> str:
    return hashlib.sha256(f"payung faces {token}".encode()).hexdigest()
