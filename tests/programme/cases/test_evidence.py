"""Files: what they are, how they are kept, and that a changed one is found."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection

from payung.engines import sealed
from payung.gateways.vault import FakeVault
from payung.programme.cases import custody
from payung.programme.cases.evidence import (
    MOST_BYTES,
    Empty,
    GivenFile,
    NotTaken,
    NotWhatItSays,
    SameFile,
    TooLarge,
    add_evidence,
)
from payung.programme.cases.file_kinds import kind_of
from payung.programme.cases.models import Case, Evidence
from tests.programme.cases.conftest import NOW, Office


PDF = b"%PDF-1.4\nSeen by Kamala at the gate.\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(200_000)


def keep(office: Office, case: Case, vault: FakeVault, **given: object) -> Evidence:
    file = {"name": "paper Kamala.pdf", "shows": "The gate", "content": PDF} | given
    return add_evidence(
        actor=office.sunita,
        case=case,
        given=GivenFile(**file),  # type: ignore[arg-type]
        vault=vault,
        at=NOW,
    )


def flip(vault: FakeVault, evidence: Evidence, place: int) -> None:
    whole = bytearray(vault.kept[evidence.file])
    whole[place] ^= 1
    vault.kept[evidence.file] = bytes(whole)


@pytest.mark.parametrize(
    ("start", "media"),
    [
        (b"\xff\xd8\xff\xe1Exif", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "image/png"),
        (b"%PDF-1.7\n", "application/pdf"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "audio/wav"),
        (b"OggS\x00\x02", "audio/ogg"),
        (b"ID3\x04\x00", "audio/mpeg"),
        (b"\xff\xfb\x90\x64", "audio/mpeg"),
        (b"\x00\x00\x00\x1cftypM4A \x00", "audio/mp4"),
        (b"\x00\x00\x00\x1cftypisom\x00", "video/mp4"),
        (b"\x00\x00\x00\x18ftypheic\x00", "image/heic"),
    ],
)
def test_a_file_is_known_by_its_first_bytes(start: bytes, media: str) -> None:
    kind = kind_of(start + bytes(64))

    assert kind is not None
    assert kind.media == media


@pytest.mark.parametrize(
    "start",
    [
        pytest.param(b"MZ\x90\x00", id="a program"),
        pytest.param(b"PK\x03\x04", id="an archive"),
        pytest.param(b"<html><script>", id="a page"),
        pytest.param(b"\xff\xfe\x00a", id="text in two bytes"),
        pytest.param(b"<svg xmlns=", id="a drawing that can run scripts"),
    ],
)
def test_what_could_run_or_hide_something_is_no_kind_we_take(start: bytes) -> None:
    assert kind_of(start + bytes(64)) is None


def test_the_digest_is_that_of_the_file_as_it_was_given(
    office: Office, case: Case, vault: FakeVault
) -> None:
    evidence = keep(office, case, vault)

    assert evidence.digest == hashlib.sha256(PDF).hexdigest()
    assert list(evidence.custody.values_list("kind", "by", "digest")) == [
        ("received", "sunita", evidence.digest)
    ]


def test_nothing_of_a_file_lies_open_in_vault_or_database(
    office: Office, case: Case, vault: FakeVault
) -> None:
    keep(office, case, vault)

    with connection.cursor() as cursor:
        cursor.execute("SELECT name, shows FROM cases_evidence")
        stored = b"".join(bytes(value) for row in cursor.fetchall() for value in row)
    kept = b"".join(vault.kept.values()) + stored
    assert b"Kamala" not in kept
    assert b"gate" not in kept


def test_each_file_has_a_key_of_its_own(
    office: Office, case: Case, vault: FakeVault
) -> None:
    evidence = keep(office, case, vault)
    of_the_case = office.sunita.unlocked.secret(case.record)

    with pytest.raises(sealed.Refused):
        sealed.StreamReader(
            of_the_case, evidence.file, BytesIO(vault.kept[evidence.file])
        )


@pytest.mark.parametrize(
    ("given", "refusal", "sentence"),
    [
        pytest.param(
            {"name": "photo.jpg"},
            NotWhatItSays,
            "the name ends in “.jpg”, but inside it is “.pdf”",
            id="a PDF that calls itself a picture",
        ),
        pytest.param(
            {"name": "song.mp3", "content": b"MZ\x90\x00" + bytes(64)},
            NotTaken,
            "Make a photograph or a PDF of it",
            id="a program",
        ),
        pytest.param({"content": b""}, Empty, "Choose it again", id="nothing"),
        pytest.param(
            {"content": b"%PDF-" + bytes(MOST_BYTES)},
            TooLarge,
            "larger than 25 MB",
            id="too much",
        ),
    ],
)
def test_a_file_that_is_not_taken_says_why_and_leaves_nothing(
    office: Office,
    case: Case,
    vault: FakeVault,
    given: dict[str, object],
    refusal: type[Exception],
    sentence: str,
) -> None:
    with pytest.raises(refusal) as refused:
        keep(office, case, vault, **given)

    assert sentence in refused.value.sentence  # type: ignore[attr-defined]
    assert vault.kept == {}
    assert Evidence.objects.count() == 0


def test_the_same_file_under_another_name_is_noticed(
    office: Office, case: Case, vault: FakeVault
) -> None:
    keep(office, case, vault)

    with pytest.raises(SameFile) as refused:
        keep(office, case, vault, name="another name.pdf")

    assert "sunita added it" in refused.value.sentence
    assert len(vault.kept) == 1


def test_a_row_that_cannot_be_written_leaves_nothing_in_the_vault(
    office: Office, case: Case, vault: FakeVault
) -> None:
    with pytest.raises(sealed.Refused):
        add_evidence(
            actor=office.outsider,
            case=case,
            given=GivenFile(name="paper.pdf", shows="", content=PDF),
            vault=vault,
            at=NOW,
        )

    assert vault.kept == {}


def test_a_whole_file_comes_back_as_it_was(
    office: Office, case: Case, vault: FakeVault
) -> None:
    evidence = keep(office, case, vault, name="gate.jpg", content=JPEG)

    pieces = custody.download(
        actor=office.maya,
        evidence=evidence,
        vault=vault,
        at=NOW,
        start=0,
        stop=len(JPEG),
    )

    assert b"".join(pieces) == JPEG
    assert list(evidence.custody.values_list("kind", "by")) == [
        ("received", "sunita"),
        ("downloaded", "maya"),
    ]


def test_later_pieces_of_a_download_are_not_written_down_again(
    office: Office, case: Case, vault: FakeVault
) -> None:
    evidence = keep(office, case, vault, name="gate.jpg", content=JPEG)

    for start in (0, 70_000, 140_000):
        custody.download(
            actor=office.maya,
            evidence=evidence,
            vault=vault,
            at=NOW,
            start=start,
            stop=start + 70_000,
            goes_on=start > 0,
        )

    assert evidence.custody.filter(kind="downloaded").count() == 1


def test_a_piece_alone_is_a_download_too(
    office: Office, case: Case, vault: FakeVault
) -> None:
    evidence = keep(office, case, vault, name="gate.jpg", content=JPEG)
    for at in (NOW, NOW + timedelta(hours=1)):
        custody.download(
            actor=office.maya,
            evidence=evidence,
            vault=vault,
            at=at,
            start=70_000,
            stop=70_001,
        )

    assert evidence.custody.filter(kind="downloaded").count() == 2


@pytest.mark.parametrize("place", [0, 20, 70_000, -1])
def test_one_flipped_bit_is_found_and_written_down(
    office: Office, case: Case, vault: FakeVault, place: int
) -> None:
    evidence = keep(office, case, vault, name="gate.jpg", content=JPEG)
    flip(vault, evidence, place)

    with pytest.raises(custody.Changed):
        custody.verify(actor=office.maya, evidence=evidence, vault=vault, at=NOW)

    assert list(evidence.custody.values_list("kind", "digest"))[-1] == (
        "found_changed",
        "",
    )


def test_a_file_that_is_gone_is_found_and_written_down(
    office: Office, case: Case, vault: FakeVault
) -> None:
    evidence = keep(office, case, vault)
    vault.remove(evidence.file)

    with pytest.raises(custody.Changed):
        custody.verify(actor=office.maya, evidence=evidence, vault=vault, at=NOW)

    assert evidence.custody.filter(kind="found_changed").exists()


def test_two_files_exchanged_in_the_vault_are_both_found(
    office: Office, case: Case, vault: FakeVault
) -> None:
    one = keep(office, case, vault)
    two = keep(office, case, vault, name="gate.jpg", content=JPEG)
    kept = vault.kept
    kept[one.file], kept[two.file] = kept[two.file], kept[one.file]

    for evidence in (one, two):
        with pytest.raises(custody.Changed):
            custody.verify(actor=office.maya, evidence=evidence, vault=vault, at=NOW)


def test_an_untouched_file_is_the_same(
    office: Office, case: Case, vault: FakeVault
) -> None:
    evidence = keep(office, case, vault)

    custody.verify(actor=office.anju, evidence=evidence, vault=vault, at=NOW)

    assert evidence.custody.filter(kind="verified", by="anju").count() == 1


def test_reading_a_name_opens_it_and_is_written_down(
    office: Office, case: Case, vault: FakeVault
) -> None:
    evidence = keep(office, case, vault)

    told = custody.read_words(actor=office.anju, evidence=evidence, vault=vault, at=NOW)

    assert (told.name, told.shows) == ("paper Kamala.pdf", "The gate")
    assert evidence.custody.filter(kind="opened", by="anju").count() == 1


@pytest.mark.parametrize("who", ["outsider", "rina"])
def test_others_cannot_open_a_file_even_with_its_row_in_hand(
    office: Office, case: Case, vault: FakeVault, who: str
) -> None:
    evidence = keep(office, case, vault)

    with pytest.raises(sealed.Refused):
        custody.read_words(
            actor=getattr(office, who), evidence=evidence, vault=vault, at=NOW
        )
