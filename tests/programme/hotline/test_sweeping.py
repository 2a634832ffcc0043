"""One that cannot be done keeps no other from its turn."""

from __future__ import annotations

import pytest
from django.db import connection

from payung.programme.hotline.coming_in.arriving import take_call
from payung.programme.hotline.models import Contact, Watch
from payung.programme.hotline.sweeping import sweep
from tests.programme.hotline.small_line import SmallLine, after, arrival


def three_calls(small: SmallLine) -> list[Contact]:
    return [
        take_call(country="np", news=arrival(small, f"c{n}", at=after(n)), at=after(n))
        for n in range(3)
    ]


def test_the_longest_overdue_comes_first(small: SmallLine) -> None:
    first, second, third = three_calls(small)

    sweep(at=after(60), most=2)

    states = [Contact.objects.get(pk=c.pk).state for c in (first, second, third)]
    assert states == ["ringing", "ringing", "opened"]


def test_one_whose_row_cannot_be_changed_is_told_and_the_others_go_on(
    small: SmallLine,
) -> None:
    first, second, third = three_calls(small)

    def refuses(execute: object, sql: str, params: object, *rest: object) -> object:
        if sql.startswith('UPDATE "hotline_contact"') and first.pk.hex in str(
            params
        ).replace("-", ""):
            raise OSError("The disk refuses this row.")
        return execute(sql, params, *rest)

    with connection.execute_wrapper(refuses), pytest.raises(ExceptionGroup) as raised:
        sweep(at=after(60))

    assert len(raised.value.exceptions) == 1
    states = [Contact.objects.get(pk=c.pk).state for c in (first, second, third)]
    assert states == ["opened", "ringing", "ringing"]
    # A sweeper that cannot do its work is as silent as one that is gone.
    assert not Watch.objects.exists()


def test_what_is_closed_is_never_due(small: SmallLine) -> None:
    assert sweep(at=after(60)) == 0


def test_who_called_yesterday_is_not_known_again(small: SmallLine) -> None:
    three_calls(small)
    a_day = 24 * 3600

    sweep(at=after(a_day + 1))

    known = [row.token is not None for row in Contact.objects.order_by("opened_at")]
    assert known == [False, False, True]
