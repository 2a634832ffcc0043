"""Digest authentication, against the RFCs' examples and other people's programs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from types import MappingProxyType

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sippy.SipAuthorization import SipAuthorization
from sippy.SipWWWAuthenticate import SipWWWAuthenticate

from payung.gateways.telephone.door.digest import (
    Account,
    Algorithm,
    CannotAnswer,
    DigestGuard,
    Standing,
    Verdict,
    answer,
    ha1,
    response,
)
from payung.gateways.telephone.door.digest_header import (
    NotDigest,
    quoted,
    read_digest,
    write_digest,
)


THEN = datetime(2026, 11, 22, 11, 30, tzinfo=UTC)
KEY = b"\x21" * 32
REALM = "hotline"
URI = "sip:127.0.0.1"
PASSWORD = 'a pass "word" with \\ signs'


def kept(user: str, password: str) -> Account:
    return Account(
        md5=ha1(Algorithm.MD5, user=user, realm=REALM, password=password),
        sha256=ha1(Algorithm.SHA256, user=user, realm=REALM, password=password),
    )


ACCOUNTS: Mapping[str, Account] = MappingProxyType(
    {"desk-1": kept("desk-1", PASSWORD), "desk-2": kept("desk-2", "another")}
)
ONLY_MD5: Mapping[str, Account] = MappingProxyType(
    {"desk-1": Account(md5=ACCOUNTS["desk-1"].md5)}
)


def guard(
    accounts: Mapping[str, Account] = ACCOUNTS, *, most: int = 10_000
) -> DigestGuard:
    return DigestGuard(REALM, KEY, accounts, most=most)


def said_by(
    challenges: tuple[str, ...],
    *,
    user: str = "desk-1",
    password: str = PASSWORD,
    method: str = "REGISTER",
    count: int = 1,
) -> str:
    return answer(
        challenges,
        user=user,
        password=password,
        method=method,
        uri=URI,
        cnonce="0a4f113b",
        count=count,
    )


def checked(guard: DigestGuard, header: str, *, at: datetime = THEN) -> Verdict:
    return guard.check(header, method="REGISTER", uri=URI, at=at)


ACCEPTED = Verdict(standing=Standing.ACCEPTED, user="desk-1")
STALE = Verdict(standing=Standing.STALE, user="desk-1")
REFUSED = Verdict(standing=Standing.REFUSED)


# ---- the examples that the RFCs print


def test_the_example_of_rfc_2617_section_3_5() -> None:
    challenge = (
        'Digest realm="testrealm@host.com", qop="auth,auth-int",'
        ' nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093",'
        ' opaque="5ccc069c403ebaf9f0171e9517f40e41"'
    )

    said = read_digest(
        answer(
            [challenge],
            user="Mufasa",
            password="Circle Of Life",
            method="GET",
            uri="/dir/index.html",
            cnonce="0a4f113b",
        )
    )

    assert said == {
        "username": "Mufasa",
        "realm": "testrealm@host.com",
        "nonce": "dcd98b7102dd2f0e8b11d0f600bfb0c093",
        "uri": "/dir/index.html",
        "qop": "auth",
        "nc": "00000001",
        "cnonce": "0a4f113b",
        "response": "6629fae49393a05397450978507c4ef1",
        "opaque": "5ccc069c403ebaf9f0171e9517f40e41",
    }


@pytest.mark.parametrize(
    ("algorithm", "expected"),
    [
        (Algorithm.MD5, "8ca523f5e9506fed4657c9700eebdbec"),
        (
            Algorithm.SHA256,
            "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
        ),
    ],
)
def test_the_examples_of_rfc_7616_section_3_9_1(
    algorithm: Algorithm, expected: str
) -> None:
    hash_kept = ha1(
        algorithm,
        user="Mufasa",
        realm="http-auth@example.org",
        password="Circle of Life",
    )

    proof = response(
        algorithm,
        kept=hash_kept,
        method="GET",
        uri="/dir/index.html",
        nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
        count="00000001",
        cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
    )

    assert proof == expected


def test_without_quality_it_is_what_rfc_2069_said() -> None:
    # The erratum of RFC 2069, section 2.4, corrects the printed value to this one.
    hash_kept = ha1(
        Algorithm.MD5,
        user="Mufasa",
        realm="testrealm@host.com",
        password="CircleOfLife",
    )

    proof = response(
        Algorithm.MD5,
        kept=hash_kept,
        method="GET",
        uri="/dir/index.html",
        nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093",
    )

    assert proof == "1949323746fe6a43ef61f9606e7febea"


# ---- against other programs


@pytest.mark.parametrize("which", [0, 1], ids=["SHA-256", "MD5"])
def test_httpx_is_let_in_with_the_right_password(which: int) -> None:
    challenged = guard().challenges(at=THEN)[which]

    with_right = httpx_says(challenged, password=PASSWORD.replace('"', ""))
    with_wrong = httpx_says(challenged, password="guessed")

    let_in = DigestGuard(
        REALM, KEY, {"desk-1": kept("desk-1", PASSWORD.replace('"', ""))}
    )
    assert let_in.check(with_wrong, method="GET", uri="/x", at=THEN) == REFUSED
    assert let_in.check(with_right, method="GET", uri="/x", at=THEN) == ACCEPTED


def test_httpx_counts_up_and_is_let_in_each_time() -> None:
    doors = guard()
    challenge, *_ = doors.challenges(at=THEN)
    client = httpx.DigestAuth("desk-1", PASSWORD)

    verdicts = [
        doors.check(
            httpx_says(challenge, auth=client, again=again),
            method="GET",
            uri="/x",
            at=THEN,
        )
        for again in (False, True, True)
    ]

    assert verdicts == [ACCEPTED, ACCEPTED, ACCEPTED]


@pytest.mark.parametrize("algorithm", ["MD5", "SHA-256"])
@pytest.mark.parametrize("qop", [None, "auth"])
def test_sippy_as_a_phone_is_let_in_with_the_right_password(
    algorithm: str, qop: str | None
) -> None:
    doors = guard()
    which = {"SHA-256": 0, "MD5": 1}[algorithm]
    challenge = SipWWWAuthenticate(body=doors.challenges(at=THEN)[which])
    challenge.parse()

    right = challenge.genAuthHF("desk-1", PASSWORD, "REGISTER", URI, qop=qop)
    wrong = challenge.genAuthHF("desk-1", "guessed", "REGISTER", URI, qop=qop)

    # sippy writes a realm and a user into quotes as they are; these need no escape.
    assert checked(doors, str(wrong)) == REFUSED
    assert checked(doors, str(right)) == ACCEPTED


@pytest.mark.parametrize("algorithm", [None, "MD5", "SHA-256"])
def test_sippy_as_an_operator_lets_us_in(algorithm: str | None) -> None:
    challenge = SipWWWAuthenticate(realm="operator.example", algorithm=algorithm)
    said = answer(
        [str(challenge)],
        user="account",
        password="trunk secret",
        method="INVITE",
        uri="sip:0005550100@operator.example",
        cnonce="5c9d",
    )

    found = SipAuthorization(body=said)

    assert found.verify("trunk secret", "INVITE")
    assert not found.verify("another secret", "INVITE")
    assert not found.verify("trunk secret", "REGISTER")


def httpx_says(
    challenge: str,
    *,
    password: str = "",
    auth: httpx.DigestAuth | None = None,
    again: bool = False,
) -> str:
    """Return what httpx answers to a challenge, or says by itself the next time."""
    auth = auth or httpx.DigestAuth("desk-1", password)
    request = httpx.Request("GET", "http://127.0.0.1/x")
    flow = auth.sync_auth_flow(request)
    first = next(flow)
    if not again:
        refusal = httpx.Response(
            401, headers={"WWW-Authenticate": challenge}, request=request
        )
        first = flow.send(refusal)
    said: str = first.headers["Authorization"]
    return said


# ---- the guard


def test_the_stronger_algorithm_is_offered_first() -> None:
    algorithms = [
        read_digest(each)["algorithm"] for each in guard().challenges(at=THEN)
    ]

    assert algorithms == ["SHA-256", "MD5"]


def test_an_algorithm_no_account_has_a_hash_for_is_not_offered() -> None:
    challenges = guard(ONLY_MD5).challenges(at=THEN)

    assert [read_digest(each)["algorithm"] for each in challenges] == ["MD5"]


def test_we_answer_with_the_stronger_algorithm_wherever_it_stands() -> None:
    strong, weak = guard().challenges(at=THEN)

    said = read_digest(said_by((weak, strong)))

    assert said["algorithm"] == "SHA-256"


def test_who_knows_the_password_is_let_in_by_name() -> None:
    doors = guard()

    assert checked(doors, said_by(doors.challenges(at=THEN))) == ACCEPTED


@pytest.mark.parametrize(
    ("user", "password"),
    [
        pytest.param("desk-1", "guessed", id="a guess"),
        pytest.param("desk-1", "", id="nothing"),
        pytest.param("desk-1", "another", id="the password of another"),
        pytest.param("desk-9", PASSWORD, id="a name nobody has"),
        pytest.param("", PASSWORD, id="no name"),
    ],
)
def test_who_does_not_know_it_is_refused(user: str, password: str) -> None:
    doors = guard()
    said = said_by(doors.challenges(at=THEN), user=user, password=password)

    assert checked(doors, said) == REFUSED


def test_what_stands_for_nobody_cannot_be_guessed_and_lets_nobody_in() -> None:
    doors = guard()
    challenge = read_digest(doors.challenges(at=THEN)[0])
    nobody = doors._seal(b"nobody")
    proof = response(
        Algorithm.SHA256,
        kept=nobody,
        method="REGISTER",
        uri=URI,
        nonce=challenge["nonce"],
        count="00000001",
        cnonce="c",
    )

    said = write_digest(
        {
            "username": "desk-9",
            "realm": REALM,
            "nonce": challenge["nonce"],
            "uri": URI,
            "response": proof,
            "algorithm": "SHA-256",
            "qop": "auth",
            "nc": "00000001",
            "cnonce": "c",
        }
    )

    assert checked(doors, said) == REFUSED


def test_an_account_without_a_hash_lets_nobody_in() -> None:
    doors = guard({"desk-1": Account(), "desk-2": ACCOUNTS["desk-2"]})
    said = said_by(doors.challenges(at=THEN), password="")

    assert checked(doors, said) == REFUSED


def test_what_was_said_for_one_request_is_refused_for_another() -> None:
    doors = guard()
    said = said_by(doors.challenges(at=THEN))

    assert doors.check(said, method="INVITE", uri=URI, at=THEN) == REFUSED
    assert doors.check(said, method="REGISTER", uri="sip:x", at=THEN) == REFUSED


def test_a_repetition_is_stale() -> None:
    doors = guard()
    said = said_by(doors.challenges(at=THEN))

    assert checked(doors, said) == ACCEPTED
    assert checked(doors, said) == STALE


def test_the_same_challenge_serves_again_with_a_higher_count() -> None:
    doors = guard()
    challenges = doors.challenges(at=THEN)

    verdicts = [
        checked(doors, said_by(challenges, count=each)) for each in (1, 2, 7, 3, 7, 8)
    ]

    assert verdicts == [ACCEPTED, ACCEPTED, ACCEPTED, STALE, STALE, ACCEPTED]


def test_two_phones_may_count_under_one_challenge() -> None:
    doors = guard()
    challenges = doors.challenges(at=THEN)
    other = said_by(challenges, user="desk-2", password="another")

    assert checked(doors, said_by(challenges)) == ACCEPTED
    assert checked(doors, other) == Verdict(standing=Standing.ACCEPTED, user="desk-2")


def test_without_a_count_the_same_answer_serves_once() -> None:
    doors = guard()
    plain = tuple(
        each.replace(', qop="auth"', "") for each in doors.challenges(at=THEN)
    )
    said = said_by(plain)
    assert "qop" not in read_digest(said)

    assert checked(doors, said) == ACCEPTED
    assert checked(doors, said) == STALE


def test_an_old_challenge_is_stale_and_only_for_who_knows_the_password() -> None:
    doors = guard()
    challenges = doors.challenges(at=THEN)
    later = THEN + timedelta(minutes=5, seconds=1)

    assert checked(doors, said_by(challenges), at=later) == STALE
    wrong = said_by(challenges, password="guessed")
    assert checked(doors, wrong, at=later) == REFUSED


def test_after_stale_a_new_challenge_lets_her_in() -> None:
    doors = guard()
    later = THEN + timedelta(minutes=6)
    assert checked(doors, said_by(doors.challenges(at=THEN)), at=later) == STALE

    again = doors.challenges(at=later, stale=True)

    assert all(read_digest(each)["stale"] == "true" for each in again)
    assert checked(doors, said_by(again), at=later) == ACCEPTED


def test_a_challenge_of_the_future_is_not_taken() -> None:
    doors = guard()
    challenges = doors.challenges(at=THEN + timedelta(hours=1))

    assert checked(doors, said_by(challenges)) == STALE


def test_a_challenge_from_before_our_restart_is_stale_and_sends_nobody_away() -> None:
    before = DigestGuard(REALM, b"\x22" * 32, ACCOUNTS)
    challenges = before.challenges(at=THEN)

    assert checked(guard(), said_by(challenges)) == STALE
    assert checked(guard(), said_by(challenges, password="guessed")) == REFUSED


def test_a_challenge_that_she_made_up_lets_nobody_in() -> None:
    made_up = ('Digest realm="hotline", nonce="x", algorithm=MD5, qop="auth"',)

    assert checked(guard(), said_by(made_up)) == STALE


def test_a_challenge_of_another_realm_is_refused() -> None:
    others = DigestGuard("another", KEY, ACCOUNTS)

    assert checked(guard(), said_by(others.challenges(at=THEN))) == REFUSED


def test_challenges_cost_no_memory_and_forgetting_opens_no_way_back() -> None:
    doors = guard(most=3)
    moments = [THEN + timedelta(seconds=each) for each in range(10)]
    for each in moments:
        doors.challenges(at=each)
    first = said_by(doors.challenges(at=moments[0]))
    assert checked(doors, first, at=moments[0]) == ACCEPTED

    for each in moments[1:5]:
        assert checked(doors, said_by(doors.challenges(at=each)), at=each) == ACCEPTED

    assert checked(doors, first, at=moments[5]) == STALE
    newest = said_by(doors.challenges(at=moments[5]))
    assert checked(doors, newest, at=moments[5]) == ACCEPTED


def test_a_key_that_can_be_guessed_is_not_taken() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        DigestGuard(REALM, b"short", ACCOUNTS)


def test_an_account_shows_nothing_of_its_hash() -> None:
    assert ACCOUNTS["desk-1"].md5 not in repr(ACCOUNTS["desk-1"])


# ---- strangers

_PARTS = st.sampled_from(
    [
        *("Digest ", "digest", " ", ",", "=", '"', "\\", "realm", "hotline", "nonce"),
        *("username", "desk-1", "uri", URI, "response", "qop", "auth", "auth-int"),
        *("nc", "00000001", "-1", "cnonce", "algorithm", "MD5", "MD5-sess", "SHA-256"),
        *("\ud800", "\x00", "é", "stale=true", "a" * 32, "0" * 48),
    ]
)


@settings(max_examples=300, deadline=None)
@given(parts=st.lists(_PARTS | st.text(max_size=5), max_size=30))
def test_a_header_of_nonsense_is_refused_and_nothing_else_happens(
    parts: list[str],
) -> None:
    assert checked(guard(), "".join(parts)) == REFUSED


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_no_changed_header_lets_a_stranger_in(data: st.DataObject) -> None:
    doors = guard()
    said = said_by(doors.challenges(at=THEN), password="guessed")
    where = data.draw(st.integers(0, len(said) - 1))
    until = data.draw(st.integers(where, len(said)))
    put = data.draw(st.text(max_size=8))

    verdict = checked(doors, said[:where] + put + said[until:])

    assert verdict == REFUSED


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_a_signed_header_changed_anywhere_proves_nobody_else(
    data: st.DataObject,
) -> None:
    doors = guard()
    said = said_by(doors.challenges(at=THEN))
    where = data.draw(st.integers(0, len(said) - 1))
    put = data.draw(st.characters())

    verdict = checked(doors, said[:where] + put + said[where + 1 :])

    # Blanks and capitals may change; who it is may not.
    assert verdict in (REFUSED, ACCEPTED)


@pytest.mark.parametrize(
    "header",
    [
        pytest.param("", id="nothing"),
        pytest.param("Basic ZGVzay0xOng=", id="another scheme"),
        pytest.param('Digest realm="hotline"', id="too little"),
        pytest.param('Digest realm="a", realm="hotline"', id="one name twice"),
        pytest.param('Digest realm="hotline" nonce="x"', id="no comma"),
        pytest.param('Digest realm="hotline', id="an open quote"),
        pytest.param("Digest " + 'a="' + "b" * 5000 + '"', id="too long"),
    ],
)
def test_a_header_that_cannot_be_read_is_refused(header: str) -> None:
    assert checked(guard(), header) == REFUSED


def test_quality_of_the_whole_message_is_not_pretended() -> None:
    doors = guard()
    said = said_by(doors.challenges(at=THEN)).replace("qop=auth", "qop=auth-int")

    assert checked(doors, said) == REFUSED


@pytest.mark.parametrize(
    "challenges",
    [
        pytest.param([], id="none"),
        pytest.param(["Basic realm=x"], id="another scheme"),
        pytest.param(['Digest realm="x"'], id="no nonce"),
        pytest.param(
            ['Digest realm="x", nonce="y", algorithm=MD5-sess'], id="another algorithm"
        ),
        pytest.param(['Digest realm="x", nonce="y", qop="auth-int"'], id="auth-int"),
    ],
)
def test_a_challenge_that_we_cannot_answer_is_said_so(challenges: list[str]) -> None:
    with pytest.raises(CannotAnswer):
        answer(
            challenges, user="a", password="secret", method="GET", uri="/", cnonce="c"
        )


@settings(deadline=None)
@given(
    values=st.dictionaries(
        st.sampled_from(["username", "realm", "nonce", "uri", "cnonce"]),
        st.text(max_size=20).filter(str.isprintable),
        min_size=1,
    )
)
def test_what_is_written_is_what_is_read(values: dict[str, str]) -> None:
    assert read_digest(write_digest(values)) == values


def test_a_quote_within_quotes_ends_nothing() -> None:
    assert quoted('say "x" \\') == '"say \\"x\\" \\\\"'


def test_a_sign_that_cannot_be_shown_is_refused() -> None:
    with pytest.raises(NotDigest):
        read_digest('Digest realm="a\r\nVia: b"')


def test_counts_are_not_reused_by_our_own_answers() -> None:
    doors = guard()
    challenges = doors.challenges(at=THEN)
    counting = count(1)

    verdicts = {
        checked(doors, said_by(challenges, count=next(counting))).standing
        for _ in range(20)
    }

    assert verdicts == {Standing.ACCEPTED}
