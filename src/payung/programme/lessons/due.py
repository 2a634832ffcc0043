"""What is due: looks that were planned, and looks after six and twelve months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from payung.programme.people.actors import Actor

from . import access
from .codes import AfterMonths
from .models import Adoption, AdoptionReview, ReplicationAssessment


SOON = timedelta(days=30)


@dataclass(frozen=True, kw_only=True, slots=True)
class DueLook:
    """A look at something taken up: after how many months, and since which day."""

    adoption: Adoption
    months: AfterMonths
    since: date
    late: bool


def looks_of(adoption: Adoption, *, on: date) -> list[DueLook]:
    """Return the looks that are due at one adoption or will be within a month."""
    seen = {row.months for row in adoption.reviews.all() if row.withdrawn_at is None}
    days = {
        AfterMonths.SIX: adoption.six_months_on,
        AfterMonths.TWELVE: adoption.twelve_months_on,
    }
    return [
        DueLook(adoption=adoption, months=months, since=day, late=day <= on)
        for months, day in days.items()
        if months not in seen and day <= on + SOON and adoption.withdrawn_at is None
    ]


def looks_due(actor: Actor, *, on: date) -> list[DueLook]:
    """Return the looks that are due in her country or soon will be, the first first."""
    rows = access.adoptions_of(actor).filter(_may_be_due(on + SOON))
    found = [look for row in rows for look in looks_of(row, on=on)]
    return sorted(found, key=lambda look: look.since)


def assessments_due(actor: Actor, *, on: date) -> list[ReplicationAssessment]:
    """Return the planned looks at practices whose day is there or near, the first first."""
    rows = access.assessments_of(actor).filter(
        completed_at=None, withdrawn_at=None, due_on__lte=on + SOON
    )
    return list(rows.order_by("due_on"))


def late_count(actor: Actor, *, on: date, most: int) -> int:
    """Return how much is past its day for her country, counted no further than `most`."""
    looks = access.assessments_of(actor).filter(
        completed_at=None, withdrawn_at=None, due_on__lt=on
    )
    adopted = access.adoptions_of(actor).filter(_may_be_due(on))
    return looks[:most].count() + adopted[:most].count()


def _may_be_due(on: date) -> Q:
    """Return what picks adoptions with a look that is due by a day and was not made."""
    made = AdoptionReview.objects.filter(withdrawn_at=None)
    six = made.filter(months=AfterMonths.SIX).values("adoption")
    twelve = made.filter(months=AfterMonths.TWELVE).values("adoption")
    return Q(withdrawn_at=None) & (
        Q(six_months_on__lte=on) & ~Q(pk__in=six)
        | Q(twelve_months_on__lte=on) & ~Q(pk__in=twelve)
    )
