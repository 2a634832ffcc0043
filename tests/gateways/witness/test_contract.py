"""What every witness promises: tried on the fake and on an authority of openssl."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from payung.engines.sealed import Refused, certificates_in
from payung.gateways.witness import (
    Authority,
    FakeWitness,
    NoStamp,
    NotWitnessed,
    UnknownAuthority,
    Witness,
    stamped_at,
)
from payung.gateways.witness.authority import NoAddress
from tests.gateways.witness.time_authority import Clock, make_clock, openssl, serving


LISTED = b"payung digest list 1\nan invented one\n"
AT = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A witness, how to take it away, and what it saw of what it was asked."""

    witness: Witness
    take_away: Callable[[], object]
    saw: Callable[[], bytes]


@pytest.fixture(scope="module")
def clock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clock]:
    with serving(make_clock(tmp_path_factory.mktemp("clock"))) as made:
        yield made


@pytest.fixture
def authority(clock: Clock) -> Iterator[Authority]:
    vouchers = clock.root.read_bytes()
    yield Authority(name="ours", address=clock.address, vouchers=vouchers)
    clock.status, clock.spoil = 200, None
    clock.asked.clear()


@pytest.fixture(params=["fake", "openssl"])
def asked(request: pytest.FixtureRequest) -> Asked:
    if request.param == "fake":
        fake = FakeWitness(clock=lambda: AT)
        return Asked(
            witness=fake,
            take_away=lambda: setattr(fake, "reachable", False),
            saw=lambda: "".join(fake.digests).encode(),
        )
    clock: Clock = request.getfixturevalue("clock")
    return Asked(
        witness=request.getfixturevalue("authority"),
        take_away=lambda: setattr(clock, "status", 503),
        saw=lambda: b"".join(clock.asked),
    )


def test_a_stamp_names_a_moment_in_utc_and_a_token(asked: Asked) -> None:
    stamp = asked.witness.stamp(LISTED)

    assert stamp.token
    assert stamp.at.utcoffset() == timedelta(0)


def test_a_witness_never_sees_the_text(asked: Asked) -> None:
    asked.witness.stamp(LISTED)

    assert asked.saw()
    assert b"invented" not in asked.saw()


def test_a_witness_out_of_reach_says_so_in_a_code(asked: Asked) -> None:
    asked.take_away()

    with pytest.raises(NotWitnessed) as refused:
        asked.witness.stamp(LISTED)

    assert refused.value.why in {"not_reached", "no_answer"}
    assert "invented" not in str(refused.value)


def test_a_stamp_shows_nothing_of_its_token(asked: Asked) -> None:
    assert "token" not in repr(asked.witness.stamp(LISTED))


def test_openssl_accepts_the_token_for_the_text_and_for_no_other(
    authority: Authority, clock: Clock
) -> None:
    stamp = authority.stamp(LISTED)

    (clock.folder / "ours.tsr").write_bytes(stamp.token)
    (clock.folder / "ours.txt").write_bytes(LISTED)
    said = openssl(
        "ts -verify -in ours.tsr -data ours.txt -CAfile root.pem", clock.folder
    )
    assert "Verification: OK" in said
    (clock.folder / "ours.txt").write_bytes(LISTED + b"!")
    with pytest.raises(AssertionError):
        openssl("ts -verify -in ours.tsr -data ours.txt -CAfile root.pem", clock.folder)


def test_a_request_holds_the_digest_a_nonce_and_asks_for_the_certificate(
    authority: Authority, clock: Clock
) -> None:
    authority.stamp(LISTED)

    [request] = clock.asked
    (clock.folder / "seen.tsq").write_bytes(request)
    said = openssl("ts -query -in seen.tsq -text", clock.folder)
    assert "Policy OID: unspecified" in said
    assert "Certificate required: yes" in said
    assert "Nonce: 0x" in said
    assert hashlib.sha256(LISTED).digest() in request


def test_two_stamps_of_one_text_are_asked_for_with_two_nonces(
    authority: Authority, clock: Clock
) -> None:
    authority.stamp(LISTED)
    authority.stamp(LISTED)

    assert clock.asked[0] != clock.asked[1]


def test_an_old_answer_is_not_taken_for_a_new_one(
    authority: Authority, clock: Clock
) -> None:
    old = authority.stamp(LISTED).token
    clock.spoil = lambda _answer: old

    with pytest.raises(NotWitnessed) as refused:
        authority.stamp(LISTED)

    assert refused.value.why == "another_answer"


def test_a_clock_that_our_root_does_not_vouch_for_is_not_believed(
    clock: Clock, tmp_path: Path
) -> None:
    other = make_clock(tmp_path / "other").root.read_bytes()
    authority = Authority(name="ours", address=clock.address, vouchers=other)

    with pytest.raises(NotWitnessed) as refused:
        authority.stamp(LISTED)

    assert refused.value.why == "unknown_signer"


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        pytest.param(lambda _said: b"<html>later</html>", "no_stamp", id="a page"),
        pytest.param(lambda _said: b"", "no_stamp", id="nothing"),
        pytest.param(lambda said: said[:-9], "no_stamp", id="half an answer"),
        pytest.param(lambda said: said + bytes(70_000), "too_long", id="too much"),
        pytest.param(
            lambda _said: bytes.fromhex("30053003020102"), "refused", id="a refusal"
        ),
    ],
)
def test_what_is_no_stamp_is_refused_whatever_it_is(
    authority: Authority, clock: Clock, spoil: Callable[[bytes], bytes], why: str
) -> None:
    clock.spoil = spoil

    with pytest.raises(NotWitnessed) as refused:
        authority.stamp(LISTED)

    assert refused.value.why == why


def test_a_redirect_is_not_followed(authority: Authority, clock: Clock) -> None:
    clock.status = 302

    with pytest.raises(NotWitnessed):
        authority.stamp(LISTED)

    assert len(clock.asked) == 1


def test_nobody_at_an_address_is_not_reached(clock: Clock) -> None:
    vouchers = clock.root.read_bytes()
    closed = Authority(name="ours", address="http://127.0.0.1:9/", vouchers=vouchers)

    with pytest.raises(NotWitnessed) as refused:
        closed.stamp(LISTED)

    assert refused.value.why == "not_reached"


@pytest.mark.parametrize(
    "address", ["", "ftp://127.0.0.1/", "https:///", "http://user:word@127.0.0.1/"]
)
def test_an_address_that_cannot_be_asked_is_refused(clock: Clock, address: str) -> None:
    vouchers = clock.root.read_bytes()

    with pytest.raises(NoAddress):
        Authority(name="ours", address=address, vouchers=vouchers)


def test_an_authority_that_nobody_vouches_for_is_refused(clock: Clock) -> None:
    with pytest.raises(Refused):
        Authority(name="ours", address=clock.address, vouchers=b"no certificate")


def test_a_stamp_is_checked_later_without_asking_anybody(
    authority: Authority, clock: Clock, tmp_path: Path
) -> None:
    stamp = authority.stamp(LISTED)
    known = certificates_in(clock.root.read_bytes())
    strangers = certificates_in(make_clock(tmp_path / "other").root.read_bytes())

    assert stamped_at(stamp.token, LISTED, roots=known) == stamp.at
    with pytest.raises(NoStamp):
        stamped_at(stamp.token, LISTED + b"!", roots=known)
    with pytest.raises(NoStamp):
        stamped_at(b"something else", LISTED, roots=known)
    with pytest.raises(UnknownAuthority):
        stamped_at(stamp.token, LISTED, roots=strangers)
    with pytest.raises(UnknownAuthority):
        stamped_at(stamp.token, LISTED, roots=())
