"""Kill -9 between any two statements: she has not taken it back, or it is all gone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from payung.programme.consents.deeds import withdraw
from payung.programme.consents.details import set_detail
from payung.programme.consents.models import Consent, Detail, Purpose, PurposeKey
from payung.programme.consents.opening import is_open, opened
from payung.programme.consents.sweeping import sweep
from payung.programme.people.models import RecordKey
from tests.programme.consents.conftest import NOW, one_case, say_yes
from tests.programme.killed import killed_everywhere


AtOnce = Callable[..., list[BaseException]]
ATTORNEY = Purpose.ATTORNEY


def test_taking_back_is_whole_or_has_not_begun(at_once: AtOnce) -> None:
    case, [maya, sunita, _anju] = one_case()
    say_yes(maya, case)
    permit = opened(actor=maya, case=case, purpose=ATTORNEY, at=NOW)
    set_detail(permit, Detail.FULL_NAME, "An invented name")
    key = PurposeKey.objects.get(case=case)
    deaths = 0

    for _number in killed_everywhere(
        lambda: withdraw(actor=sunita, case=case, purpose=ATTORNEY, at=NOW)
    ):
        deaths += 1
        assert state_of(key) in {(1, True, True, True), (2, False, False, False)}
        if state_of(key)[0] == 2:
            # Killed after its end, while the log was being emptied.
            break

    assert deaths > 10
    assert state_of(key) == (2, False, False, False)


def test_a_yes_is_whole_with_its_key_or_was_never_said(at_once: AtOnce) -> None:
    case, [maya, *_others] = one_case()

    for number in killed_everywhere(lambda: say_yes(maya, case)):
        keys = PurposeKey.objects.filter(case=case)
        wraps = RecordKey.objects.exclude(record=case.record)
        assert (Consent.objects.count(), keys.count(), wraps.count()) == (0, 0, 0), (
            number
        )

    assert is_open(case, ATTORNEY, at=NOW)


def test_the_sweeper_that_is_killed_ends_each_key_whole(at_once: AtOnce) -> None:
    case, [maya, *_others] = one_case()
    later = NOW + timedelta(days=1)
    say_yes(maya, case, expires_at=later)
    key = PurposeKey.objects.get(case=case)
    deaths = 0

    for _number in killed_everywhere(lambda: sweep(at=later)):
        deaths += 1
        key.refresh_from_db()
        wrapped = RecordKey.objects.filter(record=key.record).exists()
        assert wrapped is (key.shut_at is None)

    sweep(at=later)
    key.refresh_from_db()
    assert deaths > 5
    assert (key.shut_at, key.lingers) == (later, False)


def state_of(key: PurposeKey) -> tuple[int, bool, bool, bool]:
    """Return answers, whether open, whether wrapped, whether a name is there."""
    key.refresh_from_db()
    return (
        Consent.objects.filter(case=key.case_id).count(),
        key.shut_at is None,
        RecordKey.objects.filter(record=key.record).exists(),
        key.details.exists(),
    )
