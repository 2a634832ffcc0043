"""A team's seed reaches a member through another member's hands only."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.engines.sealed import (
    Refused,
    Suite,
    UserSeed,
    accept_grant,
    check_team_key,
    index_token,
    index_tokens,
    make_grant,
    match_token,
    new_team_keys,
    sign_team_key,
    team_keys,
    user_keys,
)


SUNITA = user_keys(UserSeed(kem=b"\x01" * 32, sign=b"\x02" * 32))
MAYA = user_keys(UserSeed(kem=b"\x03" * 32, sign=b"\x04" * 32))
OUTSIDER = user_keys(UserSeed(kem=b"\x05" * 32, sign=b"\x06" * 32))
TEAM = team_keys("team-np", epoch=3, seed=b"\x01" * 32)
GRANT = make_grant(TEAM, member="maya", public=MAYA.public, by="sunita", granter=SUNITA)


def accepted(grant=GRANT, member=MAYA, granter=SUNITA, public=TEAM.public):
    return accept_grant(
        grant, member=member, granter_verify=granter.public.verify, public=public
    )


def test_a_granted_member_holds_the_teams_keys() -> None:
    keys = accepted()

    assert keys.seed == TEAM.seed
    assert keys.record_wrap == TEAM.record_wrap
    assert keys.public == TEAM.public


def test_a_grant_opens_for_nobody_else() -> None:
    with pytest.raises(Refused):
        accepted(member=OUTSIDER)


def test_a_grant_the_named_granter_did_not_sign_is_refused() -> None:
    with pytest.raises(Refused):
        accepted(granter=OUTSIDER)


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"team": "team-bd"}, id="another team"),
        pytest.param({"epoch": 4}, id="another epoch"),
        pytest.param({"member": "sunita"}, id="another member"),
        pytest.param({"by": "outsider"}, id="another granter"),
        pytest.param({"box": b""}, id="no box"),
        pytest.param({"signature": b""}, id="no signature"),
    ],
)
def test_a_grant_with_anything_changed_is_refused(changed) -> None:
    with pytest.raises(Refused):
        accepted(replace(GRANT, **changed))


@settings(deadline=None, max_examples=60)
@given(where=st.integers(0, len(GRANT.box) - 1), bit=st.integers(0, 7))
def test_a_grant_with_any_bit_flipped_is_refused(where: int, bit: int) -> None:
    box = bytearray(GRANT.box)
    box[where] ^= 1 << bit

    with pytest.raises(Refused):
        accepted(replace(GRANT, box=bytes(box)))


def test_an_outsider_cannot_grant_a_seed_of_her_own_making() -> None:
    hers = new_team_keys("team-np", epoch=3)
    grant = make_grant(
        hers, member="maya", public=MAYA.public, by="sunita", granter=SUNITA
    )

    with pytest.raises(Refused):
        accepted(grant)


def test_a_removed_member_cannot_take_up_the_new_epoch() -> None:
    new = new_team_keys("team-np", epoch=4)
    for_sunita = make_grant(
        new, member="sunita", public=SUNITA.public, by="sunita", granter=SUNITA
    )

    for grant in (for_sunita, GRANT, replace(for_sunita, member="maya")):
        with pytest.raises(Refused):
            accepted(grant, public=new.public)


@pytest.mark.parametrize("suite", Suite)
def test_a_members_word_holds_for_the_key_she_signed(suite: Suite) -> None:
    public = team_keys("team-np", epoch=3, seed=b"\x01" * 32, suite=suite).public
    signed = sign_team_key(public, by="sunita", signer=SUNITA)

    assert check_team_key(signed, verify=SUNITA.public.verify) == public


def test_a_members_word_does_not_hold_for_any_other_key() -> None:
    signed = sign_team_key(TEAM.public, by="sunita", signer=SUNITA)
    other = new_team_keys("team-np", epoch=3).public

    for changed in (
        replace(signed, public=other),
        replace(signed, public=replace(TEAM.public, epoch=4)),
        replace(signed, by="maya"),
    ):
        with pytest.raises(Refused):
            check_team_key(changed, verify=SUNITA.public.verify)
    with pytest.raises(Refused):
        check_team_key(signed, verify=OUTSIDER.public.verify)


def test_every_key_of_a_team_is_a_key_of_its_own() -> None:
    again = team_keys("team-np", epoch=4, seed=b"\x01" * 32)
    keys = [TEAM, again]

    grown = {key.record_wrap for key in keys} | {key.blind_index for key in keys}
    grown |= {key.match for key in keys} | {key.kem.public for key in keys}

    assert len(grown) == 8


def test_a_token_is_the_same_for_the_same_value_in_the_same_field_only() -> None:
    token = index_token(TEAM, "code", "N-0001")
    later = team_keys("team-np", epoch=4, seed=b"\x09" * 32)

    assert len(token) == 16
    assert token == index_token(TEAM, "code", "N-0001")
    assert token != index_token(TEAM, "phone", "N-0001")
    assert token != index_token(TEAM, "code", "N-0002")
    assert token != index_token(later, "code", "N-0001")
    assert token != match_token(TEAM, "code", "N-0001")


def test_field_and_value_never_run_into_one_another() -> None:
    assert index_token(TEAM, "code", "12") != index_token(TEAM, "code1", "2")


def test_tokens_of_a_record_are_computed_anew_for_the_new_epoch() -> None:
    new = team_keys("team-np", epoch=4, seed=b"\x09" * 32)

    tokens = index_tokens(new, [("code", "N-0001"), ("code", "N-0002")])

    assert tokens == (
        index_token(new, "code", "N-0001"),
        index_token(new, "code", "N-0002"),
    )
