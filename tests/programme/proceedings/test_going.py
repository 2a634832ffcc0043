"""A substitute is looked for: calmly first, by the ladder on the last day, never two."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db.models import QuerySet

from payung.engines.proceedings import Track
from payung.programme.alerts.models import Message
from payung.programme.cases.access import NoSuchCase
from payung.programme.cases.actions import NotInTheTeam
from payung.programme.cases.models import SteppedAside, TimelineEntry
from payung.programme.journal.models import Entry
from payung.programme.people.access import NotHerRole
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person
from payung.programme.people.roles import Role
from payung.programme.proceedings.access import open_date_for, open_dates
from payung.programme.proceedings.going import (
    PastAlready,
    SomebodyGoes,
    cannot_come,
    name_who_goes,
    take_date,
)
from payung.programme.proceedings.hearing_deeds import SheIsAway, postpone
from payung.programme.proceedings.models import Going, Hearing, Proceeding, Substitute
from payung.programme.proceedings.queries import coming_dates
from payung.programme.proceedings.sweeping import sweep
from payung.programme.standby.alerts import accept_alert, accepted
from payung.programme.standby.models import AttorneyAlert, HandBackReason, Leave
from tests.programme.killed import killed_everywhere
from tests.programme.proceedings.conftest import (
    NOW,
    Office,
    a_case,
    a_date,
    begun,
    local,
)
from tests.programme.standby.conftest import make_office, person, published


AtOnce = Callable[..., list[BaseException]]


@pytest.fixture
def roster(office: Office) -> None:
    published(office)


@pytest.fixture
def far(office: Office, roster: None, defence: Proceeding) -> Hearing:
    """Give a date in a week, to which Anju goes."""
    return a_date(office, defence, local(30, 11))


@pytest.fixture
def near(office: Office, roster: None, defence: Proceeding) -> Hearing:
    """Give a date tomorrow morning, to which Anju goes."""
    return a_date(office, defence, local(24, 8))


def cannot(actor: Actor, row: Hearing, at: datetime = NOW) -> Substitute:
    return cannot_come(actor=actor, hearing=row, why=HandBackReason.UNWELL, at=at)


def goes(row: Hearing) -> list[str]:
    now = Going.objects.filter(hearing=row, until=None)
    return list(now.values_list("person__handle", flat=True))


def told(saying: str) -> list[str]:
    """Return who is told this about a date, by name, once each."""
    rows = about_dates().filter(saying=saying)
    return sorted(set(rows.values_list("way__person__handle", flat=True)))


def about_dates() -> QuerySet[Message]:
    return Message.objects.filter(about__startswith="da")


def messages(handle: str) -> int:
    rows = about_dates().filter(way__person__handle=handle)
    return rows.values("key").distinct().count()


def test_a_week_ahead_the_attorney_on_standby_is_written_to_and_nobody_is_rung(
    office: Office, far: Hearing
) -> None:
    row = cannot(office.anju, far)

    assert goes(far) == []
    assert told("look") == ["binita"]
    assert AttorneyAlert.objects.count() == 0
    assert row.due_at == NOW + timedelta(hours=3)


def test_nobody_answers_and_the_panel_is_asked_and_then_those_who_coordinate(
    office: Office, far: Hearing
) -> None:
    cannot(office.anju, far)

    sweep(at=local(23, 12))
    assert told("look") == ["anju", "binita"]
    sweep(at=local(24, 8))

    assert told("look") == ["anju", "binita", "maya"]


def test_at_night_nobody_is_asked_about_a_date_in_days(
    office: Office, far: Hearing
) -> None:
    cannot(office.anju, far, at=local(23, 19))
    before = Message.objects.count()

    sweep(at=local(23, 23))

    assert Message.objects.count() == before
    assert Substitute.objects.get().due_at == local(24, 8)


def test_on_the_last_day_it_rings_until_somebody_has_said_yes(
    office: Office, far: Hearing
) -> None:
    cannot(office.anju, far)

    sweep(at=local(29, 11))

    alert = AttorneyAlert.objects.get()
    assert (alert.state, alert.raiser) == ("ringing", "anju")
    assert Substitute.objects.get().alert == alert.reference


def test_those_who_coordinate_hear_of_it_the_evening_before_and_in_the_morning(
    office: Office, far: Hearing
) -> None:
    cannot(office.anju, far, at=local(29, 12))
    assert messages("maya") == 0

    sweep(at=local(29, 18))
    evening = messages("maya")
    sweep(at=local(30, 6, 30))

    assert evening >= 1
    assert messages("maya") > evening


def test_a_date_nobody_goes_to_is_never_forgotten(office: Office, far: Hearing) -> None:
    cannot(office.anju, far)
    moment = NOW

    while moment < far.at:
        moment += timedelta(hours=3)
        sweep(at=moment)
        row = Substitute.objects.get()
        assert row.ended_at is not None or row.due_at is not None

    assert row.ended_at is not None
    assert row.due_at is None


def test_the_first_who_says_yes_goes_and_the_second_is_told_who(
    office: Office, far: Hearing
) -> None:
    cannot(office.anju, far)
    take_date(actor=office.binita, hearing=far, at=NOW)

    with pytest.raises(SomebodyGoes) as refused:
        take_date(actor=office.anju, hearing=far, at=NOW)

    assert refused.value.sentence == "binita goes. Thank you."
    assert goes(far) == ["binita"]
    assert Substitute.objects.get().taken_by == person("binita")
    assert messages("anju") == 1


def test_who_is_no_attorney_cannot_go(office: Office, far: Hearing) -> None:
    cannot(office.anju, far)

    with pytest.raises(NotHerRole):
        take_date(actor=office.sunita, hearing=far, at=NOW)


def test_whoever_accepts_by_telephone_goes_and_nothing_rings_on(
    office: Office, near: Hearing
) -> None:
    row = cannot(office.anju, near)
    accepted(reference=row.alert, person="binita", at=NOW)

    sweep(at=NOW + timedelta(seconds=2))

    assert goes(near) == ["binita"]
    assert AttorneyAlert.objects.get().state == "closed"
    assert Substitute.objects.get().ended_at is not None


def test_who_presses_the_button_after_another_took_the_call_is_told(
    office: Office, near: Hearing
) -> None:
    row = cannot(office.anju, near)
    accepted(reference=row.alert, person="binita", at=NOW)

    with pytest.raises(SomebodyGoes) as refused:
        take_date(actor=office.anju, hearing=near, at=NOW)

    assert refused.value.sentence == "binita goes. Thank you."
    sweep(at=NOW)
    assert goes(near) == ["binita"]


def test_a_coordinator_who_takes_the_call_has_it_in_hand_and_does_not_go(
    office: Office, near: Hearing
) -> None:
    row = cannot(office.anju, near)
    alert = AttorneyAlert.objects.get(reference=row.alert)
    accept_alert(actor=office.maya, alert=alert, at=NOW)

    sweep(at=NOW)
    assert goes(near) == []
    name_who_goes(actor=office.maya, hearing=near, person=person("binita"), at=NOW)

    assert goes(near) == ["binita"]
    assert AttorneyAlert.objects.get().state == "closed"


def test_a_call_that_was_closed_with_nobody_going_rings_again(
    office: Office, near: Hearing
) -> None:
    from payung.programme.standby.alerts import close_alert
    from payung.programme.standby.models import AlertEnding

    row = cannot(office.anju, near)
    first = AttorneyAlert.objects.get(reference=row.alert)
    close_alert(actor=office.maya, alert=first, reason=AlertEnding.MISTAKE, at=NOW)

    sweep(at=NOW + timedelta(hours=1))

    assert AttorneyAlert.objects.count() == 2
    assert Substitute.objects.get().alert != first.reference


def test_a_date_put_off_calls_the_search_off(office: Office, near: Hearing) -> None:
    cannot(office.anju, near)
    near.refresh_from_db()

    postpone(actor=office.maya, hearing=near, to=None, version=near.version, at=NOW)

    assert Substitute.objects.get().ended_at == NOW
    assert AttorneyAlert.objects.get().state == "closed"


def test_two_presses_of_i_cannot_make_one_search(office: Office, far: Hearing) -> None:
    first, again = cannot(office.anju, far), cannot(office.maya, far)

    assert first.pk == again.pk


def test_nobody_is_looked_for_once_the_date_is_past(
    office: Office, far: Hearing
) -> None:
    with pytest.raises(PastAlready):
        cannot(office.anju, far, at=local(30, 12))


def test_reminders_come_in_the_evening_in_the_morning_and_afterwards(
    office: Office, far: Hearing
) -> None:
    counts = []
    for at in (local(29, 17), local(29, 18), local(30, 6, 30), local(30, 19)):
        sweep(at=at)
        counts.append((len(told("look")), len(told("remind"))))

    assert counts == [(0, 0), (1, 0), (1, 0), (1, 1)]
    assert messages("anju") == 3
    assert Hearing.objects.get().remind_at is None


def test_a_date_nobody_goes_to_is_told_to_those_who_coordinate(
    office: Office, roster: None, defence: Proceeding
) -> None:
    a_date(office, defence, local(30, 11), goes="")

    sweep(at=local(29, 18))

    assert told("look") == ["maya"]


def test_where_an_account_is_closed_somebody_else_is_looked_for_by_itself(
    office: Office, far: Hearing
) -> None:
    Person.objects.filter(handle="anju").update(is_active=False)

    sweep(at=NOW)

    assert goes(far) == []
    assert Substitute.objects.get().asked_by == person("maya")
    assert "binita" in told("look")


def test_with_nobody_who_leads_the_search_begins_goes_on_and_leaves_a_trace(
    office: Office, far: Hearing
) -> None:
    leading = Person.objects.filter(
        roles_held__role__in=[Role.COORDINATOR, Role.REGIONAL]
    )
    Person.objects.filter(pk__in=leading.values("pk")).update(is_active=False)
    Person.objects.filter(handle="anju").update(is_active=False)

    sweep(at=NOW)
    sweep(at=NOW + timedelta(minutes=1))

    row = Substitute.objects.get()
    assert (goes(far), row.asked_by) == ([], person("sunita"))
    assert row.due_at == NOW + timedelta(hours=3)
    assert "binita" in told("look")
    assert Entry.objects.filter(kind="date.nobody_leads").count() == 1
    line = TimelineEntry.objects.get(kind="alarm")
    assert (line.about, line.by) == ("nobody_leads", "(clocks)")


def test_who_is_away_on_that_day_is_not_sent(office: Office, far: Hearing) -> None:
    Leave.objects.create(
        person=person("binita"),
        starts_at=local(29, 0),
        ends_at=local(30, 23),
        made_at=NOW,
    )

    with pytest.raises(SheIsAway) as refused:
        name_who_goes(actor=office.maya, hearing=far, person=person("binita"), at=NOW)

    assert refused.value.sentence == (
        "binita is away then. Choose another, or nobody yet."
    )
    assert goes(far) == ["anju"]


def aside(row: Hearing, handle: str) -> None:
    """Let somebody stand aside from the case of a date."""
    SteppedAside.objects.create(
        case=row.proceeding.case,
        person=person(handle),
        reason="private",
        since=NOW,
    )


def test_who_stands_aside_is_not_asked_and_sees_no_date(
    office: Office, far: Hearing
) -> None:
    aside(far, "binita")

    cannot(office.anju, far)

    # Nobody else is on standby: whoever coordinates hears of it instead.
    assert told("look") == ["maya"]
    assert list(open_dates(office.binita)) == []
    with pytest.raises(NoSuchCase):
        open_date_for(office.binita, far.pk)
    assert list(open_dates(office.anju)) == [far]


def test_who_cannot_go_because_of_a_conflict_is_not_asked_again(
    office: Office, far: Hearing
) -> None:
    why = HandBackReason.CONFLICT
    cannot_come(actor=office.anju, hearing=far, why=why, at=NOW)

    sweep(at=local(23, 12))

    assert told("look") == ["binita"]
    assert list(open_dates(office.anju)) == []


def test_who_stands_aside_is_not_named_to_go_either(
    office: Office, far: Hearing
) -> None:
    aside(far, "binita")

    with pytest.raises(NotInTheTeam):
        name_who_goes(actor=office.maya, hearing=far, person=person("binita"), at=NOW)

    assert goes(far) == ["anju"]


def test_a_yes_by_telephone_of_somebody_who_stands_aside_is_not_heard(
    office: Office, near: Hearing
) -> None:
    aside(near, "binita")
    row = cannot(office.anju, near)

    accepted(reference=row.alert, person="binita", at=NOW)
    sweep(at=NOW)

    assert goes(near) == []
    assert AttorneyAlert.objects.get().state == "ringing"


def test_who_stands_aside_after_she_said_yes_gives_it_to_the_next(
    office: Office, near: Hearing
) -> None:
    row = cannot(office.anju, near)
    accepted(reference=row.alert, person="binita", at=NOW)
    aside(near, "binita")

    sweep(at=NOW)

    assert goes(near) == []
    assert AttorneyAlert.objects.get().state == "ringing"


def test_who_stands_aside_from_a_case_gives_its_dates_to_others_by_itself(
    office: Office, far: Hearing
) -> None:
    aside(far, "anju")

    sweep(at=NOW)

    assert goes(far) == []
    assert told("look") == ["binita"]


def test_today_shows_her_date_and_to_other_attorneys_that_one_is_looked_for(
    office: Office, far: Hearing
) -> None:
    week_before = coming_dates(office.anju, local(23, 9))
    cannot(office.anju, far)

    now = coming_dates(office.binita, NOW)

    assert [line.second for line in week_before] == []
    assert [line.second for line in coming_dates(office.anju, NOW)] == [
        "Somebody is looked for"
    ]
    assert [(line.title, line.kind) for line in now] == [("Meeting", "soon")]
    assert coming_dates(office.sunita, NOW) == ()


# ---- at once, and killed


def searched() -> tuple[Office, Hearing]:
    office = make_office()
    row = begun(office, a_case(office), Track.CIVIL)
    hearing = a_date(office, row, local(30, 11))
    cannot(office.anju, hearing)
    return office, hearing


def test_of_two_who_say_yes_in_the_same_moment_one_goes(at_once: AtOnce) -> None:
    office, hearing = searched()

    raised = at_once(
        *(
            lambda who=who: take_date(actor=who, hearing=hearing, at=NOW)
            for who in (office.anju, office.binita)
        )
    )

    assert [type(one) for one in raised] == [SomebodyGoes]
    assert len(goes(hearing)) == 1


def test_a_press_and_a_telephone_in_the_same_moment_send_one(at_once: AtOnce) -> None:
    office, hearing = searched()
    last_day = local(29, 12)
    sweep(at=last_day)
    reference = Substitute.objects.get().alert

    def by_phone() -> None:
        accepted(reference=reference, person="binita", at=last_day)
        sweep(at=last_day)

    raised = at_once(
        lambda: take_date(actor=office.anju, hearing=hearing, at=last_day), by_phone
    )

    sweep(at=last_day)
    assert {type(one) for one in raised} <= {SomebodyGoes}
    assert goes(hearing) == [AttorneyAlert.objects.get().closed_by]


def test_going_instead_is_kept_whole_or_not_at_all(at_once: AtOnce) -> None:
    office, hearing = searched()
    deaths = 0

    for _number in killed_everywhere(
        lambda: take_date(actor=office.binita, hearing=hearing, at=NOW)
    ):
        deaths += 1
        open_ones = Substitute.objects.filter(ended_at=None).count()
        assert (goes(hearing), open_ones) in {0: [([], 1)], 1: [(["binita"], 0)]}[
            len(goes(hearing))
        ]

    assert deaths > 5
    assert goes(hearing) == ["binita"]


def test_a_search_that_goes_on_never_falls_asleep(at_once: AtOnce) -> None:
    searched()
    later = local(29, 12)

    for number in killed_everywhere(lambda: sweep(at=later)):
        row = Substitute.objects.get()
        alerts = AttorneyAlert.objects.count()
        assert row.due_at is not None, number
        assert (bool(row.alert), alerts) in {(False, 0), (True, 1)}

    assert AttorneyAlert.objects.count() == 1
