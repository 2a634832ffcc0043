"""A roster as a whole: begun for some days, and published without quiet holes."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payung.engines import dispatch
from payung.engines.dispatch import Span
from payung.programme.alerts.actions import tell
from payung.programme.alerts.models import Saying
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person, RoleHeld
from payung.programme.people.refusals import CannotBe
from payung.programme.people.roles import KEYHOLDERS, Role
from payung.programme.places.packs import pack_of

from . import access, kinds
from .coverage import Hole, holes_of
from .incidents import note_changes
from .models import FallbackReason, RosterPeriod
from .panel.proving import Proof, certify, prove
from .panel.sentences import why_refused
from .panel_models import ProvenFor
from .roster_rows import locked, planned, promised_in


class CannotLead(CannotBe):
    """Who is named as coordinator, regional officer or fallback cannot be that."""


class Overlaps(CannotBe):
    """Another roster holds a part of these days."""


class RunsBackwards(CannotBe):
    """The last day lies before the first."""


class TooShort(CannotBe):
    """A roster is published for four weeks at least."""


class PublishedAlready(CannotBe):
    """The roster is published; its shifts are still changed one by one."""


class HasHoles(CannotBe):
    """The roster leaves time to nobody; `holes` says which, `why` why nobody can fill it.

    `why` is empty where the panel of attorneys could.
    """

    def __init__(self, holes: tuple[Hole, ...], *, why: str = "") -> None:
        self.holes = holes
        said = ngettext(
            "One stretch of time has nobody on call. Fill it, or name who answers "
            "then.",
            "%(count)s stretches of time have nobody on call. Fill them, or name "
            "who answers then.",
            len(holes),
        ) % {"count": len(holes)}
        super().__init__(f"{said} {why}." if why else said)


class NotCertified(CannotBe):
    """Every hour has somebody, but an attorney has more than she gives, or no rest."""


@transaction.atomic
def make_period(
    *,
    actor: Actor,
    first_day: date,
    last_day: date,
    coordinator: Person,
    regional: Person,
    at: datetime,
) -> RosterPeriod:
    """Begin a roster for these local days, both included; raise Overlaps, CannotLead."""
    access.check_planner(actor)
    here = Q(role=Role.COORDINATOR, person__country=actor.country)
    _check_leads(coordinator, here, field="coordinator")
    _check_leads(regional, here | Q(role=Role.REGIONAL), field="regional")
    if last_day < first_day:
        raise RunsBackwards(_("The last day lies before the first."), field="last_day")
    span = days_span(actor.country, first_day, last_day)
    _refuse_overlap(actor.country, span)
    period = RosterPeriod.objects.create(
        country=actor.country,
        starts_at=span.start,
        ends_at=span.end,
        coordinator=coordinator,
        regional=regional,
    )
    record(kinds.PERIOD, actor=actor, subject=name_of(period), at=at)
    return period


@transaction.atomic
def discard_period(*, actor: Actor, period: RosterPeriod, at: datetime) -> None:
    """Throw a roster away that was not published; raise PublishedAlready."""
    access.check_planner(actor)
    fresh = locked(period)
    if fresh.published_at is not None:
        raise PublishedAlready(_("This roster is published. Change its shifts."))
    record(kinds.DISCARDED, actor=actor, subject=name_of(fresh), at=at)
    fresh.delete()


@transaction.atomic
def publish_period(
    *,
    actor: Actor,
    period: RosterPeriod,
    at: datetime,
    fallback: Person | None = None,
    reason: FallbackReason | None = None,
) -> RosterPeriod:
    """Put a roster in force, with a certificate of what its attorneys can keep.

    Raise TooShort, HasHoles, NotCertified, PublishedAlready, CannotLead. With holes only
    where somebody is named who answers then: the actor signs for it, with a reason, and
    every hole is listed as an incident.
    """
    access.check_planner(actor)
    fresh = locked(period)
    if fresh.published_at is not None:
        raise PublishedAlready(_("This roster is published already."))
    proof = prove(fresh, at=fresh.starts_at)
    holes = _checked(actor, fresh, fallback, reason, proof)
    signed = fallback if holes or not proof.holds else None
    fresh.published_at, fresh.published_by = at, actor.handle
    fresh.fallback = signed
    fresh.fallback_reason = reason.value if signed and reason else ""
    fresh.save()
    certify(fresh, proof, proven_for=ProvenFor.PUBLISHED, at=at)
    note_changes(fresh, at=at)
    _tell_all(fresh, at)
    record(
        kinds.PUBLISHED,
        actor=actor,
        subject=name_of(fresh),
        at=at,
        gaps=len(holes),
        fallback=signed.handle if signed else "",
    )
    return fresh


def days_span(country: str, first_day: date, last_day: date) -> Span:
    """Return these days, both included, from midnight to midnight by local clocks."""
    zone = pack_of(country).zone()
    after = last_day + timedelta(days=1)
    return Span(
        start=datetime.combine(first_day, time(), tzinfo=zone),
        end=datetime.combine(after, time(), tzinfo=zone),
    )


def name_of(period: RosterPeriod) -> str:
    """Return how the journal names a roster: country and first local day."""
    zone = pack_of(period.country).zone()
    return f"{period.country.upper()} {period.starts_at.astimezone(zone):%Y-%m-%d}"


def _checked(
    actor: Actor,
    period: RosterPeriod,
    fallback: Person | None,
    reason: FallbackReason | None,
    proof: Proof,
) -> tuple[Hole, ...]:
    signed = None
    if fallback is not None:
        here = Q(role__in=KEYHOLDERS, person__country=period.country)
        _check_leads(fallback, here | Q(role=Role.REGIONAL), field="fallback")
        signed = dispatch.Fallback(
            person=fallback.handle,
            signed_by=actor.handle,
            reason=reason.value if reason else "",
        )
    try:
        dispatch.publish(planned(period), promised=promised_in(period), fallback=signed)
    except dispatch.HorizonTooShort:
        raise TooShort(_("Plan at least 28 days ahead.")) from None
    except dispatch.FallbackNotSigned:
        raise CannotLead(_("Say why it has gaps."), field="reason") from None
    except dispatch.RosterHasGaps:
        holes = holes_of(period, at=period.starts_at)
        raise HasHoles(holes, why=why_refused(period, proof)) from None
    if fallback is None and not proof.holds:
        raise NotCertified(
            _("%(why)s. Change these shifts, or name who answers then.")
            % {"why": why_refused(period, proof)}
        )
    return holes_of(period, at=period.starts_at)


def _check_leads(person: Person, held: Q, *, field: str) -> None:
    rows = RoleHeld.objects.filter(held, person=person, person__is_active=True)
    if not rows.exists():
        raise CannotLead(_("Choose somebody whose account and role fit."), field=field)


def _refuse_overlap(country: str, span: Span) -> None:
    # Two who begin the same days wait for one another here.
    leads = RoleHeld.objects.filter(role=Role.COORDINATOR, person__country=country)
    list(leads.select_for_update().order_by("pk"))
    rows = RosterPeriod.objects.filter(country=country)
    if rows.filter(starts_at__lt=span.end, ends_at__gt=span.start).exists():
        raise Overlaps(_("Another roster holds some of these days."), field="first_day")


def _tell_all(period: RosterPeriod, at: datetime) -> None:
    handles = period.shifts.values_list("person__handle", flat=True).distinct()
    tell(
        country=period.country,
        handles=sorted(set(handles)),
        saying=Saying.LOOK,
        about=f"roster:{period.pk}",
        key=f"roster:{period.pk}:published",
        at=at,
    )
