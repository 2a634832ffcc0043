"""Where a phone is reached."""

from __future__ import annotations

from datetime import UTC, datetime
from ipaddress import ip_network

import pytest

from payung.gateways.telephone.door.registrar import Binding
from payung.gateways.telephone.door.trunk import Trunk
from payung.gateways.telephone.sip.ways import NoWay, user_at_home, way_to


TRUNK = Trunk(
    host="trunk.example",
    port=5060,
    user="account",
    realm="",
    secret="an-invented-secret",
    register=False,
    expires=60,
    networks=(ip_network("192.0.2.0/24"),),
)


def binding(source: tuple[str, int] | None = None) -> Binding:
    return Binding(
        uri="sip:sunita@10.0.0.7:5062;transport=udp",
        q=1.0,
        expires_at=datetime(2026, 11, 27, tzinfo=UTC),
        call_id="a",
        cseq=1,
        source=source,
    )


def test_a_telephone_number_goes_through_the_trunk_with_its_password() -> None:
    way = way_to("tel:+0005550111", home="payung", trunk=TRUNK)

    assert (way.callee, way.host, way.port) == ("+0005550111", "trunk.example", 5060)
    assert (way.user, way.password) == ("account", "an-invented-secret")


def test_a_sip_address_is_reached_directly_and_never_learns_the_trunks_password() -> (
    None
):
    way = way_to("sip:anju@192.0.2.9:5080", home="payung", trunk=TRUNK)

    assert (way.callee, way.host, way.port) == ("anju", "192.0.2.9", 5080)
    assert (way.user, way.password) == (None, None)


def test_a_phone_of_our_registrar_is_reached_where_it_registered() -> None:
    way = way_to("sip:sunita@payung", home="payung", trunk=None, bindings=[binding()])

    assert (way.host, way.port) == ("10.0.0.7", 5062)
    assert way.uri == "sip:sunita@10.0.0.7:5062;transport=udp"


def test_a_phone_behind_a_router_is_reached_where_its_packets_came_from() -> None:
    bound = binding(source=("203.0.113.5", 40000))

    way = way_to("sip:sunita@payung", home="payung", trunk=None, bindings=[bound])

    assert (way.host, way.port) == ("203.0.113.5", 40000)


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("sip:sunita@payung", id="not registered"),
        pytest.param("tel:+0005550111", id="no trunk"),
        pytest.param("mailto:sunita@payung", id="no telephone"),
        pytest.param("sip:sunita@192.0.2.9:many", id="a port that is no number"),
        pytest.param("", id="nothing"),
    ],
)
def test_who_cannot_be_reached_is_said_without_saying_who(address: str) -> None:
    with pytest.raises(NoWay) as refused:
        way_to(address, home="payung", trunk=None)

    assert "sunita" not in str(refused.value)
    assert "5550111" not in str(refused.value)


def test_a_way_shows_nothing_of_itself() -> None:
    assert repr(way_to("tel:+0005550111", home="payung", trunk=TRUNK)) == "Way()"


def test_a_user_is_ours_only_at_our_own_registrar() -> None:
    assert user_at_home("sip:sunita@payung", home="payung") == "sunita"
    assert user_at_home("sip:sunita@192.0.2.9", home="payung") == ""
    assert user_at_home("tel:+0005550111", home="payung") == ""
