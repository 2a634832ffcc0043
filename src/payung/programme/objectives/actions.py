"""Set what is aimed at, say what was before, and write why a number is what it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from math import isfinite
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from payung.engines.indicators import (
    Direction,
    NoSuchPeriod,
    Period,
    Unit,
    parse_period,
)
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role
from payung.programme.people.refusals import CannotBe
from payung.programme.people.roles import Role

from . import kinds
from .models import Baseline, IndicatorSnapshot, Narrative, Target
from .reference_sheets import sheet_of


_Row = TypeVar("_Row", Target, Baseline)
SETTERS = (Role.COORDINATOR, Role.OFFICER)


@dataclass(frozen=True, kw_only=True, slots=True)
class Aim:
    """What somebody sets for an indicator and a period: a number, and why this one.

    A share is 0 to 1. `key` is that of the form: sent twice, it is stored once.
    """

    indicator: str
    period: str
    value: float
    because: str
    key: UUID | None = None


@transaction.atomic
def set_target(*, actor: Actor, aim: Aim, at: datetime) -> Target:
    """Set what is aimed at; what was set before stays and counts no longer."""
    check_role(actor, *SETTERS)
    before = _sent_before(Target, actor, aim.key)
    if before is not None:
        return before
    period = _checked(aim)
    if sheet_of(aim.indicator).direction is Direction.WATCH:
        raise CannotBe(
            _(
                "This number is only watched: more is neither good nor bad. Set a "
                "target for another one."
            )
        )
    row = Target.objects.create(
        key=aim.key,
        country=actor.country,
        indicator=aim.indicator,
        period=str(period),
        value=aim.value,
        rationale=aim.because,
        set_at=at,
        set_by=actor.handle,
    )
    subject = aim.indicator
    record(kinds.TARGET, actor=actor, subject=subject, at=at, period=str(period))
    return row


@transaction.atomic
def set_baseline(*, actor: Actor, aim: Aim, at: datetime) -> Baseline:
    """Set what a number was before the work began; the last one set counts."""
    check_role(actor, *SETTERS)
    before = _sent_before(Baseline, actor, aim.key)
    if before is not None:
        return before
    period = _checked(aim)
    row = Baseline.objects.create(
        key=aim.key,
        country=actor.country,
        indicator=aim.indicator,
        period=str(period),
        value=aim.value,
        source=aim.because,
        set_at=at,
        set_by=actor.handle,
    )
    subject = aim.indicator
    record(kinds.BASELINE, actor=actor, subject=subject, at=at, period=str(period))
    return row


@transaction.atomic
def write_words(
    *,
    actor: Actor,
    snapshot: IndicatorSnapshot,
    why: str,
    what_we_do: str,
    at: datetime,
    key: UUID | None = None,
) -> Narrative:
    """Write why a number is what it is, and what we do; the number stays as it is."""
    check_role(actor, *SETTERS)
    if snapshot.country != actor.country:
        raise CannotBe(
            _("This number is of another country: its team writes the words.")
        )
    before = Narrative.objects.filter(key=key, snapshot__country=actor.country)
    if key is not None and (kept := before.first()) is not None:
        return kept
    row = Narrative.objects.create(
        key=key,
        snapshot=snapshot,
        why=why,
        what_we_do=what_we_do,
        language=actor.language,
        at=at,
        by=actor.handle,
    )
    subject = snapshot.indicator
    record(kinds.WORDS, actor=actor, subject=subject, at=at, period=snapshot.period)
    return row


def _sent_before(rows: type[_Row], actor: Actor, key: UUID | None) -> _Row | None:
    if key is None:
        return None
    return rows.objects.filter(key=key, country=actor.country).first()


def _checked(aim: Aim) -> Period:
    unit = sheet_of(aim.indicator).unit
    if not isfinite(aim.value) or aim.value < 0:
        raise CannotBe(
            _("Write a number from nought up."),
            field="value",
        )
    if unit is Unit.SHARE and aim.value > 1:
        raise CannotBe(
            _("Of a hundred there are never more than a hundred. Write 0 to 100."),
            field="value",
        )
    try:
        return parse_period(aim.period)
    except NoSuchPeriod:
        raise CannotBe(
            _(
                "Write the period as 2026-08 for a month, 2026-Q3 for a quarter, or "
                "2026 for a year."
            ),
            field="period",
        ) from None
