"""Which attorneys are asked about an alert: near ones first, never one with a conflict."""

from __future__ import annotations

from datetime import timedelta

import pytest

from payung.engines.dispatch import AlertState, Group
from payung.programme.alerts.models import Message
from payung.programme.journal.models import Entry
from payung.programme.people.access import NotHerRole
from payung.programme.people.models import Person
from payung.programme.standby.alerts import (
    Matter,
    StepsAside,
    accept_alert,
    accepted,
    close_alert,
    hand_back,
    raise_attorney_alert,
    say_spoken,
)
from payung.programme.standby.models import AlertEnding, AttorneyAlert, HandBackReason
from payung.programme.standby.on_call import on_call
from payung.programme.standby.panel.asking import asked_for
from payung.programme.standby.panel.voice_contact import voice_by_month, voice_contact
from payung.programme.standby.panel_models import Conflict
from payung.programme.standby.panel_pages.deeds import (
    Gives,
    NotAReference,
    leave_panel,
    step_aside,
)
from payung.programme.standby.sweeping import sweep_alerts
from tests.programme.standby.conftest import NOW, Office, person, published
from tests.programme.standby.panel.conftest import gives


CALL, CASE = "NP-26-H-000001", "NP-26-000123"
BAGMATI, KOSHI = "NP-P3", "NP-P1"


def minutes(number: int) -> timedelta:
    return timedelta(minutes=number)


def raised(office: Office, **matter: str) -> AttorneyAlert:
    about = Matter(**{"about": CALL, **matter})
    return raise_attorney_alert(actor=office.sunita, about=about, at=NOW)


def asked_at(alert: AttorneyAlert, group: Group) -> tuple[str, ...]:
    return asked_for(alert, on_call("np", NOW).attorney_groups(), at=NOW)[group]


def speaks(office: Office, handle: str, *languages: str, courts: str = "") -> None:
    given = Gives(
        languages=languages,
        courts=(courts,) if courts else (),
        most_a_week=21,
        rest_hours=0,
    )
    gives(office, handle, given)


def told_to_take() -> list[str]:
    rows = Message.objects.filter(saying="take", state="waiting")
    return sorted(set(rows.values_list("way__person__handle", flat=True)))


def go_on(alert: AttorneyAlert) -> AttorneyAlert:
    alert.refresh_from_db()
    assert alert.due_at is not None
    sweep_alerts(at=alert.due_at)
    alert.refresh_from_db()
    return alert


@pytest.mark.usefixtures("panel")
def test_of_the_panel_those_whose_courts_are_near_come_first_then_the_language(
    office: Office,
) -> None:
    speaks(office, "anju", "en", courts=KOSHI)
    speaks(office, "binita", "en", courts=BAGMATI)
    speaks(office, "chameli", "ne", courts=KOSHI)
    speaks(office, "devika", "ne", courts=BAGMATI)

    alert = raised(office, area=BAGMATI, language="ne")

    assert asked_at(alert, Group.PANEL) == ("devika", "binita", "chameli", "anju")


@pytest.mark.usefixtures("panel")
def test_without_a_place_the_language_alone_says_who_comes_first(
    office: Office,
) -> None:
    for handle in ("anju", "binita", "chameli"):
        speaks(office, handle, "en")
    speaks(office, "devika", "ne")

    alert = raised(office, language="ne")

    assert asked_at(alert, Group.PANEL) == ("devika", "anju", "binita", "chameli")


def test_an_attorney_with_a_conflict_is_on_no_rung(office: Office) -> None:
    published(office)
    step_aside(actor=office.anju, about=CALL, at=NOW)

    alert = raised(office)

    groups = asked_for(alert, on_call("np", NOW).attorney_groups(), at=NOW)
    assert all("anju" not in handles for handles in groups.values())
    assert groups[Group.PRIMARY] == ("binita",)
    assert told_to_take() == ["binita"]


def test_a_conflict_in_the_case_counts_for_an_alert_about_its_call(
    office: Office,
) -> None:
    published(office)
    step_aside(actor=office.anju, about=CASE.lower(), at=NOW)

    raised(office, also_about=CASE)

    assert told_to_take() == ["binita"]


def test_where_every_attorney_steps_aside_those_who_coordinate_are_asked(
    office: Office,
) -> None:
    published(office)
    for actor in (office.anju, office.binita):
        step_aside(actor=actor, about=CALL, at=NOW)

    alert = raised(office)

    assert told_to_take() == ["maya"]
    for _rung in range(8):
        alert = go_on(alert)
        assert alert.state == AlertState.RINGING
        assert told_to_take() == ["maya"]


def test_who_is_off_the_panel_is_not_asked_by_it(
    office: Office, panel: list[Person]
) -> None:
    leave_panel(actor=office.maya, person=person("chameli"), until=NOW, at=NOW)

    alert = raised(office)

    assert asked_at(alert, Group.PANEL) == ("anju", "binita", "devika")


def test_with_a_conflict_she_cannot_take_it_by_the_page_or_by_phone(
    office: Office,
) -> None:
    published(office)
    alert = raised(office)
    step_aside(actor=office.binita, about=CALL, at=NOW)

    with pytest.raises(StepsAside):
        accept_alert(actor=office.binita, alert=alert, at=NOW)
    by_phone = accepted(reference=alert.reference, person="binita", at=NOW)

    assert by_phone is not None
    assert by_phone.state == AlertState.RINGING
    assert by_phone.attorney == ""


def test_given_back_for_a_conflict_it_goes_on_and_never_comes_back_to_her(
    office: Office,
) -> None:
    published(office)
    alert = accept_alert(actor=office.anju, alert=raised(office), at=NOW)

    hand_back(
        actor=office.anju,
        alert=alert,
        reason=HandBackReason.CONFLICT,
        at=NOW + minutes(5),
    )

    alert.refresh_from_db()
    assert (alert.state, alert.rung) == (AlertState.RINGING, 1)
    for _rung in range(6):
        alert = go_on(alert)
        assert "anju" not in told_to_take()
        assert told_to_take()


def test_given_back_because_it_is_too_far_she_may_be_asked_again(
    office: Office,
) -> None:
    published(office)
    alert = accept_alert(actor=office.anju, alert=raised(office), at=NOW)

    hand_back(actor=office.anju, alert=alert, reason=HandBackReason.TOO_FAR, at=NOW)
    alert = go_on(alert)

    assert "anju" in told_to_take()
    assert not Conflict.objects.exists()


def test_stepping_aside_gives_back_what_she_has_about_it(office: Office) -> None:
    published(office)
    accept_alert(actor=office.anju, alert=raised(office), at=NOW)

    step_aside(actor=office.anju, about=CALL, at=NOW + minutes(3))

    alert = AttorneyAlert.objects.get()
    assert (alert.state, alert.attorney) == (AlertState.RINGING, "")


def test_a_reference_is_taken_whether_there_is_such_a_case_or_not(
    office: Office,
) -> None:
    step_aside(actor=office.anju, about="NP-26-999999", at=NOW)

    assert Conflict.objects.get().about == "NP-26-999999"
    entries = [str(entry.__dict__) for entry in Entry.objects.all()]
    assert not any("999999" in entry for entry in entries)


def test_what_is_no_reference_is_refused(office: Office) -> None:
    with pytest.raises(NotAReference) as refusal:
        step_aside(actor=office.anju, about="the woman from Thamel", at=NOW)

    assert refusal.value.field == "about"


def test_only_an_attorney_steps_aside(office: Office) -> None:
    for actor in (office.sunita, office.maya, office.outsider):
        with pytest.raises(NotHerRole):
            step_aside(actor=actor, about=CALL, at=NOW)


def test_voice_contact_is_measured_from_the_call_for_help_to_spoken(
    office: Office,
) -> None:
    published(office)
    alert = accept_alert(actor=office.anju, alert=raised(office), at=NOW + minutes(9))

    waiting = voice_contact(alert, at=NOW + minutes(44))
    late = voice_contact(alert, at=NOW + minutes(46))
    say_spoken(actor=office.anju, alert=alert, at=NOW + minutes(45))
    kept = voice_contact(alert, at=NOW + minutes(50))

    assert (waiting.in_time, waiting.target_at) == (None, NOW + minutes(45))
    assert late.in_time is False
    assert (kept.in_time, kept.took) == (True, minutes(45))


def test_handed_back_and_spoken_by_another_it_still_counts_from_the_first_call(
    office: Office,
) -> None:
    published(office)
    alert = accept_alert(actor=office.anju, alert=raised(office), at=NOW)
    hand_back(
        actor=office.anju, alert=alert, reason=HandBackReason.BUSY, at=NOW + minutes(20)
    )
    alert = accept_alert(actor=office.binita, alert=alert, at=NOW + minutes(30))
    say_spoken(actor=office.binita, alert=alert, at=NOW + minutes(50))

    found = voice_contact(alert, at=NOW + minutes(60))

    assert (found.in_time, found.took) == (False, minutes(50))


def test_a_month_counts_those_in_time_of_those_in_which_one_was_wanted(
    office: Office,
) -> None:
    published(office)
    for number, spoke in ((1, 30), (2, 60)):
        alert = raised(office, about=f"NP-26-H-00000{number}")
        accept_alert(actor=office.anju, alert=alert, at=NOW)
        say_spoken(actor=office.anju, alert=alert, at=NOW + minutes(spoke))
    raised(office, about="NP-26-H-000003")
    mistake = raised(office, about="NP-26-H-000004")
    close_alert(actor=office.sunita, alert=mistake, reason=AlertEnding.MISTAKE, at=NOW)

    [month] = voice_by_month("np", at=NOW + minutes(120))

    assert month.first.isoformat() == "2026-11-01"
    assert (month.share.numerator, month.share.denominator) == (1, 3)
    assert voice_by_month("np", at=NOW + minutes(44)) == ()
    assert voice_by_month("bd", at=NOW + minutes(120)) == ()
