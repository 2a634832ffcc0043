"""What a phone seals, the team opens; the browser's own modules run in node."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from payung.engines.sealed import (
    Envelope,
    RecordSecret,
    Refused,
    StreamReader,
    Suite,
    TeamKeys,
    UserSeed,
    Wrap,
    WrapKind,
    _context,
    _padding,
    draft_key,
    from_text,
    open_field,
    primitives,
    sign_team_key,
    team_keys,
    to_text,
    unwrap,
    user_keys,
)


ROOT = Path(__file__).parents[3]
SUNITA = user_keys(UserSeed(kem=b"\x01" * 32, sign=b"\x02" * 32))
GROUPS = {
    "identity": {"survivor/name": "Not Her Name"},
    "contact": {},
    "story": {"story/what": "ထိန်းသိမ်း · আটক · थुनामा " * 40},
    "details": {"perp[1]/badge": "1234"},
}
SIZES = [0, 1, 65_536, 65_537, 200_000]


def node(*arguments: str, given: str = "") -> str:
    program = shutil.which("node")
    assert program, "node is not installed; tools/set_up.sh or apt-get install nodejs"
    ran = subprocess.run(
        [program, *arguments],
        cwd=ROOT,
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def team_of(suite: Suite) -> TeamKeys:
    return team_keys("team-np", epoch=3, seed=b"\x01" * 32, suite=suite)


@cache
def sealed_on_the_phone(suite: Suite) -> Any:
    public = team_of(suite).public
    signed = sign_team_key(public, by="sunita", signer=SUNITA)
    asked = {
        "team": {
            "team": "team-np",
            "epoch": 3,
            "kem": to_text(public.kem),
            "by": "sunita",
            "signature": to_text(signed.signature),
            "verify": to_text(SUNITA.public.verify),
            "fingerprint": " ".join(public.fingerprint()),
        },
        "groups": GROUPS,
        "sizes": SIZES,
        "draft_key": to_text(draft_key(SUNITA.seed)),
        "draft": "half a story",
    }
    script = "tests/js/sealed/seal_for_python.mjs"
    return json.loads(node(script, given=json.dumps(asked)))


def opened_secret(suite: Suite) -> RecordSecret:
    report = sealed_on_the_phone(suite)["report"]
    wrap = Wrap(
        kind=WrapKind.TO_PUBLIC_KEY,
        record=report["record"],
        team=report["team"],
        epoch=report["epoch"],
        data=from_text(report["wrap"]),
    )
    wrap.check()
    return unwrap(wrap, team_of(suite))


@pytest.mark.parametrize("suite", Suite)
@pytest.mark.parametrize("group", GROUPS)
def test_the_team_reads_what_a_phone_sealed(suite: Suite, group: str) -> None:
    report = sealed_on_the_phone(suite)["report"]
    envelope = Envelope.read_text(report["sealed"][group])

    text = open_field(opened_secret(suite), f"report.{group}", envelope)

    assert json.loads(text) == GROUPS[group]


def test_another_team_does_not_read_what_a_phone_sealed() -> None:
    report = sealed_on_the_phone(Suite.XWING)["report"]
    other = team_keys("team-np", epoch=3, seed=b"\x09" * 32)

    with pytest.raises(Refused):
        unwrap(
            Wrap(
                kind=WrapKind.TO_PUBLIC_KEY,
                record=report["record"],
                team="team-np",
                epoch=3,
                data=from_text(report["wrap"]),
            ),
            other,
        )


@pytest.mark.parametrize("size", SIZES)
def test_the_team_plays_a_film_a_phone_sealed(size: int) -> None:
    files = sealed_on_the_phone(Suite.XWING)["attachments"]
    data = next(from_text(file["sealed"]) for file in files if file["size"] == size)

    reader = StreamReader(opened_secret(Suite.XWING), f"a-{size}", io.BytesIO(data))

    assert b"".join(reader) == bytes(at * 7 % 251 for at in range(size))


def test_a_draft_is_sealed_as_the_format_page_says() -> None:
    sealed = from_text(sealed_on_the_phone(Suite.XWING)["draft"])

    about = _context.context("draft", "d-1")
    opened = primitives.open_box(draft_key(SUNITA.seed), sealed, about)

    assert _padding.unpad(opened) == b"half a story"


def test_the_browsers_modules_pass_their_own_tests() -> None:
    files = sorted(str(path) for path in (ROOT / "tests/js/sealed").glob("*.test.mjs"))

    printed = node("--test", "--test-reporter=tap", *files)

    assert files
    assert "# fail 0" in printed
