"""One changed byte anywhere in a bundle is found, and named."""

from __future__ import annotations

import hashlib
import io
import random
import struct
import zlib

import pytest

from payung.engines import bundles
from payung.engines.bundles import Finding, Role, Trouble, held_content
from tests.engines.bundles.a_bundle import (
    PICTURE,
    STRANGER,
    a_bundle,
    bundle_of,
    checked,
    contents,
    signed,
    statement_of,
)


def flipped(bundle: bytes, place: int, bit: int = 0) -> bytes:
    changed = bytearray(bundle)
    changed[place] ^= 1 << bit
    return bytes(changed)


def test_a_bundle_as_it_was_written_is_whole() -> None:
    report = checked(a_bundle())

    assert report.findings == ()
    assert report.manifest is not None
    assert report.manifest.case == "NP-2026-0001"
    assert report.unchecked == ("stamps/001-1.tsr",)


def test_every_single_byte_that_is_flipped_is_found_and_named() -> None:
    bundle = a_bundle()

    unfound = [
        place
        for place in range(len(bundle))
        if not any(
            one.covers(place)
            for one in checked(flipped(bundle, place, place % 8)).findings
        )
    ]

    assert unfound == []


def test_a_flipped_byte_of_a_file_accuses_no_other_file() -> None:
    bundle = a_bundle()
    start = bundle.index(PICTURE)

    report = checked(flipped(bundle, start + 7))

    assert report.findings == (
        Finding(
            trouble=Trouble.CONTENT,
            name="files/001.jpg",
            start=start,
            stop=start + len(PICTURE),
        ),
    )


def test_a_flipped_byte_of_a_header_is_named_to_the_byte() -> None:
    bundle = a_bundle()
    header = bundle.index(PICTURE) - 30 - len("files/001.jpg")

    report = checked(flipped(bundle, header + 12))

    [found] = report.findings
    assert (found.trouble, found.name) == (Trouble.HEADER, "files/001.jpg")
    assert (found.start, found.stop) == (header + 12, header + 13)


def test_a_flipped_byte_of_the_list_says_that_nothing_can_be_compared_with_it() -> None:
    bundle = a_bundle()

    report = checked(flipped(bundle, bundle.index(b"NP-2026") + 3, bit=1))

    [found] = report.findings
    assert (found.trouble, found.name) == (Trouble.CONTENT, "manifest.json")
    assert report.manifest is None


def test_a_flipped_byte_of_the_signature_accuses_the_signature_only() -> None:
    bundle = a_bundle()
    start = bundle.index(b"signature.bin", 200) + len("signature.bin")

    report = checked(flipped(bundle, start + 5))

    assert [(one.trouble, one.name) for one in report.findings] == [
        (Trouble.CONTENT, "signature.bin")
    ]


@pytest.mark.parametrize("seed", range(3))
def test_random_flips_in_a_large_bundle_are_found(seed: int) -> None:
    chance = random.Random(seed)
    large = [
        held_content(f"files/{n:03}.bin", Role.README, chance.randbytes(1_500_000))
        for n in range(3)
    ]
    bundle = bundle_of([*contents(), *large])
    flips = sorted(chance.sample(range(len(bundle)), 5))

    for place in flips:
        report = checked(flipped(bundle, place, chance.randrange(8)))

        assert [one for one in report.findings if one.covers(place)], place


@pytest.mark.parametrize("cut", [1, 21, 22, 300, 1500])
def test_a_bundle_that_was_cut_says_from_which_byte_it_is_missing(cut: int) -> None:
    bundle = a_bundle()
    left = len(bundle) - cut

    report = checked(bundle[:left])

    missing = [one for one in report.findings if one.trouble is Trouble.MISSING]
    assert missing[0].start == left
    assert missing[-1].stop == len(bundle)


def test_nothing_at_all_and_something_else_are_said_to_be_no_bundle() -> None:
    for other in (b"", b"PK", b"\x00" * 500, b"%PDF-1.4 something else"):
        report = checked(other)

        assert [one.trouble for one in report.findings] == [Trouble.NO_BUNDLE]


def test_what_is_put_behind_a_bundle_is_named() -> None:
    bundle = a_bundle()

    report = checked(bundle + b"more")

    [found] = report.findings
    assert found.trouble is Trouble.BEHIND
    assert (found.start, found.stop) == (len(bundle), len(bundle) + 4)


def test_what_is_put_before_a_bundle_is_named_and_the_rest_still_checked() -> None:
    bundle = a_bundle()
    start = bundle.index(PICTURE)

    report = checked(b"#!/bin/sh\n" + flipped(bundle, start))

    assert [(one.trouble, one.name, one.start) for one in report.findings] == [
        (Trouble.BEFORE, "", 0),
        (Trouble.CONTENT, "files/001.jpg", start + 10),
    ]


def test_two_files_that_changed_places_are_both_named() -> None:
    first = held_content("a.bin", Role.README, b"first")
    second = held_content("b.bin", Role.README, b"second")
    statement = statement_of([first, second])
    good = bundle_of([first, second])
    signature = good[good.index(b"signature.bin") + 13 :][:64]

    swapped = b"".join(
        bundles.write(
            statement=statement, signature=signature, contents=[second, first]
        )
    )

    report = checked(swapped)
    names = {one.name for one in report.findings if one.trouble is Trouble.CONTENT}
    assert names == {"a.bin", "b.bin"}


def test_a_renamed_file_is_named_in_its_header_and_in_the_directory() -> None:
    bundle = a_bundle().replace(b"files/001.jpg", b"files/002.jpg")
    # The list keeps the name: only the container was changed.
    start = bundle.index(b'{"about"')
    listed = bundle[start:].replace(b"files/002.jpg", b"files/001.jpg", 1)
    bundle = bundle[:start] + listed

    report = checked(bundle)

    troubles = {(one.trouble, one.name) for one in report.findings}
    assert (Trouble.HEADER, "files/001.jpg") in troubles
    assert (Trouble.DIRECTORY, "files/001.jpg") in troubles


def test_a_file_that_is_there_twice_is_found() -> None:
    bundle = a_bundle()
    start = bundle.index(PICTURE) - 43
    entry = bundle[start : start + 43 + len(PICTURE)]

    report = checked(bundle[:start] + entry + bundle[start:])

    assert not report.is_whole
    assert report.findings[-1].trouble is Trouble.BEHIND


def with_right_checksums(bundle: bytes, old: bytes, new: bytes) -> bytes:
    """Exchange a file's content as a forger would: with both checksums put right."""
    before, after = (struct.pack("<I", zlib.crc32(one)) for one in (old, new))
    return bundle.replace(old, new).replace(before, after)


def test_a_forger_who_puts_the_checksums_right_is_found_by_the_digest() -> None:
    forged = with_right_checksums(a_bundle(), PICTURE, PICTURE[::-1])

    report = checked(forged)

    assert [(one.trouble, one.name) for one in report.findings] == [
        (Trouble.CONTENT, "files/001.jpg")
    ]


def test_a_forger_who_changes_the_list_too_is_found_by_the_signature() -> None:
    files = contents()
    good, other = statement_of(files), statement_of(contents(picture=PICTURE[::-1]))
    assert len(good) == len(other)
    bundle = a_bundle()
    signature = bundle[bundle.index(b"signature.bin", 200) + 13 :][:64]

    forged = b"".join(
        bundles.write(
            statement=other,
            signature=signature,
            contents=contents(picture=PICTURE[::-1]),
        )
    )

    assert [(one.trouble, one.name) for one in checked(forged).findings] == [
        (Trouble.SIGNATURE, "manifest.json")
    ]


def test_a_forger_who_signs_anew_has_another_key_and_the_old_one_is_still_named() -> (
    None
):
    report = checked(bundle_of(contents(), by=STRANGER))

    assert [(one.trouble, one.name) for one in report.findings] == [
        (Trouble.KEY, "key.pem")
    ]
    assert report.manifest is not None
    assert report.manifest.key == STRANGER.public.verify.hex()


def test_a_custody_event_that_was_rewritten_before_signing_is_named() -> None:
    files = contents()
    custody = next(one for one in files if one.listed.role is Role.CUSTODY)
    [text] = custody.read()
    changed = text.replace(b'"by":"sunita","chain"', b'"by":"nobody","chain"', 1)
    files[files.index(custody)] = held_content(
        "custody/001.json", Role.CUSTODY, changed, of=1
    )
    files[-1] = held_content("SHA256SUMS", Role.SUMS, bundles.sums_of(files[:-1]))

    report = checked(bundle_of(files))

    assert [(one.trouble, one.name, one.why) for one in report.findings] == [
        (Trouble.CUSTODY, "custody/001.json", "1")
    ]


def test_a_working_copy_that_no_event_tells_of_is_named() -> None:
    files = contents()
    files[1] = held_content("files/001-copy.png", Role.WORKING_COPY, b"other", of=1)
    files[-1] = held_content("SHA256SUMS", Role.SUMS, bundles.sums_of(files[:-1]))

    report = checked(bundle_of(files))

    assert [(one.trouble, one.name) for one in report.findings] == [
        (Trouble.CUSTODY, "files/001-copy.png")
    ]


def test_sums_that_are_not_those_of_the_list_are_named() -> None:
    files = contents()
    files[-1] = held_content("SHA256SUMS", Role.SUMS, b"0" * 64 + b"  README.en.txt\n")

    report = checked(bundle_of(files))

    assert [(one.trouble, one.name) for one in report.findings] == [
        (Trouble.SUMS, "SHA256SUMS")
    ]


def test_a_stamp_for_another_file_is_named_whatever_the_authority_says() -> None:
    files = contents()
    other = bundles.DigestList(
        request="1" * 32, file=hashlib.sha256(b"other").hexdigest(), custody="2" * 64
    )
    files[3] = held_content(
        "stamps/001-1.txt", Role.DIGEST_LIST, bundles.digest_list(other), of=1
    )
    files[-1] = held_content("SHA256SUMS", Role.SUMS, bundles.sums_of(files[:-1]))

    def vouches(_token: bytes, _listed: bytes, _roots: bytes) -> object:
        raise AssertionError("A stamp for another file is not worth asking about.")

    report = bundles.verify(
        io.BytesIO(bundle_of(files)),
        signed=signed,
        check_stamp=vouches,  # type: ignore[arg-type]
    )

    assert [(one.trouble, one.name) for one in report.findings] == [
        (Trouble.STAMP, "stamps/001-1.tsr")
    ]
