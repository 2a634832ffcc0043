"""One tap each: I am on my way, I am there, I have left."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from payung.programme.cases.models import Arrest
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.refusals import CannotBe

from . import kinds
from .models import Beside
from .waits import way_takes


class NotOnHerWay(CannotBe):
    """She has not said that she goes there."""


@transaction.atomic
def set_out(*, actor: Actor, arrest: Arrest, at: datetime) -> Beside:
    """Say that she is on her way to somebody held; pressed twice it is once.

    Once the time that a way takes is over, it says that she still is, from now on.
    """
    _lock(arrest)
    row = _mine(actor, arrest)
    if row is not None:
        takes = way_takes(arrest.case.country)
        if row.there_at is None and at >= row.set_out_at + takes:
            row.set_out_at = at
            row.save(update_fields=["set_out_at"])
            _say(actor, arrest, "set_out", at)
        return row
    row = Beside.objects.create(arrest=arrest, person_id=actor.person_id, set_out_at=at)
    _say(actor, arrest, "set_out", at)
    return row


@transaction.atomic
def arrive(*, actor: Actor, arrest: Arrest, at: datetime) -> Beside:
    """Say that she is there, also where she never said that she set out."""
    _lock(arrest)
    row = _mine(actor, arrest)
    if row is None:
        row = Beside(arrest=arrest, person_id=actor.person_id, set_out_at=at)
    if row.there_at is None:
        row.there_at = at
        row.save()
        _say(actor, arrest, "there", at)
    return row


@transaction.atomic
def go_away(*, actor: Actor, arrest: Arrest, at: datetime) -> Beside:
    """Say that she has left, or that she turned back; raise NotOnHerWay."""
    _lock(arrest)
    row = _mine(actor, arrest)
    if row is None:
        raise NotOnHerWay(_("You have not said that you go there."))
    row.left_at = at
    row.save(update_fields=["left_at"])
    _say(actor, arrest, "left", at)
    return row


def _lock(arrest: Arrest) -> None:
    Arrest.objects.select_for_update().get(pk=arrest.pk)


def _mine(actor: Actor, arrest: Arrest) -> Beside | None:
    rows = Beside.objects.filter(arrest=arrest, person_id=actor.person_id)
    return rows.filter(left_at=None).first()


def _say(actor: Actor, arrest: Arrest, said: str, at: datetime) -> None:
    subject = arrest.case.reference
    record(kinds.BESIDE, actor=actor, subject=subject, at=at, said=said)
