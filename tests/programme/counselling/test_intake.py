"""Counselling begins with her yes; what she needs comes due by the country's targets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from payung.engines import sealed
from payung.programme.cases.actions import NewCase, change_stage, open_case
from payung.programme.cases.models import Case
from payung.programme.cases.stages import Stage
from payung.programme.cases.tasks import AtRest
from payung.programme.consents.deeds import withdraw
from payung.programme.consents.models import Purpose
from payung.programme.consents.opening import NotOpened
from payung.programme.counselling.codes import Priority, Service
from payung.programme.counselling.entering import NotBegun
from payung.programme.counselling.intake import (
    BegunAlready,
    NewNeed,
    add_need,
    begin,
)
from payung.programme.counselling.models import Counselling, Due, Need
from payung.programme.counselling.sealing import field_name
from payung.programme.counselling.target_dates import target_date
from payung.programme.journal.models import Entry
from tests.cast import MAYA, SUNITA, team_of
from tests.programme.cases.conftest import KATHMANDU, Office
from tests.programme.consents.conftest import NOW, say_yes


AtOnce = Callable[..., list[BaseException]]
PEP = NewNeed(
    service=Service.HEALTH_PEP, priority=Priority.H24, text="Since last night"
)


def test_nobody_is_counselled_who_did_not_say_yes_to_help(
    office: Office, case: Case
) -> None:
    with pytest.raises(NotOpened) as refused:
        begin(actor=office.sunita, case=case, at=NOW)

    assert "We may help you and keep a file" in refused.value.sentence
    assert not Counselling.objects.exists()


def test_from_the_first_day_safety_a_week_a_month_and_the_plan_are_due(
    office: Office, helped: Case
) -> None:
    due = Due.objects.filter(case=helped).order_by("due_at", "kind")

    assert [(one.kind, one.due_at - NOW) for one in due] == [
        ("safety", timedelta(hours=24)),
        ("week", timedelta(days=7)),
        ("month", timedelta(days=30)),
        ("plan", timedelta(days=30)),
    ]


def test_it_begins_once(office: Office, helped: Case) -> None:
    with pytest.raises(BegunAlready):
        begin(actor=office.maya, case=helped, at=NOW)

    assert Due.objects.filter(case=helped).count() == 4


def test_two_who_begin_in_the_same_moment_begin_once(at_once: AtOnce) -> None:
    team, people = team_of(MAYA, SUNITA)
    new = NewCase(team=team, title="Kamala of the tea shop")
    case = open_case(actor=people[0], new=new, at=NOW)
    say_yes(people[0], case, Purpose.SERVICE)

    raised = at_once(
        *(lambda who=who: begin(actor=who, case=case, at=NOW) for who in people)
    )

    assert [type(one) for one in raised] == [BegunAlready]
    assert Due.objects.filter(case=case).count() == 4


@pytest.mark.parametrize(
    ("priority", "hours"),
    [(Priority.H24, 24), (Priority.M72, 72), (Priority.LOW, None)],
)
def test_a_need_is_due_by_how_soon_it_is_needed(
    office: Office, helped: Case, priority: Priority, hours: int | None
) -> None:
    new = NewNeed(service=Service.SHELTER, priority=priority)

    need = add_need(actor=office.sunita, case=helped, new=new, at=NOW)

    due = Due.objects.filter(kind="need", about=need.pk).first()
    expected = NOW + timedelta(hours=hours) if hours else None
    assert need.due_at == expected
    assert (due.due_at if due else None) == expected


def test_her_words_about_a_need_open_for_the_team_and_lie_nowhere_in_clear(
    office: Office, helped: Case
) -> None:
    need = add_need(actor=office.sunita, case=helped, new=PEP, at=NOW)

    secret = office.anju.unlocked.secret(helped.record)
    assert need.text is not None
    text = sealed.open_field(secret, field_name("need", need.pk), need.text)
    assert text == "Since last night"
    assert b"last night" not in Need.objects.get().text.data
    assert "last night" not in repr(PEP)


def test_without_beginning_nothing_is_written(office: Office, case: Case) -> None:
    say_yes(office.sunita, case, Purpose.SERVICE)

    with pytest.raises(NotBegun):
        add_need(actor=office.sunita, case=case, new=PEP, at=NOW)


def test_after_she_took_her_yes_back_nothing_more_is_written(
    office: Office, helped: Case
) -> None:
    withdraw(actor=office.sunita, case=helped, purpose=Purpose.SERVICE, at=NOW)

    with pytest.raises(NotOpened):
        add_need(actor=office.sunita, case=helped, new=PEP, at=NOW)

    assert not Need.objects.exists()


def test_in_a_case_at_rest_nothing_is_written(office: Office, helped: Case) -> None:
    change_stage(actor=office.sunita, case=helped, stage=Stage.TRANSFERRED, at=NOW)

    with pytest.raises(AtRest):
        add_need(actor=office.sunita, case=helped, new=PEP, at=NOW)


def test_the_outsider_writes_nothing(office: Office, helped: Case) -> None:
    with pytest.raises(sealed.Refused):
        add_need(actor=office.outsider, case=helped, new=PEP, at=NOW)

    assert not Need.objects.exists()


def test_the_journal_says_which_need_and_no_word_of_it(
    office: Office, helped: Case
) -> None:
    add_need(actor=office.sunita, case=helped, new=PEP, at=NOW)

    entry = Entry.objects.filter(kind="counselling.written").get()
    assert entry.details == {"what": "need", "code": "health_pep"}


def test_a_month_after_the_last_of_january_is_the_last_of_february(case: Case) -> None:
    since = datetime(2026, 1, 31, 10, tzinfo=KATHMANDU)

    due = target_date(case, "plan_review", since=since)

    assert due == datetime(2026, 2, 28, 10, tzinfo=KATHMANDU)
