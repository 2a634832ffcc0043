"""Any order of deeds: what was accepted keeps the table's order, and the arrest's too."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

import pytest

from payung.engines.proceedings import Body, Deed, Track, contradictions
from payung.programme.cases.models import Arrest
from payung.programme.people.refusals import CannotBe
from payung.programme.proceedings.actions import close_proceeding, reopen_proceeding
from payung.programme.proceedings.hearing_deeds import NewHearing, hearing_was_held
from payung.programme.proceedings.kept_steps import kept_steps
from payung.programme.proceedings.models import Proceeding, ProceedingStep
from payung.programme.proceedings.step_deeds import (
    Written,
    ask_step,
    step_done,
    step_refused,
    take_back,
)
from payung.programme.proceedings.tables import outcomes, table
from payung.programme.proceedings.words import Purpose
from tests.programme.proceedings.conftest import NOW, TAKEN, Office, begun


DEEDS = {
    Deed.ASKED: ask_step,
    Deed.DONE: step_done,
    Deed.REFUSED: step_refused,
}


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("track", list(Track))
def test_whatever_is_pressed_in_any_order_what_is_kept_fits(
    office: Office, arrest: Arrest, track: Track, seed: int
) -> None:
    row = begun(office, arrest.case, track)
    chance = random.Random(f"{track}{seed}")
    kept, sentences = 0, []

    for _each in range(60):
        try:
            one_press(office, row, chance)
        except CannotBe as refusal:
            sentences.append(refusal.sentence)
        else:
            kept += 1
        fresh = Proceeding.objects.get(pk=row.pk)
        assert contradictions(table(), track, kept_steps(fresh)) == ()

    assert kept > 4
    assert min(map(len, sentences)) > 20
    # What the clocks wait for stands in the arrest alone.
    events = [kind.code for kind in table().kinds.values() if kind.event]
    twice = ProceedingStep.objects.filter(code__in=events, done_at__isnull=False)
    assert twice.count() == 0


def one_press(office: Office, row: Proceeding, chance: random.Random) -> None:
    """Press one button as somebody might, at a moment around the arrest and now."""
    row = Proceeding.objects.get(pk=row.pk)
    who = {"actor": office.maya, "proceeding": row, "at": NOW, "version": row.version}
    moment = TAKEN + timedelta(minutes=chance.randint(-120, 1100))
    what = chance.random()
    if what < 0.72:
        write(row, who, moment, chance)
    elif what < 0.84:
        told = kept_steps(row)
        one = chance.choice(told) if told else None
        code, key = (one.code, one.key) if one else ("D1", "")
        take_back(code=code, key=key, **who)  # type: ignore[arg-type]
    elif what < 0.92:
        new = NewHearing(moment=moment, purpose=Purpose.PRODUCTION)
        hearing_was_held(new=new, **who)  # type: ignore[arg-type]
    elif row.closed_at is None and what < 0.95:
        closing = chance.choice(outcomes().closing(Track(row.track)))
        close_proceeding(outcome=closing.code, **who)  # type: ignore[arg-type]
    elif row.closed_at is not None:
        reopen_proceeding(**who)  # type: ignore[arg-type]


def write(
    row: Proceeding, who: dict[str, object], moment: datetime, chance: random.Random
) -> None:
    # An end is pressed seldom, or nothing much would follow.
    kinds = [
        k for k in table().of(Track(row.track)) if not k.ends or chance.random() < 0.1
    ]
    kind = chance.choice(kinds)
    deed = chance.choice(list(Deed))
    by = kind.asked_of[0] if kind.asked_of else Body.COURT
    told = Written(code=kind.code, moment=moment, by=by)
    DEEDS[deed](told=told, **who)  # type: ignore[arg-type]
