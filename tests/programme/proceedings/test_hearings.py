"""Dates at court: none in the past, each held, put off or taken back once."""

from __future__ import annotations

import pytest

from payung.engines.clocks import Event
from payung.programme.cases.actions import NotInTheTeam
from payung.programme.cases.models import Arrest, Case, Step
from payung.programme.people.models import Person
from payung.programme.proceedings.actions import ChangedMeanwhile, close_proceeding
from payung.programme.proceedings.hearing_deeds import (
    NewHearing,
    NotOpen,
    hearing_held,
    hearing_was_held,
    postpone,
    set_hearing,
    take_back_hearing,
)
from payung.programme.proceedings.kept_steps import kept_steps
from payung.programme.proceedings.models import Going, Hearing, Proceeding
from payung.programme.proceedings.refusal_words import CannotFollow
from payung.programme.proceedings.showing import show_words
from payung.programme.proceedings.words import Purpose
from tests.programme.proceedings.conftest import NOW, Office, a_date, local, version


def held(office: Office, row: Hearing, *, at: object, produced: bool = True) -> Hearing:
    return hearing_held(
        actor=office.sunita,
        hearing=row,
        produced=produced,
        version=Hearing.objects.get(pk=row.pk).version,
        at=at,  # type: ignore[arg-type]
    )


def test_a_date_in_the_past_says_what_to_write_instead(
    office: Office, defence: Proceeding
) -> None:
    with pytest.raises(CannotFollow) as refused:
        a_date(office, defence, local(23, 8))

    assert refused.value.field == "moment"
    assert refused.value.sentence == (
        "This date is past, on 23.11.2026, 08:00. If the court met then, write down "
        "that it was held; if not, write a date that is still to come."
    )
    assert Hearing.objects.count() == 0


def test_a_date_that_was_held_and_not_known_before_is_written_down_as_held(
    office: Office, defence: Proceeding
) -> None:
    new = NewHearing(moment=local(23, 8), purpose=Purpose.REMAND)

    hearing_was_held(
        actor=office.sunita,
        proceeding=defence,
        new=new,
        version=version(defence),
        at=NOW,
    )

    assert [one.code for one in kept_steps(defence)] == ["D1", "D12"]
    assert Hearing.objects.get().remind_at is None


def test_it_cannot_have_been_held_before_it_came(
    office: Office, defence: Proceeding
) -> None:
    row = a_date(office, defence, local(24, 10))

    with pytest.raises(CannotFollow) as refused:
        held(office, row, at=local(24, 9))

    assert refused.value.sentence == (
        "This moment is still to come. Write down what has happened."
    )


def test_the_first_time_before_a_judge_is_written_into_the_arrest(
    office: Office, defence: Proceeding, arrest: Arrest
) -> None:
    row = a_date(office, defence, local(23, 11), purpose=Purpose.PRODUCTION)

    held(office, row, at=local(23, 12))

    assert Step.objects.get().event == Event.FIRST_PRODUCTION.value
    assert Step.objects.get().at == local(23, 11)
    assert arrest.clocks.get(clock="before_a_judge").stopped_at == local(23, 11)


def test_who_was_not_brought_before_the_judge_was_not_produced(
    office: Office, defence: Proceeding, arrest: Arrest
) -> None:
    row = a_date(office, defence, local(23, 11), purpose=Purpose.PRODUCTION)

    held(office, row, at=local(23, 12), produced=False)

    assert Hearing.objects.get().state == "not_produced"
    assert Step.objects.count() == 0
    assert arrest.clocks.get(clock="before_a_judge").stopped_at is None


def test_a_date_put_off_leads_to_another_with_whoever_goes(
    office: Office, defence: Proceeding
) -> None:
    row = a_date(office, defence, local(24, 10))

    then = postpone(actor=office.anju, hearing=row, to=local(27, 11), version=1, at=NOW)

    row.refresh_from_db()
    assert (row.state, row.then_id, row.remind_at) == ("postponed", then.pk, None)
    assert (then.state, then.at) == ("set", local(27, 11))
    assert then.goings.get(until=None).person.handle == "anju"


def test_a_date_is_put_off_to_none_that_is_past(
    office: Office, defence: Proceeding
) -> None:
    row = a_date(office, defence, local(24, 10))

    with pytest.raises(CannotFollow):
        postpone(actor=office.anju, hearing=row, to=local(22, 11), version=1, at=NOW)

    row.refresh_from_db()
    assert row.state == "set"


def test_what_became_of_a_date_is_written_down_once(
    office: Office, defence: Proceeding
) -> None:
    row = a_date(office, defence, local(24, 10))
    take_back_hearing(actor=office.maya, hearing=row, version=1, at=NOW)

    with pytest.raises(NotOpen):
        held(office, row, at=local(24, 12))


def test_the_second_of_two_who_write_about_a_date_is_told(
    office: Office, defence: Proceeding
) -> None:
    row = a_date(office, defence, local(24, 10))
    postpone(actor=office.anju, hearing=row, to=None, version=1, at=NOW)

    with pytest.raises(ChangedMeanwhile):
        postpone(actor=office.maya, hearing=row, to=None, version=1, at=NOW)


def test_no_date_is_set_where_a_proceeding_has_ended(
    office: Office, defence: Proceeding
) -> None:
    close_proceeding(
        actor=office.maya,
        proceeding=defence,
        outcome="stopped",
        version=version(defence),
        at=NOW,
    )

    with pytest.raises(CannotFollow) as refused:
        a_date(office, defence, local(24, 10))

    assert refused.value.sentence.startswith("This ended on 23.11.2026, 09:00.")


def test_who_cannot_open_the_case_is_not_sent_to_it(
    office: Office, defence: Proceeding
) -> None:
    outsider = Person.objects.get(handle="outsider")
    new = NewHearing(moment=local(24, 10), purpose=Purpose.TRIAL, goes=outsider)

    with pytest.raises(NotInTheTeam):
        set_hearing(
            actor=office.maya,
            proceeding=defence,
            new=new,
            version=version(defence),
            at=NOW,
        )

    assert (Hearing.objects.count(), Going.objects.count()) == (0, 0)


def test_the_words_beside_a_date_are_sealed(
    office: Office, case: Case, defence: Proceeding
) -> None:
    row = a_date(office, defence, local(24, 10))

    assert show_words(actor=office.anju, hearing=row, at=NOW) == "Bring the copy"
    assert b"copy" not in bytes(str(Hearing.objects.get().words), "utf-8")
