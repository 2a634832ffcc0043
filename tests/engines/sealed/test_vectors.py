"""The test vectors of docs/reference/envelope.md, as Python opens them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from payung.engines.sealed import (
    Envelope,
    Grant,
    PassphraseBox,
    RecordSecret,
    Refused,
    SignedTeamKey,
    Stretch,
    Suite,
    TeamPublic,
    UserSeed,
    Wrap,
    WrapKind,
    _context,
    _padding,
    _streams,
    accept_grant,
    check_team_key,
    draft_key,
    from_text,
    index_token,
    match_token,
    open_field,
    open_user_seed,
    primitives,
    resume_session,
    session_lookup,
    team_keys,
    to_text,
    unwrap,
    user_keys,
)


SPEC = Path(__file__).parents[2] / "spec" / "sealed"


def vectors(name: str) -> Any:
    return json.loads((SPEC / f"{name}.json").read_text())


TEXT, KEYS, RECORDS = vectors("text"), vectors("keys"), vectors("records")


def test_contexts() -> None:
    for spec in TEXT["contexts"]:
        made = _context.context(spec["label"], *spec["names"])

        assert made.hex() == spec["hex"]


def test_hidden_lengths_and_padding() -> None:
    for length, hidden in TEXT["padme"]:
        assert _padding.padme(length) == hidden
    for spec in TEXT["padded"]:
        assert _padding.pad(spec["text"].encode()).hex() == spec["hex"]
        assert _padding.unpad(bytes.fromhex(spec["hex"])).decode() == spec["text"]


def test_base64url_has_one_spelling_only() -> None:
    for spec in TEXT["base64url"]:
        assert to_text(bytes.fromhex(spec["hex"])) == spec["text"]
        assert from_text(spec["text"]).hex() == spec["hex"]
    for text in TEXT["not_base64url"]:
        with pytest.raises(Refused):
            from_text(text)


def test_a_users_keys() -> None:
    spec = KEYS["user"]
    seed = UserSeed.from_bytes(bytes.fromhex(spec["seed"]))

    public = user_keys(seed).public

    assert to_text(public.kem) == spec["kem"]
    assert to_text(public.verify) == spec["verify"]
    assert " ".join(public.fingerprint()) == spec["fingerprint"]
    assert to_text(draft_key(seed)) == spec["draft_key"]


@pytest.mark.parametrize(
    "spec", KEYS["teams"], ids=lambda spec: f"suite {spec['suite']}"
)
def test_a_teams_keys(spec: Any) -> None:
    keys = team_keys(
        spec["team"],
        epoch=spec["epoch"],
        seed=bytes.fromhex(spec["seed"]),
        suite=Suite(spec["suite"]),
    )
    signed = SignedTeamKey(
        public=keys.public, by=spec["by"], signature=from_text(spec["signature"])
    )

    assert to_text(keys.public.kem) == spec["kem"]
    assert keys.record_wrap.hex() == spec["record_wrap"]
    assert keys.blind_index.hex() == spec["blind_index"]
    assert keys.match.hex() == spec["match"]
    assert " ".join(keys.public.fingerprint()) == spec["fingerprint"]
    assert index_token(keys, "code", "N-0001").hex() == spec["index_token"]
    assert match_token(keys, "badge", "1234").hex() == spec["match_token"]
    assert check_team_key(signed, verify=from_text(spec["verify"])) == keys.public


@pytest.mark.parametrize(
    "spec", KEYS["grants"], ids=lambda spec: f"suite {spec['suite']}"
)
def test_grants(spec: Any) -> None:
    seed = UserSeed.from_bytes(bytes.fromhex(spec["member_seed"]))
    grant = Grant(
        team=spec["team"],
        epoch=spec["epoch"],
        member=spec["member"],
        by=spec["by"],
        box=from_text(spec["box"]),
        signature=from_text(spec["signature"]),
    )

    keys = accept_grant(
        grant,
        member=user_keys(seed, suite=Suite(spec["suite"])),
        granter_verify=from_text(spec["granter_verify"]),
        public=TeamPublic(
            team=spec["team"], epoch=spec["epoch"], kem=from_text(spec["team_kem"])
        ),
    )

    assert keys.seed.hex() == spec["team_seed"]


def test_passphrases() -> None:
    for spec in KEYS["passphrases"]:
        box = PassphraseBox(
            salt=bytes.fromhex(spec["salt"]),
            stretch=Stretch(
                memory_kib=spec["memory_kib"],
                passes=spec["passes"],
                lanes=spec["lanes"],
            ),
            box=from_text(spec["box"]),
        )

        seed = open_user_seed(box, spec["passphrase"], user=spec["user"])

        assert seed.to_bytes().hex() == spec["seed"]


def test_sessions() -> None:
    spec = KEYS["session"]
    cookie = bytes.fromhex(spec["cookie"])

    seed = resume_session(cookie, from_text(spec["box"]), user=spec["user"])

    assert session_lookup(cookie).hex() == spec["lookup"]
    assert seed.to_bytes().hex() == spec["seed"]


SECRET = RecordSecret(record=RECORDS["record"], key=bytes.fromhex(RECORDS["key"]))


@pytest.mark.parametrize(
    "spec", RECORDS["wraps"], ids=lambda s: f"{s['kind']}{s['suite']}"
)
def test_wraps(spec: Any) -> None:
    keys = team_keys(
        RECORDS["team"],
        epoch=RECORDS["epoch"],
        seed=bytes.fromhex(RECORDS["team_seed"]),
        suite=Suite(spec["suite"]),
    )
    wrap = Wrap(
        kind=WrapKind(spec["kind"]),
        record=RECORDS["record"],
        team=RECORDS["team"],
        epoch=RECORDS["epoch"],
        data=from_text(spec["wrap"]),
    )

    assert unwrap(wrap, keys) == SECRET


def test_envelopes() -> None:
    for spec in RECORDS["envelopes"]:
        envelope = Envelope.read_text(spec["envelope"])

        assert open_field(SECRET, spec["field"], envelope) == spec["text"]


def test_drafts() -> None:
    spec = RECORDS["draft"]

    about = _context.context("draft", spec["draft"])
    opened = primitives.open_box(
        from_text(spec["key"]), from_text(spec["sealed"]), about
    )

    assert _padding.unpad(opened).decode() == spec["text"]


@pytest.mark.parametrize("spec", RECORDS["streams"], ids=lambda s: f"{s['size']} bytes")
def test_streams(spec: Any) -> None:
    plain = bytes(at * 7 % 251 for at in range(spec["size"]))
    salt = bytes.fromhex(spec["salt"])

    whole = b"".join(
        _streams.salted_stream(SECRET, spec["attachment"], [plain], salt=salt)
    )

    assert len(whole) == spec["sealed_size"]
    assert hashlib.sha256(whole).hexdigest() == spec["sealed_sha256"]
