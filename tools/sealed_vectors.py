"""Write the test vectors of docs/reference/envelope.md that Python and JavaScript run.

    python tools/sealed_vectors.py

Keys grow from fixed seeds; what is sealed holds fresh nonces, so every run writes
other bytes that open to the same text. Run it only when a format changes, together
with a new suite byte or label: old vectors that no longer open are a broken promise.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from payung.engines import sealed
from payung.engines.sealed import _context, _padding, _streams, primitives


FOLDER = Path(__file__).resolve().parent.parent / "tests/spec/sealed"
TEAM = "f3a1c5de-0000-4000-8000-000000000001"
RECORD = "0b9e6c2e-7a4d-4b6e-9f11-2d6a5a1c0e77"
KEY = bytes(range(32))
STORY = "ထိန်းသိမ်းခံရသည် · আটক · थुनामा"


def text() -> dict[str, Any]:
    """Return vectors that need no key: contexts, padding, base64url."""
    contexts: list[tuple[str, list[str | int]]] = [
        ("field", [RECORD, "report.story"]),
        ("wrap-P", [RECORD, TEAM, 3]),
        ("x", []),
    ]
    lengths = [1, 64, 65, 100, 128, 129, 1000, 1500, 4097, 65_537, 1_000_001]
    return {
        "contexts": [
            {
                "label": label,
                "names": names,
                "hex": _context.context(label, *names).hex(),
            }
            for label, names in contexts
        ],
        "padme": [[length, _padding.padme(length)] for length in lengths],
        "padded": [
            {"text": words, "hex": _padding.pad(words.encode()).hex()}
            for words in ["", "yes", STORY]
        ],
        "base64url": [
            {"hex": data.hex(), "text": sealed.to_text(data)}
            for data in [b"", b"\x00", b"\xfb\xff", b"\xfb\xff\xfe"]
        ],
        "not_base64url": ["A", "AB", "AA==", "A+A/", "AA A", "é"],
    }


def keys() -> dict[str, Any]:
    """Return vectors of people's and teams' keys, grants, passphrases and sessions."""
    giver = sealed.UserSeed(kem=b"\x01" * 32, sign=b"\x02" * 32)
    taker = sealed.UserSeed(kem=b"\x03" * 32, sign=b"\x04" * 32)
    return {
        "user": _user(giver),
        "teams": [_team(suite, sealed.user_keys(giver)) for suite in sealed.Suite],
        "grants": [_grant(suite, giver, taker) for suite in sealed.Suite],
        "passphrases": [
            _passphrase(giver, stretch)
            for stretch in (sealed.CHEAP_STRETCH, sealed.STRETCH)
        ],
        "session": _session(giver),
    }


def _user(seed: sealed.UserSeed) -> dict[str, Any]:
    public = sealed.user_keys(seed).public
    return {
        "seed": seed.to_bytes().hex(),
        "kem": sealed.to_text(public.kem),
        "verify": sealed.to_text(public.verify),
        "fingerprint": " ".join(public.fingerprint()),
        "draft_key": sealed.to_text(sealed.draft_key(seed)),
    }


def _team(suite: sealed.Suite, signer: sealed.UserKeys) -> dict[str, Any]:
    team = sealed.team_keys(TEAM, epoch=3, seed=KEY, suite=suite)
    signed = sealed.sign_team_key(team.public, by=17, signer=signer)
    return {
        "suite": int(suite),
        "team": TEAM,
        "epoch": 3,
        "seed": KEY.hex(),
        "kem": sealed.to_text(team.public.kem),
        "record_wrap": team.record_wrap.hex(),
        "blind_index": team.blind_index.hex(),
        "match": team.match.hex(),
        "fingerprint": " ".join(team.public.fingerprint()),
        "by": 17,
        "verify": sealed.to_text(signer.public.verify),
        "signature": sealed.to_text(signed.signature),
        "index_token": sealed.index_token(team, "code", "N-0001").hex(),
        "match_token": sealed.match_token(team, "badge", "1234").hex(),
    }


def _grant(
    suite: sealed.Suite, giver: sealed.UserSeed, taker: sealed.UserSeed
) -> dict[str, Any]:
    team = sealed.team_keys(TEAM, epoch=3, seed=KEY)
    member = sealed.user_keys(taker, suite=suite)
    granter = sealed.user_keys(giver)
    grant = sealed.make_grant(
        team, member=18, public=member.public, by=17, granter=granter
    )
    return {
        "suite": int(suite),
        "member_seed": taker.to_bytes().hex(),
        "granter_verify": sealed.to_text(granter.public.verify),
        "team": TEAM,
        "epoch": 3,
        "member": 18,
        "by": 17,
        "box": sealed.to_text(grant.box),
        "signature": sealed.to_text(grant.signature),
        "team_kem": sealed.to_text(team.public.kem),
        "team_seed": KEY.hex(),
    }


def _passphrase(seed: sealed.UserSeed, stretch: sealed.Stretch) -> dict[str, Any]:
    box = sealed.seal_user_seed(seed, "नमस्ते दिदी", user=17, stretch=stretch)
    return {
        "user": 17,
        "passphrase": "नमस्ते दिदी",
        "salt": box.salt.hex(),
        "memory_kib": stretch.memory_kib,
        "passes": stretch.passes,
        "lanes": stretch.lanes,
        "box": sealed.to_text(box.box),
        "seed": seed.to_bytes().hex(),
    }


def _session(seed: sealed.UserSeed) -> dict[str, Any]:
    session = sealed.new_session(seed, user=17)
    return {
        "user": 17,
        "cookie": session.cookie.hex(),
        "lookup": session.row.lookup.hex(),
        "box": sealed.to_text(session.row.box),
        "seed": seed.to_bytes().hex(),
    }


def records() -> dict[str, Any]:
    """Return vectors of record wraps, envelopes, drafts and attachments."""
    secret = sealed.RecordSecret(record=RECORD, key=KEY)
    return {
        "record": RECORD,
        "key": KEY.hex(),
        "team": TEAM,
        "epoch": 3,
        "team_seed": KEY.hex(),
        "wraps": _wraps(secret),
        "envelopes": [
            {
                "field": "report.story",
                "text": words,
                "envelope": sealed.seal_field(secret, "report.story", words).to_text(),
            }
            for words in ["", "{}", STORY, "x" * 1500]
        ],
        "draft": _draft("draft-7"),
        "streams": [_stream(secret, size) for size in [0, 1, 65_536, 65_537, 200_000]],
    }


def _wraps(secret: sealed.RecordSecret) -> list[dict[str, Any]]:
    teams = [
        sealed.team_keys(TEAM, epoch=3, seed=KEY, suite=suite) for suite in sealed.Suite
    ]
    made = [(team, sealed.wrap_for_team(secret, team.public)) for team in teams]
    made.append((teams[0], sealed.wrap_within_team(secret, teams[0])))
    return [
        {
            "suite": int(team.kem.suite),
            "kind": wrap.kind.value,
            "wrap": sealed.to_text(wrap.data),
        }
        for team, wrap in made
    ]


def _draft(draft: str) -> dict[str, Any]:
    about = _context.context("draft", draft)
    box = primitives.seal_box(KEY, _padding.pad(STORY.encode()), about)
    return {
        "key": sealed.to_text(KEY),
        "draft": draft,
        "text": STORY,
        "sealed": sealed.to_text(box),
    }


def _stream(secret: sealed.RecordSecret, size: int) -> dict[str, Any]:
    """Return a file whose byte number i is i * 7 mod 251, sealed under a fixed salt."""
    plain = bytes(at * 7 % 251 for at in range(size))
    salt = b"\x05" * 16
    whole = b"".join(_streams.salted_stream(secret, "a-1", [plain], salt=salt))
    return {
        "attachment": "a-1",
        "size": size,
        "salt": salt.hex(),
        "sealed_size": len(whole),
        "sealed_sha256": hashlib.sha256(whole).hexdigest(),
    }


def main() -> None:
    """Write the three files."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, vectors in (("text", text()), ("keys", keys()), ("records", records())):
        written = json.dumps(vectors, indent=1, ensure_ascii=False) + "\n"
        (FOLDER / f"{name}.json").write_text(written)


if __name__ == "__main__":
    main()
