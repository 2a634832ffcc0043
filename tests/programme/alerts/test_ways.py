"""How people are reached is sealed, spelled in one way, and hers to change."""

from __future__ import annotations

import pytest

from payung.programme.alerts.machine import forget
from payung.programme.alerts.models import Way, WayKind
from payung.programme.alerts.queries import own_ways, without_ways
from payung.programme.alerts.spelling import NoAddress
from payung.programme.alerts.ways import (
    AddedAlready,
    LineIsShut,
    NoSuchWay,
    add_way,
    address_of,
    end_way,
    way_for,
    ways_of,
    whose_address,
)
from payung.programme.people.access import NotHerRole
from payung.programme.people.models import Person
from tests.programme.alerts.conftest import NOW, SUNITAS, Office, way_of


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        pytest.param(
            WayKind.CALL, "+1 202 555-0143", "tel:+12025550143", id="spaces are nothing"
        ),
        pytest.param(
            WayKind.SMS, "+१ २०२ ५५५ ०१४३", "tel:+12025550143", id="digits of Nepal"
        ),
        pytest.param(
            WayKind.WHATSAPP,
            "0012025550143",
            "whatsapp:+12025550143",
            id="dialled from abroad",
        ),
        pytest.param(
            WayKind.CALL, "sip:maya@10.0.0.7", "sip:maya@10.0.0.7", id="a SIP phone"
        ),
        pytest.param(WayKind.TELEGRAM, "555010012", "telegram:555010012", id="a chat"),
    ],
)
def test_an_address_is_kept_in_one_spelling(
    office: Office, kind: WayKind, typed: str, kept: str
) -> None:
    way = add_way(actor=office.outsider, kind=kind, address=typed, at=NOW)

    assert address_of(Way.objects.get(pk=way.pk)) == kept


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        pytest.param(WayKind.CALL, "12", id="too short"),
        pytest.param(WayKind.SMS, "sip:maya@10.0.0.7", id="no SMS to a SIP phone"),
        pytest.param(WayKind.CALL, "sip:maya@10.0.0.7;x=y", id="more than an address"),
        pytest.param(WayKind.TELEGRAM, "@somebody", id="a name is no chat"),
        pytest.param(WayKind.CALL, "", id="nothing"),
    ],
)
def test_what_cannot_be_called_is_refused_without_repeating_it(
    office: Office, kind: WayKind, typed: str
) -> None:
    with pytest.raises(NoAddress) as refused:
        add_way(actor=office.sunita, kind=kind, address=typed, at=NOW)

    assert refused.value.field == "address"
    assert not typed or typed not in refused.value.sentence + str(refused.value)


def test_no_column_holds_the_number(office: Office) -> None:
    way = way_of("sunita", WayKind.CALL)

    kept = [bytes(way.address.data), bytes(way.token), str(vars(way)).encode()]

    assert all(b"5550101" not in part for part in kept)


def test_the_same_way_twice_is_refused(office: Office) -> None:
    with pytest.raises(AddedAlready):
        add_way(actor=office.sunita, kind=WayKind.SMS, address=SUNITAS, at=NOW)


def test_nothing_is_added_while_the_line_is_shut(office: Office) -> None:
    forget("np")

    with pytest.raises(LineIsShut):
        add_way(actor=office.sunita, kind=WayKind.SIGNAL, address=SUNITAS, at=NOW)


def test_an_ended_way_is_forgotten_and_can_be_added_again(office: Office) -> None:
    ended = end_way(actor=office.sunita, way=way_of("sunita", WayKind.SMS), at=NOW)

    add_way(actor=office.sunita, kind=WayKind.SMS, address=SUNITAS, at=NOW)

    kept = Way.objects.get(pk=ended.pk)
    assert kept.address is None
    assert bytes(kept.token) == b""
    assert len(ways_of(["sunita"])["sunita"]) == 2


def test_a_coordinator_adds_for_others_and_a_paralegal_does_not(
    office: Office,
) -> None:
    outsider = Person.objects.get(handle="outsider")
    number = "+12025550177"

    with pytest.raises(NotHerRole):
        add_way(
            actor=office.sunita,
            kind=WayKind.CALL,
            address=number,
            person=outsider,
            at=NOW,
        )
    add_way(
        actor=office.maya, kind=WayKind.CALL, address=number, person=outsider, at=NOW
    )

    assert len(ways_of(["outsider"])["outsider"]) == 1


def test_the_way_of_somebody_else_is_not_there_for_her(office: Office) -> None:
    way = way_of("sunita", WayKind.CALL)

    with pytest.raises(NoSuchWay):
        way_for(office.outsider, way.pk)

    assert way_for(office.sunita, way.pk) == way
    assert way_for(office.maya, way.pk) == way


def test_a_closed_account_has_no_ways(office: Office) -> None:
    Person.objects.filter(handle="sunita").update(is_active=False)

    assert ways_of(["sunita", "maya"])["sunita"] == ()
    assert whose_address(f"tel:{SUNITAS}") is None


def test_only_she_reads_her_own_addresses(office: Office) -> None:
    lines = own_ways(office.sunita)

    assert [line.address for line in lines] == [f"tel:{SUNITAS}"] * 2
    assert own_ways(office.outsider) == ()


def test_who_cannot_be_told_anything_is_listed(office: Office) -> None:
    assert without_ways(["sunita", "outsider", "anju"]) == ("outsider",)
