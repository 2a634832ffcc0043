"""What people did with their rights since the course: asked three months after it.

Nothing here says who. The team sees the counts of its group from five answers on, as
with the skies; AGENCY adds the sheets of all groups up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from payung.engines import indicators
from payung.engines.indicators import NotComputable, Ratio
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor

from . import kinds
from .codes import Right
from .figures import Within
from .models import CourseGroup, UseCount, UseSheet
from .refusals import NotWritten


# The same as for the skies: of two, each would know the other's.
SHOWN_FROM = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class NewUses:
    """A heap of answers: how many were asked, met the police, and used which right."""

    key: UUID
    on: date
    asked: int
    met: int
    used: int
    by_right: Mapping[str, int]
    totals_agreed: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class UsesSaid:
    """How many were asked in a group; from five on how many met the police and used what."""

    asked: int
    met: int = 0
    used: int = 0
    rights: tuple[tuple[Right, int], ...] = ()

    @property
    def shown(self) -> bool:
        """Return whether there are enough to show what they did."""
        return self.asked >= SHOWN_FROM


@transaction.atomic
def keep_uses(
    *, actor: Actor, group: CourseGroup, new: NewUses, at: datetime
) -> UseSheet:
    """Keep the counts of a heap; the same form again gives the ones it kept before.

    Raise NotWritten where the counts cannot be, or the three months are not over.
    """
    CourseGroup.objects.select_for_update().get(pk=group.pk)
    before = UseSheet.objects.filter(key=new.key, group=group).first()
    if before is not None:
        return before
    _refuse(group, new)
    sheet = UseSheet.objects.create(
        key=new.key,
        group=group,
        on=new.on,
        asked=new.asked,
        met=new.met,
        used=new.used,
        totals_agreed=new.totals_agreed,
        made_by=actor.handle,
    )
    UseCount.objects.bulk_create(
        UseCount(sheet=sheet, code=code, count=count)
        for code, count in new.by_right.items()
        if count
    )
    record(kinds.USES, actor=actor, subject=str(group.pk), at=at)
    return sheet


@transaction.atomic
def take_out_uses(*, actor: Actor, sheet: UseSheet, at: datetime) -> UseSheet:
    """Let a heap count no more: it was counted wrong. Sent twice, once."""
    fresh = UseSheet.objects.select_for_update().get(pk=sheet.pk)
    if fresh.withdrawn_at is not None:
        return fresh
    fresh.withdrawn_at, fresh.withdrawn_by = at, actor.handle
    fresh.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record(kinds.USES_OUT, actor=actor, subject=str(fresh.group_id), at=at)
    return fresh


def uses_of(group: CourseGroup) -> UsesSaid:
    """Return how many were asked in a group, and from five on what they did."""
    rows = group.uses.filter(withdrawn_at=None)
    sums = _sums(rows)
    if sums["asked"] < SHOWN_FROM:
        return UsesSaid(asked=sums["asked"])
    by_right = _by_right(rows)
    return UsesSaid(
        **sums, rights=tuple((right, by_right.get(right.value, 0)) for right in Right)
    )


def asks_again(group: CourseGroup, *, today: date) -> bool:
    """Return whether the three months after a course are over."""
    return group.follow_up_on is not None and group.follow_up_on <= today


def agency_of(within: Within, *, outside: bool = False) -> Ratio | NotComputable:
    """Return AGENCY of a country and a period, by the day on which they were asked."""
    sums = _sums(_sheets(within, outside=outside))
    return indicators.agency(
        used_a_right=sums["used"], had_an_encounter=sums["met"], asked=sums["asked"]
    )


def agency_by_right(
    within: Within, *, outside: bool = False
) -> dict[str, Ratio | NotComputable]:
    """Return AGENCY of each right; somebody who used two is in both."""
    rows = _sheets(within, outside=outside)
    sums, by_right = _sums(rows), _by_right(rows)
    if not sums["met"]:
        return {}
    return {
        right.value: indicators.agency(
            used_a_right=by_right.get(right.value, 0),
            had_an_encounter=sums["met"],
            asked=sums["asked"],
        )
        for right in Right
    }


def _sheets(within: Within, *, outside: bool) -> QuerySet[UseSheet]:
    rows = UseSheet.objects.filter(
        group__country=within.country,
        on__range=(within.period.first_day, within.period.last_day),
        withdrawn_at=None,
    )
    return rows.filter(totals_agreed=True) if outside else rows


def _sums(rows: QuerySet[UseSheet]) -> dict[str, int]:
    sums = rows.aggregate(asked=Sum("asked"), met=Sum("met"), used=Sum("used"))
    return {name: n or 0 for name, n in sums.items()}


def _by_right(rows: QuerySet[UseSheet]) -> dict[str, int]:
    counts = UseCount.objects.filter(sheet__in=rows).order_by()
    return dict(counts.values_list("code").annotate(n=Sum("count")))


def _refuse(group: CourseGroup, new: NewUses) -> None:
    if group.follow_up_on is None or new.on < group.follow_up_on:
        raise NotWritten(
            _("The three months after this course are not over on that day."),
            field="on",
        )
    if not new.asked:
        raise NotWritten(_("Write how many were asked."), field="asked")
    if new.met > new.asked:
        raise NotWritten(
            _("Only %(n)s were asked. So many cannot have met the police.")
            % {"n": new.asked},
            field="met",
        )
    if new.used > new.met:
        raise NotWritten(
            _("Only %(n)s met the police. So many cannot have used a right then.")
            % {"n": new.met},
            field="used",
        )
    _refuse_rights(new)


def _refuse_rights(new: NewUses) -> None:
    for right in Right:
        if new.by_right.get(right.value, 0) > new.used:
            raise NotWritten(
                _("Only %(n)s used any right. So many cannot have used this one.")
                % {"n": new.used},
                field=right.value,
            )
    if sum(new.by_right.values()) < new.used:
        raise NotWritten(
            _("Each of them used at least one of the four. Count again by right."),
            field="used",
        )
