"""Somebody is always named: shift, backup, coordinator, region."""

from __future__ import annotations

from datetime import timedelta

import pytest

from payung.engines.dispatch import Duty, Group
from payung.programme.people.models import Person
from payung.programme.places.packs import pack_of
from payung.programme.standby.grounds import NoSuchArea, nearby, set_grounds
from payung.programme.standby.leaving import say_unreachable
from payung.programme.standby.models import ProvenBy, RosterPeriod
from payung.programme.standby.proofs import proven, reach_of
from payung.programme.standby.queries import (
    NobodyPlanned,
    attorney_groups,
    groups,
    groups_by_area,
    on_duty_now,
    roster_of,
)
from tests.cast import DEWI, MAYA, THEN, Part, account
from tests.programme.standby.conftest import NOW, Office, local, person


def test_by_day_and_by_night_the_two_change_places(
    office: Office, roster: RosterPeriod
) -> None:
    assert on_duty_now("np", Duty.HOTLINE, NOW) == (
        "sunita",
        "operator",
        "maya",
        "regional",
    )
    assert on_duty_now("np", Duty.HOTLINE, local(23, 20))[0] == "operator"


def test_without_a_roster_those_who_lead_are_asked(office: Office) -> None:
    assert on_duty_now("np", Duty.HOTLINE, NOW) == ("maya", "regional")
    with pytest.raises(NobodyPlanned):
        roster_of("np", NOW)


def test_a_country_where_nobody_leads_says_so(db: None) -> None:
    account(DEWI)

    with pytest.raises(NobodyPlanned):
        on_duty_now("id", Duty.HOTLINE, NOW)
    assert groups("id", NOW)[Group.PRIMARY] == ()
    assert groups("id", NOW)[Group.NEARBY] == ("dewi",)


def test_after_the_last_day_those_who_lead_are_asked_again(
    office: Office, roster: RosterPeriod
) -> None:
    assert on_duty_now("np", Duty.ATTORNEY, roster.ends_at) == ("maya", "regional")


def test_a_coordinator_who_has_left_is_followed_by_another(
    office: Office, roster: RosterPeriod
) -> None:
    another = account(Part(handle="kamala", country="np", roles=MAYA.roles))
    Person.objects.filter(handle__in=["maya", "sunita", "operator"]).update(
        is_active=False
    )

    assert on_duty_now("np", Duty.HOTLINE, NOW) == (another.handle, "regional")


def test_a_coordinator_who_is_away_is_asked_behind_another(
    office: Office, roster: RosterPeriod
) -> None:
    account(Part(handle="kamala", country="np", roles=MAYA.roles))

    say_unreachable(actor=office.maya, at=NOW)

    assert groups("np", NOW)[Group.COORDINATOR] == ("kamala", "maya")


def test_every_group_of_calls_is_filled(office: Office, roster: RosterPeriod) -> None:
    now = groups("np", NOW)

    assert now[Group.PRIMARY] == ("sunita",)
    assert now[Group.BACKUP] == ("operator",)
    assert set(now[Group.RING_GROUP]) == {"sunita", "operator", "outsider"}
    assert set(now[Group.NEARBY]) >= {"sunita", "operator", "outsider"}
    assert now[Group.COORDINATOR] == ("maya",)
    assert now[Group.REGIONAL] == ("regional",)


def test_every_group_of_alerts_is_filled(office: Office, roster: RosterPeriod) -> None:
    now = attorney_groups("np", NOW)

    assert now[Group.PRIMARY] == ("anju",)
    assert now[Group.BACKUP] == ("binita",)
    assert now[Group.PANEL] == ("anju", "binita")


def test_without_any_attorney_the_coordinator_is_asked(office: Office) -> None:
    Person.objects.filter(handle__in=["anju", "binita"]).update(is_active=False)

    now = attorney_groups("np", NOW)

    assert now[Group.PRIMARY] == ("maya",)
    assert now[Group.PANEL] == ("maya",)


def test_whose_proof_has_lapsed_stands_behind_the_next_who_is_proven(
    office: Office, roster: RosterPeriod
) -> None:
    proven(person="sunita", by=ProvenBy.CALL, at=NOW - timedelta(hours=5))
    proven(person="operator", by=ProvenBy.SMS, at=NOW - timedelta(hours=1))

    now = groups("np", NOW)

    assert (now[Group.PRIMARY], now[Group.BACKUP]) == (("operator",), ("sunita",))


def test_while_nobody_is_proven_the_order_is_as_planned(
    office: Office, roster: RosterPeriod
) -> None:
    assert groups("np", NOW)[Group.PRIMARY] == ("sunita",)


def test_the_page_can_say_how_long_ago_she_was_reached(
    office: Office, roster: RosterPeriod
) -> None:
    proven(person="sunita", by=ProvenBy.DRILL, at=NOW - timedelta(minutes=23))
    proven(person="operator", by=ProvenBy.TAP, at=NOW - timedelta(hours=9))

    reach = reach_of(["sunita", "operator", "anju"], NOW)

    assert (reach["sunita"].minutes, reach["sunita"].proven) == (23, True)
    assert (reach["operator"].minutes, reach["operator"].proven) == (540, False)
    assert (reach["anju"].minutes, reach["anju"].proven) == (None, False)


def test_whoever_is_near_is_asked_first_and_better_far_than_nobody(
    office: Office, roster: RosterPeriod
) -> None:
    area = pack_of("np").areas[0].code
    other = pack_of("np").areas[1].code
    for handle, where in (("sunita", area), ("outsider", other)):
        set_grounds(actor=office.maya, person=person(handle), areas=[where], at=THEN)

    found = groups_by_area("np", local(23, 9), ["", area, "nowhere"])

    # Those on shift are asked in any case; of the others only who is near.
    assert "sunita" in found[area][Group.NEARBY]
    assert "outsider" in found[""][Group.NEARBY]
    assert set(found[""][Group.NEARBY]) == set(found["nowhere"][Group.NEARBY])


def test_the_bands_are_in_it_then_beside_it() -> None:
    areas = pack_of("np").areas
    top = [area for area in areas if not area.parent]
    inside = [area for area in areas if area.parent == top[0].code]
    grounds = {
        "in": frozenset({inside[0].code}),
        "above": frozenset({top[0].code}),
        "beside": frozenset({inside[1].code}),
        "far": frozenset({top[1].code}),
    }

    found = nearby(
        ["far", "beside", "above", "in"], inside[0].code, areas=areas, grounds=grounds
    )

    assert found == ("above", "in", "beside")


def test_a_place_that_is_not_in_the_folder_is_refused(office: Office) -> None:
    with pytest.raises(NoSuchArea):
        set_grounds(
            actor=office.sunita, person=person("sunita"), areas=["moon"], at=THEN
        )
