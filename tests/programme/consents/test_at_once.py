"""Two people write down her answer in the same moment: one order, one key, no half."""

from __future__ import annotations

from collections.abc import Callable

from payung.programme.consents.deeds import NothingToTakeBack, withdraw
from payung.programme.consents.details import set_detail
from payung.programme.consents.models import (
    Consent,
    Detail,
    Purpose,
    PurposeDetail,
    PurposeKey,
)
from payung.programme.consents.opening import NotOpened, opened
from payung.programme.people.models import RecordKey
from tests.programme.consents.conftest import NOW, one_case, say_yes


AtOnce = Callable[..., list[BaseException]]


def test_two_yeses_in_the_same_moment_make_one_key(at_once: AtOnce) -> None:
    case, people = one_case()

    raised = at_once(*(lambda who=who: say_yes(who, case) for who in people))

    numbers = Consent.objects.filter(case=case).values_list("number", flat=True)
    assert raised == []
    assert sorted(numbers) == [1, 2, 3]
    assert PurposeKey.objects.filter(case=case).count() == 1


def test_two_who_take_back_in_the_same_moment_do_it_once(at_once: AtOnce) -> None:
    case, people = one_case()
    say_yes(people[0], case)

    raised = at_once(
        *(
            lambda who=who: withdraw(
                actor=who, case=case, purpose=Purpose.ATTORNEY, at=NOW
            )
            for who in people[:2]
        )
    )

    assert [type(one) for one in raised] == [NothingToTakeBack]
    assert Consent.objects.filter(case=case, answer="withdrawn").count() == 1


def test_a_name_written_while_she_takes_back_is_gone_or_refused(
    at_once: AtOnce,
) -> None:
    case, [maya, sunita, _anju] = one_case()
    say_yes(maya, case)
    permit = opened(actor=maya, case=case, purpose=Purpose.ATTORNEY, at=NOW)

    raised = at_once(
        lambda: set_detail(permit, Detail.FULL_NAME, "An invented name"),
        lambda: withdraw(actor=sunita, case=case, purpose=Purpose.ATTORNEY, at=NOW),
    )

    assert {type(one) for one in raised} <= {NotOpened}
    assert not PurposeDetail.objects.exists()
    assert not RecordKey.objects.filter(record=str(permit.secret.record)).exists()
