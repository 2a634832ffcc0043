"""A person's keys: her passphrase, her session, her six words."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.engines.sealed import (
    CHEAP_STRETCH,
    STRETCH,
    Refused,
    Stretch,
    UserSeed,
    draft_key,
    new_record_secret,
    new_session,
    new_team_keys,
    new_user_seed,
    open_user_seed,
    refuse_slowly,
    resume_session,
    seal_user_seed,
    session_lookup,
    user_keys,
)


SUNITA = UserSeed(kem=b"\x01" * 32, sign=b"\x02" * 32)
DEWI = UserSeed(kem=b"\x03" * 32, sign=b"\x04" * 32)


@settings(deadline=None, max_examples=50)
@given(passphrase=st.text(max_size=60))
def test_the_right_passphrase_opens_and_any_other_is_refused(passphrase: str) -> None:
    box = seal_user_seed(SUNITA, passphrase, user=1, stretch=CHEAP_STRETCH)

    assert open_user_seed(box, passphrase, user=1) == SUNITA
    with pytest.raises(Refused):
        open_user_seed(box, passphrase + " ", user=1)


def test_a_box_copied_into_another_account_is_refused() -> None:
    box = seal_user_seed(SUNITA, "umbrella", user=1, stretch=CHEAP_STRETCH)

    with pytest.raises(Refused):
        open_user_seed(box, "umbrella", user=2)


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"salt": b"\x00" * 16}, id="another salt"),
        pytest.param({"salt": b""}, id="no salt"),
        pytest.param({"box": b""}, id="no box"),
        pytest.param(
            {"stretch": Stretch(memory_kib=16, passes=1, lanes=1)}, id="other memory"
        ),
        pytest.param(
            {"stretch": Stretch(memory_kib=2**31, passes=1, lanes=1)},
            id="memory that would stall the machine",
        ),
        pytest.param(
            {"stretch": Stretch(memory_kib=8, passes=0, lanes=1)}, id="no pass at all"
        ),
    ],
)
def test_a_box_with_anything_changed_is_refused(changed: dict[str, object]) -> None:
    box = seal_user_seed(SUNITA, "umbrella", user=1, stretch=CHEAP_STRETCH)

    with pytest.raises(Refused):
        open_user_seed(replace(box, **changed), "umbrella", user=1)


def test_people_get_the_dear_parameters_unless_told_otherwise() -> None:
    assert Stretch(memory_kib=65_536, passes=3, lanes=1) == STRETCH
    assert seal_user_seed(SUNITA, "umbrella", user=1).stretch == STRETCH


def test_an_unknown_user_is_refused_like_a_known_one() -> None:
    with pytest.raises(Refused):
        refuse_slowly("umbrella", stretch=CHEAP_STRETCH)


def test_a_session_resumes_from_both_halves() -> None:
    session = new_session(SUNITA, user=1)

    assert session.row.lookup == session_lookup(session.cookie)
    assert resume_session(session.cookie, session.row.box, user=1) == SUNITA


def test_one_half_of_a_session_opens_nothing() -> None:
    hers, another = new_session(SUNITA, user=1), new_session(SUNITA, user=1)

    for cookie in (another.cookie, hers.row.lookup, b"", bytes(32)):
        with pytest.raises(Refused):
            resume_session(cookie, hers.row.box, user=1)


def test_a_session_row_moved_to_another_user_is_refused() -> None:
    session = new_session(SUNITA, user=1)

    with pytest.raises(Refused):
        resume_session(session.cookie, session.row.box, user=2)


def test_six_words_name_a_key_and_change_with_it() -> None:
    hers = user_keys(SUNITA).public
    forged = replace(hers, verify=user_keys(DEWI).public.verify)

    assert len(hers.fingerprint()) == 6
    assert hers.fingerprint() == user_keys(SUNITA).public.fingerprint()
    assert hers.fingerprint() != forged.fingerprint()


def test_the_draft_key_is_the_persons_own_and_no_part_of_her_seed() -> None:
    assert draft_key(SUNITA) == draft_key(SUNITA)
    assert draft_key(SUNITA) != draft_key(DEWI)
    assert draft_key(SUNITA) not in SUNITA.to_bytes()


@pytest.mark.parametrize(
    "secret",
    [
        SUNITA,
        user_keys(SUNITA),
        new_team_keys("t", epoch=1),
        new_record_secret("r"),
        new_session(SUNITA, user=1),
    ],
    ids=lambda secret: type(secret).__name__,
)
def test_a_secret_shows_nothing_and_is_never_written_down(secret: object) -> None:
    assert repr(secret) == f"<{type(secret).__name__}>"
    assert f"{secret}" == repr(secret)
    with pytest.raises(TypeError):
        pickle.dumps(secret)


def test_a_refusal_never_says_why() -> None:
    assert str(Refused()) == "This could not be opened."


def test_two_new_seeds_differ() -> None:
    assert new_user_seed() != new_user_seed()
