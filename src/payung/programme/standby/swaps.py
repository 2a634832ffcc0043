"""Asking to be relieved: until somebody takes it, whoever asks stays on duty."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from payung.engines import dispatch
from payung.engines.dispatch import Duty, Span
from payung.programme.alerts.actions import tell
from payung.programme.alerts.models import Saying
from payung.programme.journal.actions import record
from payung.programme.people.access import NotHerRole
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person
from payung.programme.people.refusals import CannotBe

from . import access, kinds
from .incidents import note_changes
from .models import DutyKind, RosterPeriod, Shift, Swap
from .panel.changing import TooMuchForHer, reprove
from .panel_models import ProvenFor
from .roster_rows import locked, planned


class NotHerShift(CannotBe):
    """She does not have this duty all that time, or not any more."""


class AskedAlready(CannotBe):
    """A swap of this time is open."""


class SwapIsOver(CannotBe):
    """It was taken or withdrawn, or its time is over."""


class CannotTake(CannotBe):
    """Whoever would take it is away, on another shift, or does not do this duty."""


@transaction.atomic
def ask_swap(
    *, actor: Actor, shift: Shift, at: datetime, span: Span | None = None
) -> Swap:
    """Ask to be relieved of a shift of hers, or of a part; raise NotHerShift.

    Those who do this duty are told that there is something to look at.
    """
    period = locked(shift.period)
    wanted = span or Span(start=shift.starts_at, end=shift.ends_at)
    if wanted.end <= at:
        raise SwapIsOver(_("This time is over."))
    wanted = Span(start=max(wanted.start, at), end=wanted.end)
    swap = Swap(
        period=period,
        giver_id=actor.person_id,
        duty=shift.duty,
        starts_at=wanted.start,
        ends_at=wanted.end,
        asked_at=at,
    )
    _check_hers(swap, period)
    _refuse_second(swap)
    swap.save(force_insert=True)
    _tell_others(swap, at)
    record(kinds.SWAP_ASKED, actor=actor, subject=actor.handle, at=at, duty=swap.duty)
    return swap


@transaction.atomic
def take_swap(*, actor: Actor, swap: Swap, at: datetime) -> Swap:
    """Take over what somebody asked to be relieved of, from now on at the earliest.

    Raise SwapIsOver, NotHerShift where the roster has changed meanwhile, CannotTake where
    she is not free, or would have more than she gives.
    """
    period = locked(swap.period)
    fresh = _open_swap(swap, at)
    taker = Person.objects.get(pk=actor.person_id)
    if not access.could_do(period.country, DutyKind(fresh.duty)).filter(pk=taker.pk):
        raise CannotTake(_("Only somebody who does this duty can take it."))
    fresh.starts_at = max(fresh.starts_at, at)
    _check_takes(fresh, period, taker)
    _carry_over(fresh, period, taker, at)
    fresh.taken_by, fresh.taken_at = taker, at
    fresh.save()
    note_changes(period, at=at)
    _reprove(period, at)
    _tell_giver(fresh, at)
    subject = fresh.giver.handle
    record(kinds.SWAP_TAKEN, actor=actor, subject=subject, at=at, duty=fresh.duty)
    return fresh


@transaction.atomic
def withdraw_swap(*, actor: Actor, swap: Swap, at: datetime) -> Swap:
    """Say that she does it herself after all; raise SwapIsOver."""
    locked(swap.period)
    fresh = _open_swap(swap, at)
    if fresh.giver_id != actor.person_id and not access.may_plan(actor):
        raise NotHerRole(actor.handle)
    fresh.withdrawn_at = at
    fresh.save(update_fields=["withdrawn_at"])
    subject = fresh.giver.handle
    record(kinds.SWAP_WITHDRAWN, actor=actor, subject=subject, at=at, duty=fresh.duty)
    return fresh


def _reprove(period: RosterPeriod, at: datetime) -> None:
    try:
        reprove(period, proven_for=ProvenFor.SWAP, at=at)
    except TooMuchForHer as refusal:
        raise CannotTake(refusal.sentence) from None


def _open_swap(swap: Swap, at: datetime) -> Swap:
    fresh = Swap.objects.select_for_update(of=("self",)).get(pk=swap.pk)
    if fresh.taken_at is not None:
        raise SwapIsOver(_("Somebody has taken it already. Thank you."))
    if fresh.withdrawn_at is not None:
        raise SwapIsOver(_("She does it herself after all."))
    if fresh.ends_at <= at:
        raise SwapIsOver(_("This time is over."))
    return fresh


def _check_hers(swap: Swap, period: RosterPeriod) -> None:
    try:
        dispatch.ask_swap(planned(period), _engines(swap))
    except dispatch.NotHerShift:
        raise NotHerShift(_("Choose a shift of your own, all of it yours.")) from None


def _refuse_second(swap: Swap) -> None:
    same = Swap.objects.filter(
        giver_id=swap.giver_id,
        duty=swap.duty,
        taken_at=None,
        withdrawn_at=None,
        starts_at__lt=swap.ends_at,
        ends_at__gt=swap.starts_at,
    )
    if same.exists():
        raise AskedAlready(_("You have asked for this already."))


def _check_takes(swap: Swap, period: RosterPeriod, taker: Person) -> None:
    try:
        dispatch.take_swap(planned(period), _engines(swap), taker=taker.handle)
    except dispatch.NotHerShift:
        raise NotHerShift(
            _("The roster has changed since she asked. Ask your coordinator.")
        ) from None
    except dispatch.CannotTake:
        raise CannotTake(_("You are away or on call already in this time.")) from None


def _carry_over(swap: Swap, period: RosterPeriod, taker: Person, at: datetime) -> None:
    """Give the taker the giver's part of each shift, the giver the rest."""
    asked = Span(start=swap.starts_at, end=swap.ends_at)
    rows = Shift.objects.filter(
        period=period,
        person_id=swap.giver_id,
        duty=swap.duty,
        starts_at__lt=asked.end,
        ends_at__gt=asked.start,
    )
    for row in rows:
        whole = Span(start=row.starts_at, end=row.ends_at)
        common = whole.common(asked)
        if common is None:
            continue
        rests = dispatch.without([whole], [common])
        Shift.objects.bulk_create(_like(row, rest) for rest in rests)
        row.person, row.confirmed_at = taker, at
        row.starts_at, row.ends_at = common.start, common.end
        row.save()


def _like(row: Shift, span: Span) -> Shift:
    return Shift(
        period_id=row.period_id,
        person_id=row.person_id,
        duty=row.duty,
        starts_at=span.start,
        ends_at=span.end,
        overrides=row.overrides,
        made_at=row.made_at,
        confirmed_at=row.confirmed_at,
    )


def _engines(swap: Swap) -> dispatch.Swap:
    return dispatch.Swap(
        giver=swap.giver.handle,
        duty=Duty(swap.duty),
        span=Span(start=swap.starts_at, end=swap.ends_at),
    )


def _tell_others(swap: Swap, at: datetime) -> None:
    others = access.could_do(swap.period.country, DutyKind(swap.duty))
    handles = others.exclude(pk=swap.giver_id).values_list("handle", flat=True)
    _look(swap, tuple(handles), "asked", at)


def _tell_giver(swap: Swap, at: datetime) -> None:
    _look(swap, (swap.giver.handle,), "taken", at)


def _look(swap: Swap, handles: tuple[str, ...], what: str, at: datetime) -> None:
    tell(
        country=swap.period.country,
        handles=handles,
        saying=Saying.LOOK,
        about=f"swap:{swap.pk}",
        key=f"swap:{swap.pk}:{what}",
        at=at,
    )
