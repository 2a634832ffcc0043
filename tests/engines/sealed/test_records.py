"""A record's key is kept for one team, one epoch and one record."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.engines.sealed import (
    RecordSecret,
    Refused,
    Suite,
    TeamPublic,
    Wrap,
    WrapKind,
    new_record_secret,
    team_keys,
    unwrap,
    wrap_for_team,
    wrap_within_team,
)


TEAM = team_keys("team-np", epoch=3, seed=b"\x01" * 32)
OTHER = team_keys("team-bd", epoch=3, seed=b"\x02" * 32)
PLAIN_P256 = team_keys("team-np", epoch=3, seed=b"\x01" * 32, suite=Suite.P256)
SECRET = RecordSecret(record="r-1", key=b"\x07" * 32)

WRAPS = [
    pytest.param(TEAM, wrap_for_team(SECRET, TEAM.public), id="to the public key"),
    pytest.param(PLAIN_P256, wrap_for_team(SECRET, PLAIN_P256.public), id="suite 2"),
    pytest.param(TEAM, wrap_within_team(SECRET, TEAM), id="within the team"),
]


@pytest.mark.parametrize(("keys", "wrap"), WRAPS)
def test_the_team_unwraps_what_was_wrapped_for_it(keys, wrap) -> None:
    assert unwrap(wrap, keys) == SECRET


@pytest.mark.parametrize(("keys", "wrap"), WRAPS)
@pytest.mark.parametrize(
    "elsewhere",
    [
        pytest.param({"record": "r-2"}, id="another record"),
        pytest.param({"team": "team-bd"}, id="another team's name"),
        pytest.param({"epoch": 4}, id="another epoch's number"),
        pytest.param({"data": b""}, id="no bytes"),
    ],
)
def test_a_wrap_moved_elsewhere_is_refused(keys, wrap, elsewhere) -> None:
    with pytest.raises(Refused):
        unwrap(replace(wrap, **elsewhere), keys)


@pytest.mark.parametrize(("keys", "wrap"), WRAPS)
def test_a_wrap_called_by_the_other_kind_is_refused(keys, wrap) -> None:
    (other,) = set(WrapKind) - {wrap.kind}

    with pytest.raises(Refused):
        unwrap(replace(wrap, kind=other), keys)


@pytest.mark.parametrize(("keys", "wrap"), WRAPS)
def test_another_team_is_refused(keys, wrap) -> None:
    with pytest.raises(Refused):
        unwrap(wrap, OTHER)


@pytest.mark.parametrize(("keys", "wrap"), WRAPS)
@settings(max_examples=60, deadline=None)
@given(where=st.integers(min_value=0), bit=st.integers(0, 7))
def test_a_wrap_with_any_bit_flipped_is_refused(keys, wrap, where, bit) -> None:
    data = bytearray(wrap.data)
    data[where % len(data)] ^= 1 << bit

    with pytest.raises(Refused):
        unwrap(replace(wrap, data=bytes(data)), keys)


@pytest.mark.parametrize(("keys", "wrap"), WRAPS)
def test_intake_knows_a_wrap_by_its_shape_without_a_key(keys, wrap: Wrap) -> None:
    wrap.check()

    for bad in (wrap.data[:-1], wrap.data + b"\x00", b"\x09" + wrap.data[1:], b""):
        with pytest.raises(Refused):
            replace(wrap, data=bad).check()


@given(kem=st.binary(max_size=80))
def test_a_public_key_that_is_none_is_refused(kem: bytes) -> None:
    with pytest.raises(Refused):
        wrap_for_team(SECRET, TeamPublic(team="t", epoch=1, kem=kem))


def test_two_records_never_share_a_key() -> None:
    assert new_record_secret("r-1").key != new_record_secret("r-1").key


def test_a_wrap_shows_only_kind_and_length() -> None:
    assert repr(wrap_within_team(SECRET, TEAM)) == "<Wrap S 61 bytes>"
    assert repr(wrap_for_team(SECRET, TEAM.public)) == "<Wrap P 1169 bytes>"
