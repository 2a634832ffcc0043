"""An alert reaches an attorney: asked rung by rung, for ever, until a person says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from payung.engines.dispatch import Alert, AlertEvent, News, alert_step, raise_alert
from payung.programme.alerts.models import Message, Way
from payung.programme.journal.models import Entry
from payung.programme.people.access import NotHerRole
from payung.programme.people.actors import Actor
from payung.programme.standby.access import NoSuchAlert, alert_for
from payung.programme.standby.alerts import (
    NoReason,
    NotNow,
    RaisedAlready,
    accept_alert,
    accepted,
    alert_of,
    close_alert,
    hand_back,
    raise_attorney_alert,
    say_spoken,
)
from payung.programme.standby.models import (
    AlertEnding,
    AttorneyAlert,
    AttorneyAlertEvent,
    HandBackReason,
    RosterPeriod,
)
from payung.programme.standby.sweeping import sweep, sweep_alerts
from tests.cast import DONOR, RINA, account, as_actor
from tests.programme.standby.conftest import NOW, Office, local, make_office, published


AtOnce = Callable[..., list[BaseException]]


def raised(actor: Actor, about: str = "NP-26-H-1") -> AttorneyAlert:
    return raise_attorney_alert(actor=actor, about=about, at=NOW)


def asked() -> list[str]:
    """Return who is still asked to take it, in order of name."""
    rows = Message.objects.filter(saying="take", state="waiting")
    return sorted(set(rows.values_list("way__person__handle", flat=True)))


def minutes(number: int) -> timedelta:
    return timedelta(minutes=number)


def test_the_attorney_on_standby_is_asked_at_once(
    office: Office, roster: RosterPeriod
) -> None:
    alert = raised(office.sunita)

    assert alert.reference == "NP-26-A-000001"
    assert asked() == ["anju"]
    assert alert.due_at == NOW + minutes(15)


def test_the_ladder_goes_on_for_ever(office: Office, roster: RosterPeriod) -> None:
    raised(office.sunita)

    rungs = []
    for minute in range(15, 76, 5):
        Message.objects.all().delete()
        sweep_alerts(at=NOW + minutes(minute))
        rungs.append((minute, asked()))

    assert [rung for rung in rungs if rung[1]] == [
        (15, ["binita"]),
        (30, ["anju", "binita"]),
        (45, ["maya"]),
        (50, ["maya"]),
        (55, ["maya"]),
        (60, ["maya"]),
        (65, ["maya"]),
        (70, ["maya"]),
        (75, ["maya"]),
    ]


def test_the_first_has_it_and_everybody_else_is_told_to_stop(
    office: Office, roster: RosterPeriod
) -> None:
    alert = raised(office.sunita)
    sweep_alerts(at=NOW + minutes(15))

    accept_alert(actor=office.binita, alert=alert, at=NOW + minutes(16))

    alert.refresh_from_db()
    assert (alert.state, alert.attorney) == ("accepted", "binita")
    assert asked() == []
    taken = Message.objects.filter(saying="taken")
    assert {one.way.person.handle for one in taken} == {"sunita"}


def test_who_comes_second_is_told_that_it_is_taken(
    office: Office, roster: RosterPeriod
) -> None:
    alert = raised(office.sunita)
    accept_alert(actor=office.anju, alert=alert, at=NOW + minutes(1))

    late = accepted(reference=alert.reference, person="binita", at=NOW + minutes(2))

    taken = Message.objects.filter(saying="taken", way__person__handle="binita")
    assert late is not None
    assert late.attorney == "anju"
    assert taken.count() == 1


def test_pressing_one_twice_is_pressing_it_once(
    office: Office, roster: RosterPeriod
) -> None:
    alert = raised(office.sunita)

    for second in (1, 2):
        accepted(
            reference=alert.reference,
            person="anju",
            at=NOW + timedelta(seconds=second),
        )

    events = AttorneyAlertEvent.objects.filter(alert=alert, event="accepted")
    assert events.count() == 1


def test_handing_back_needs_a_reason_and_asks_the_next(
    office: Office, roster: RosterPeriod
) -> None:
    alert = raised(office.sunita)
    accept_alert(actor=office.anju, alert=alert, at=NOW + minutes(1))

    with pytest.raises(NoReason):
        hand_back(actor=office.anju, alert=alert, reason=None, at=NOW + minutes(2))
    hand_back(
        actor=office.anju,
        alert=alert,
        reason=HandBackReason.TOO_FAR,
        at=NOW + minutes(2),
    )

    assert asked() == ["binita"]
    looks = Message.objects.filter(saying="look", about=alert.reference)
    assert {one.way.person.handle for one in looks} == {"maya"}


def test_only_who_has_it_says_that_she_has_spoken(
    office: Office, roster: RosterPeriod
) -> None:
    alert = raised(office.sunita)
    accept_alert(actor=office.anju, alert=alert, at=NOW + minutes(1))

    with pytest.raises(NotNow):
        say_spoken(actor=office.binita, alert=alert, at=NOW + minutes(5))
    spoken = say_spoken(actor=office.anju, alert=alert, at=NOW + minutes(20))

    assert spoken.state == "spoken"


def test_silence_after_accepting_reminds_her_and_asks_the_next_lawyer(
    office: Office, roster: RosterPeriod
) -> None:
    alert = raised(office.sunita)
    accept_alert(actor=office.anju, alert=alert, at=NOW + minutes(1))

    sweep(at=NOW + minutes(45))

    said = Message.objects.filter(about=alert.reference)
    told = {(one.saying, one.way.person.handle) for one in said}
    assert {("remind", "anju"), ("look", "maya"), ("take", "binita")} <= told
    alert.refresh_from_db()
    assert (alert.state, alert.attorney) == ("ringing", "")


def test_only_a_person_closes_it_and_says_how(
    office: Office, roster: RosterPeriod
) -> None:
    alert = raised(office.sunita)

    with pytest.raises(NoReason):
        close_alert(actor=office.sunita, alert=alert, reason=None, at=NOW)
    closed = close_alert(
        actor=office.sunita,
        alert=alert,
        reason=AlertEnding.RELEASED,
        at=NOW + minutes(3),
    )
    sweep_alerts(at=NOW + minutes(600))

    assert (closed.state, closed.closed_by) == ("closed", "sunita")
    assert asked() == []


def test_a_second_alert_about_the_same_names_the_first(
    office: Office, roster: RosterPeriod
) -> None:
    first = raised(office.sunita)

    with pytest.raises(RaisedAlready) as refused:
        raised(office.maya)
    other = raised(office.maya, about="NP-26-H-2")

    assert refused.value.reference == first.reference
    assert other.reference == "NP-26-A-000002"


def test_after_it_is_closed_another_may_be_raised(
    office: Office, roster: RosterPeriod
) -> None:
    alert = raised(office.sunita)
    close_alert(actor=office.sunita, alert=alert, reason=AlertEnding.MISTAKE, at=NOW)

    assert raised(office.sunita).reference == "NP-26-A-000002"


def test_where_nobody_of_a_rung_can_be_told_the_coordinator_is(
    office: Office, roster: RosterPeriod
) -> None:
    Way.objects.filter(person__handle="anju").update(ended_at=NOW)

    raised(office.sunita)

    looks = Message.objects.filter(saying="look", about="NP-26-A-000001")
    assert {one.way.person.handle for one in looks} == {"maya"}


def test_without_any_roster_the_coordinator_is_asked(office: Office) -> None:
    raised(office.sunita)

    assert asked() == ["maya"]


def test_a_donor_raises_no_alert_and_another_country_sees_none(
    office: Office, roster: RosterPeriod
) -> None:
    alert = raised(office.sunita)
    donor, rina = as_actor(account(DONOR)), as_actor(account(RINA))

    with pytest.raises(NotHerRole):
        raised(donor)
    for stranger in (donor, rina):
        with pytest.raises(NoSuchAlert):
            alert_for(stranger, alert.reference)
    assert alert_for(office.outsider, alert.reference) == alert


def test_a_paralegal_does_not_take_what_is_for_attorneys(
    office: Office, roster: RosterPeriod
) -> None:
    alert = raised(office.sunita)

    with pytest.raises(NotHerRole):
        accept_alert(actor=office.sunita, alert=alert, at=NOW)


def test_an_answer_to_no_alert_is_nothing(office: Office) -> None:
    assert accepted(reference="NP-26-H-1", person="anju", at=NOW) is None


def test_the_log_replays_to_the_alert(office: Office, roster: RosterPeriod) -> None:
    alert = raised(office.sunita)
    sweep_alerts(at=NOW + minutes(15))
    accept_alert(actor=office.binita, alert=alert, at=NOW + minutes(16))
    hand_back(
        actor=office.binita,
        alert=alert,
        reason=HandBackReason.UNWELL,
        at=NOW + minutes(17),
    )
    accept_alert(actor=office.anju, alert=alert, at=NOW + minutes(20))
    say_spoken(actor=office.anju, alert=alert, at=NOW + minutes(30))

    replayed, _pages = raise_alert(alert.reference, raiser="sunita", at=NOW)
    for event in alert.events.exclude(event="raised").order_by("number"):
        reason = "unwell" if event.event == "handed_back" else ""
        replayed, _effects = alert_step(
            replayed,
            News(
                event=AlertEvent(event.event),
                at=event.at,
                person=event.person,
                reason=reason,
            ),
        )

    alert.refresh_from_db()
    kept: Alert = alert_of(alert)
    assert replayed == kept


def test_deeds_of_people_stand_in_the_journal_and_what_is_due_does_not(
    office: Office, roster: RosterPeriod
) -> None:
    alert = raised(office.sunita)
    sweep_alerts(at=NOW + minutes(15))
    accepted(reference=alert.reference, person="binita", at=NOW + minutes(16))

    entries = Entry.objects.filter(subject=alert.reference)
    assert list(entries.values_list("kind", "actor")) == [
        ("alert.raised", "sunita"),
        ("alert.moved", "binita"),
    ]


def test_of_many_who_accept_in_the_same_moment_one_has_it(at_once: AtOnce) -> None:
    office = make_office()
    published(office)
    alert = raised(office.sunita)

    raised_ = at_once(
        *[
            lambda who=who: accepted(
                reference=alert.reference, person=who, at=NOW + minutes(1)
            )
            for who in ("anju", "binita", "maya", "operator")
        ]
    )

    alert.refresh_from_db()
    events = alert.events.filter(event="accepted").order_by("number")
    taken = Message.objects.filter(saying="taken", way__person__handle__in=["anju"])
    assert raised_ == []
    assert events.count() == 4
    assert alert.attorney == events[0].person
    assert alert.version == 4
    assert taken.exists() == (alert.attorney != "anju")


def test_two_who_raise_the_same_in_the_same_moment_raise_one(
    at_once: AtOnce,
) -> None:
    office = make_office()
    published(office)

    raised_ = at_once(lambda: raised(office.sunita), lambda: raised(office.maya))

    assert [type(one) for one in raised_] == [RaisedAlready]
    assert AttorneyAlert.objects.count() == 1


def test_two_sweepers_climb_one_rung(at_once: AtOnce) -> None:
    office = make_office()
    published(office)
    alert = raised(office.sunita)

    raised_ = at_once(*[lambda: sweep(at=NOW + minutes(15))] * 3)

    alert.refresh_from_db()
    assert raised_ == []
    assert (alert.rung, alert.version) == (1, 1)


def test_what_is_due_is_found_after_a_long_silence(
    office: Office, roster: RosterPeriod
) -> None:
    alert = raised(office.sunita)

    sweep_alerts(at=local(24, 9))

    alert.refresh_from_db()
    assert (alert.rung, alert.due_at) == (1, local(24, 9) + minutes(15))
