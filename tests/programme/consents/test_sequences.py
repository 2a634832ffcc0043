"""Whatever she says in whatever order, what is open is what she said last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from payung.programme.cases.models import Case
from payung.programme.consents import deeds
from payung.programme.consents.deeds import NothingToTakeBack
from payung.programme.consents.details import detail_of, set_detail
from payung.programme.consents.models import Detail, How, Purpose, PurposeKey
from payung.programme.consents.opening import NotOpened, is_open, opened
from payung.programme.consents.sweeping import sweep
from payung.programme.people.actors import Actor
from payung.programme.people.models import RecordKey
from tests.programme.cases.conftest import Office
from tests.programme.consents.conftest import NOW


HOUR = timedelta(hours=1)
WORDS = ("yes", "yes for two hours", "no", "later", "take back", "sweep")
PURPOSES = (Purpose.ATTORNEY, Purpose.COMPLAINT)
said = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from(PURPOSES)), max_size=12
)


class Undone(Exception):
    """Raised so that the database forgets one example before the next."""


@given(said)
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_what_is_open_is_a_last_yes_that_has_not_ended(
    office: Office, case: Case, spoken: Sequence[tuple[str, Purpose]]
) -> None:
    with pytest.raises(Undone):
        play(office, case, spoken)


@transaction.atomic
def play(office: Office, case: Case, spoken: Sequence[tuple[str, Purpose]]) -> None:
    """Do what was spoken, check after every word, and undo it all."""
    expected: dict[Purpose, tuple[str, datetime | None]] = {}
    for step, (word, purpose) in enumerate(spoken):
        at = NOW + step * HOUR
        say(office.sunita, case, word, purpose, at)
        nothing_said = word == "take back" and was_no(expected, purpose)
        if word != "sweep" and not nothing_said:
            ends = at + 2 * HOUR if word == "yes for two hours" else None
            expected[purpose] = (word, ends)
        for one in PURPOSES:
            agree(office.anju, case, one, expected.get(one), at)
    raise Undone


def was_no(expected: dict[Purpose, tuple[str, datetime | None]], one: Purpose) -> bool:
    return not expected.get(one, ("", None))[0].startswith("yes")


def say(actor: Actor, case: Case, word: str, purpose: Purpose, at: datetime) -> None:
    told = {"actor": actor, "case": case, "purpose": purpose, "at": at}
    how = {"how": How.SPOKEN, "language": "ne"}
    if word == "sweep":
        sweep(at=at)
    elif word == "yes":
        deeds.give(**told, **how)  # type: ignore[arg-type]
    elif word == "yes for two hours":
        deeds.give(**told, **how, expires_at=at + 2 * HOUR)  # type: ignore[arg-type]
    elif word == "no":
        deeds.refuse(**told, **how)  # type: ignore[arg-type]
    elif word == "later":
        deeds.postpone(**told, **how)  # type: ignore[arg-type]
    else:
        try:
            deeds.withdraw(**told)  # type: ignore[arg-type]
        except NothingToTakeBack:
            return


def agree(
    actor: Actor,
    case: Case,
    purpose: Purpose,
    last: tuple[str, datetime | None] | None,
    at: datetime,
) -> None:
    """Check the door, the key and what lies under it against what was said last."""
    word, ends = last or ("", None)
    should = word.startswith("yes") and (ends is None or at < ends)
    assert is_open(case, purpose, at=at) is should
    keys = PurposeKey.objects.filter(case=case, purpose=purpose, shut_at=None)
    assert keys.count() <= 1
    if not word.startswith("yes"):
        assert not keys.exists()
    live = set(keys.values_list("record", flat=True))
    shut = PurposeKey.objects.filter(case=case).exclude(pk__in=live)
    shut_here = shut.filter(purpose=purpose).values("record")
    assert not RecordKey.objects.filter(record__in=shut_here).exists()
    if not should:
        with pytest.raises(NotOpened):
            opened(actor=actor, case=case, purpose=purpose, at=at)
        return
    permit = opened(actor=actor, case=case, purpose=purpose, at=at)
    set_detail(permit, Detail.PHONE, "5550100")
    assert detail_of(permit, Detail.PHONE) == "5550100"
