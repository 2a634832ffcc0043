"""What was a mistake is undone: a place closed, a warning, a visit called off or held."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from payung.programme.activities.putting_back import put_back
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role

from . import kinds
from .access import LEADS
from .models import OutreachVisit, Venue, VenueAlert
from .refusals import NotClosed, NotHerWarning, Over


@transaction.atomic
def reopen_venue(*, actor: Actor, venue: Venue, at: datetime) -> Venue:
    """Let a place that was closed be visited again; raise NotClosed."""
    check_role(actor, *LEADS)
    fresh = Venue.objects.select_for_update(of=("self",)).get(pk=venue.pk)
    if fresh.closed_at is None:
        raise NotClosed(_("This place is not closed. Look at the page again."))
    fresh.closed_at = None
    fresh.save(update_fields=["closed_at"])
    record(kinds.REOPENED, actor=actor, subject=fresh.code, at=at)
    return fresh


@transaction.atomic
def take_warning_back(*, actor: Actor, alert: VenueAlert, at: datetime) -> VenueAlert:
    """End a warning that was wrong, now; sent twice, it is done once.

    Who warned may say so, and who coordinates: nobody else puts a warning out that
    another of us relies on. Raise NotHerWarning, or Over where it ended by itself.
    """
    rows = VenueAlert.objects.select_related("venue")
    fresh = rows.select_for_update(of=("self",)).get(pk=alert.pk)
    if fresh.taken_back_by:
        return fresh
    if not may_take_back(actor, fresh):
        raise NotHerWarning(
            _("Only %(who)s or the coordinator can say that this was wrong.")
            % {"who": fresh.made_by}
        )
    if fresh.expires_at <= at:
        raise Over(_("This warning has ended by itself. Nothing is to be done."))
    fresh.expires_at, fresh.taken_back_by = at, actor.handle
    fresh.save(update_fields=["expires_at", "taken_back_by"])
    record(kinds.WARNING_BACK, actor=actor, subject=fresh.venue.code, at=at)
    return fresh


def may_take_back(actor: Actor, alert: VenueAlert) -> bool:
    """Return whether she may say of a warning that it was wrong."""
    return alert.made_by == actor.handle or actor.has(*LEADS)


@transaction.atomic
def put_visit_back(
    *, actor: Actor, visit: OutreachVisit, at: datetime
) -> OutreachVisit:
    """Let a visit count as planned again that was called off or moved by mistake."""
    visit.activity = put_back(actor=actor, activity=visit.activity, at=at)
    record(kinds.VISIT_BACK, actor=actor, subject=str(visit.pk), at=at)
    return visit


def visit_not_held(visit: OutreachVisit) -> None:
    """Let a visit stand as one that nobody made; raise Over where people were counted.

    Inside the transaction that takes back what its activity says.
    """
    if visit.taps.exists():
        raise Over(
            _(
                "Something was counted on this visit, so it was held. Set the counts "
                "right on its page."
            )
        )
    visit.in_at = visit.back_by = visit.out_at = visit.due_at = None
    visit.save(update_fields=["in_at", "back_by", "out_at", "due_at"])
