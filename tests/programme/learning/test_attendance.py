"""Who came is counted without names, and four of five days is a course completed."""

from __future__ import annotations

import pytest

from payung.programme.activities.cards import make_card
from payung.programme.activities.models import Participation, Reason
from payung.programme.learning.attendance import count_completed
from payung.programme.learning.groups import (
    NewGroup,
    days_of,
    drop_day,
    move_day,
    plan_group,
)
from payung.programme.learning.models import (
    CourseGroup,
    CourseVersion,
    Enrolment,
    TrainingSession,
)
from payung.programme.learning.refusals import AlreadyIn, NotWritten, TooEarly
from tests.cast import OFFICER, team_of

from .conftest import NOW, WOMAN, Office, a_group, hold_day, let_in, local


def completed(group: CourseGroup) -> list[int]:
    rows = group.enrolments.filter(completed_at__isnull=False)
    return list(rows.order_by("number").values_list("number", flat=True))


def test_four_of_five_days_complete_and_three_do_not(
    office: Office, group: CourseGroup
) -> None:
    for _who in range(2):
        let_in(office, group)

    for number in (1, 2, 3):
        hold_day(office, group, number, 1, 2)
    hold_day(office, group, 4, 1)

    assert completed(group) == [1]
    assert group.enrolments.get(number=1).completed_at == local(7, 5, 13)


def test_nobody_has_completed_after_the_first_of_five_days(
    office: Office, group: CourseGroup
) -> None:
    let_in(office, group)

    hold_day(office, group, 1, 1)

    assert completed(group) == []


def test_a_day_that_is_corrected_takes_the_completion_back(
    office: Office, group: CourseGroup
) -> None:
    let_in(office, group)
    for number in (1, 2, 3, 4):
        hold_day(office, group, number, 1)

    hold_day(office, group, 4)

    assert completed(group) == []


def test_a_day_called_off_is_none_of_the_days_that_count(
    office: Office, group: CourseGroup
) -> None:
    let_in(office, group)
    for number in (1, 2, 3):
        hold_day(office, group, number, 1)

    for _day in range(2):
        session = days_of(group)[3]
        drop_day(actor=office.maya, session=session, reason=Reason.FLOOD, at=NOW)

    assert completed(group) == [1]


def test_a_day_that_is_moved_still_counts_as_one_day(
    office: Office, group: CourseGroup
) -> None:
    session = days_of(group)[4]

    moved = move_day(
        actor=office.maya,
        session=session,
        reason=Reason.RAID,
        start=local(7, 20),
        end=local(7, 20, 13),
        at=NOW,
    )

    assert days_of(group)[-1] == moved
    assert len(days_of(group)) == 5


def test_a_card_is_counted_once_and_not_among_the_heads(
    office: Office, group: CourseGroup
) -> None:
    card = make_card(actor=office.sunita, team=office.team, at=NOW)
    let_in(office, group, card=card.code)
    let_in(office, group)

    hold_day(office, group, 1, 1, 2, others={WOMAN: 3})
    hold_day(office, group, 1, 1, 2, others={WOMAN: 3})

    activity = days_of(group)[0].activity
    rows = Participation.objects.filter(activity=activity)
    found = sorted((pk or 0, n) for pk, n in rows.values_list("card", "count"))
    assert found == [(0, 4), (card.row.pk, 1)]


def test_the_same_card_is_not_let_in_twice(office: Office, group: CourseGroup) -> None:
    card = make_card(actor=office.sunita, team=office.team, at=NOW)
    let_in(office, group, card=card.code)

    with pytest.raises(AlreadyIn) as refused:
        let_in(office, group, card=card.code.lower())

    assert refused.value.field == "card"


def test_numbers_follow_one_another_and_no_code_is_kept(
    office: Office, group: CourseGroup
) -> None:
    let_in(office, group, code="ka 14")
    row = let_in(office, group, code="su 03")

    assert row.number == 2
    kept = [
        str(value)
        for values in Enrolment.objects.filter(pk=row.pk).values_list()
        for value in values
    ]
    assert not any("su03" in value or "su 03" in value for value in kept)


def test_heads_can_be_counted_only_after_a_day_and_not_above_the_fullest(
    office: Office, version: CourseVersion
) -> None:
    group = a_group(office, version, None, days=2)
    with pytest.raises(TooEarly):
        count_completed(
            actor=office.maya, group=group, people=3, on=local(7, 3).date(), at=NOW
        )

    hold_day(office, group, 1, others={WOMAN: 8})

    with pytest.raises(NotWritten) as refused:
        count_completed(
            actor=office.maya, group=group, people=9, on=local(7, 3).date(), at=NOW
        )
    assert "8 came" in refused.value.sentence


def test_the_same_plan_sent_twice_makes_one_group(
    office: Office, version: CourseVersion
) -> None:
    new = NewGroup(
        team=office.team,
        version=version,
        bank=None,
        language="ne",
        days=((local(7, 2), local(7, 2, 12)),),
        key=office.team.pk,
    )

    first = plan_group(actor=office.maya, new=new, at=NOW)
    again = plan_group(actor=office.maya, new=new, at=NOW)

    assert first == again
    assert TrainingSession.objects.count() == 1


def test_they_are_asked_again_sixty_days_after_the_last_day(
    office: Office, version: CourseVersion
) -> None:
    group = a_group(office, version, None, days=1)
    let_in(office, group)

    hold_day(office, group, 1, 1)

    group.refresh_from_db()
    assert group.follow_up_on == local(8, 31).date()


def test_a_card_of_another_team_of_the_country_comes_into_a_group(
    office: Office, group: CourseGroup
) -> None:
    team, [officer] = team_of(OFFICER, name="Hill team")
    card = make_card(actor=officer, team=team, at=NOW)

    row = let_in(office, group, card=card.code)

    assert row.card == card.row
