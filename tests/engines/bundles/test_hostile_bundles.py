"""Whatever is given as a bundle, a check answers, and never says that it is whole."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.engines import bundles, sealed
from payung.engines.bundles import LABEL, Role, Trouble, held_content
from tests.engines.bundles.a_bundle import (
    SIGNER,
    a_bundle,
    bundle_of,
    checked,
    contents,
)


GOOD = a_bundle()
PLACES = st.integers(min_value=0, max_value=len(GOOD))


@settings(max_examples=150, deadline=None)
@given(start=PLACES, count=st.integers(0, 300), put=st.binary(max_size=300))
def test_no_exchange_of_bytes_anywhere_is_taken_for_a_whole_bundle(
    start: int, count: int, put: bytes
) -> None:
    changed = GOOD[:start] + put + GOOD[start + count :]

    report = checked(changed)

    assert report.is_whole == (changed == GOOD)


@settings(max_examples=100, deadline=None)
@given(
    flips=st.lists(
        st.tuples(st.integers(0, len(GOOD) - 1), st.integers(1, 255)),
        min_size=1,
        max_size=6,
        unique_by=lambda one: one[0],
    )
)
def test_several_changed_bytes_are_found_and_the_first_report_names_one_of_them(
    flips: list[tuple[int, int]],
) -> None:
    changed = bytearray(GOOD)
    for place, difference in flips:
        changed[place] ^= difference

    findings = checked(bytes(changed)).findings

    assert any(one.covers(place) for one in findings for place, _by in flips)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=2000))
def test_bytes_by_chance_are_no_bundle(data: bytes) -> None:
    assert not checked(data).is_whole


def signed_list(facts: object) -> bytes:
    """Return what a hostile signer makes: any list, well signed, with nothing behind."""
    statement = json.dumps(facts, separators=(",", ":"), ensure_ascii=True).encode()
    signature = sealed.sign_statement(SIGNER, statement)
    return b"".join(
        bundles.write(statement=statement, signature=signature, contents=[])
    )


def a_list(**changed: object) -> dict[str, object]:
    return {
        "about": LABEL,
        "case": "NP",
        "files": [],
        "key": SIGNER.public.verify.hex(),
        "made_at": "",
        "made_by": "",
        "made_for": "",
    } | changed


def a_file(**changed: object) -> dict[str, object]:
    facts = {"name": "a", "of": 0, "role": "readme", "sha256": "0" * 64, "size": 0}
    return facts | changed


def test_a_list_of_nothing_is_a_bundle_of_nothing() -> None:
    assert checked(signed_list(a_list())).findings == ()


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param(a_list(files=[a_file(size=2**32)]), id="too large"),
        pytest.param(a_list(files=[a_file(size=2**64)]), id="far too large"),
        pytest.param(
            a_list(files=[a_file(name=f"{n}", size=2**31) for n in range(3)]),
            id="too large together",
        ),
        pytest.param(a_list(files=[a_file(size=-1)]), id="less than nothing"),
        pytest.param(a_list(files=[a_file(size=True)]), id="a truth value"),
        pytest.param(a_list(files=[a_file(size=1.0)]), id="a fraction"),
        pytest.param(a_list(files=[a_file(), a_file()]), id="a name twice"),
        pytest.param(a_list(files=[a_file(name="../a")]), id="a way out"),
        pytest.param(a_list(files=[a_file(name="signature.bin")]), id="our own name"),
        pytest.param(a_list(files=[a_file(role="else")]), id="an unknown role"),
        pytest.param(a_list(files=[a_file(sha256="0")]), id="no digest"),
        pytest.param(a_list(files=[a_file(more=1)]), id="more than is known"),
        pytest.param(a_list(files=["a"]), id="no file"),
        pytest.param(a_list(files={}), id="no list"),
        pytest.param(a_list(case="\ud800"), id="half a sign"),
        pytest.param(a_list(case=None), id="no reference"),
        pytest.param(a_list(key="0" * 63), id="no key"),
        pytest.param(a_list(more=1), id="a key of its own"),
    ],
)
def test_a_list_that_no_program_of_ours_writes_is_not_believed_though_signed(
    facts: dict[str, object],
) -> None:
    report = checked(signed_list(facts))

    assert report.manifest is None
    assert [one.trouble for one in report.findings] == [Trouble.CONTENT]


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[]",
        b"null",
        b"{}",
        b'{"about":"payung/1/custody"}',
        b'{"about":"payung/1/custody","events":"x","evidence":"","sha256":""}',
        b'{"about":"payung/1/custody","events":[[]],"evidence":"","sha256":""}',
        b"[" * 100_000,
        (
            b'{"about":"payung/1/custody","evidence":"\\ud800","sha256":"","events":['
            b'{"about":"","at":"","by":"\\ud800","chain":"","kind":"","number":1,"sha256":""}]}'
        ),
    ],
)
def test_custody_that_cannot_be_read_is_named(text: bytes) -> None:
    files = contents()
    files[2] = held_content("custody/001.json", Role.CUSTODY, text, of=1)
    files[-1] = held_content("SHA256SUMS", Role.SUMS, bundles.sums_of(files[:-1]))

    report = checked(bundle_of(files))

    assert report.findings[0].trouble is Trouble.CUSTODY
    assert report.findings[0].name == "custody/001.json"
