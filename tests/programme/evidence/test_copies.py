"""Working copies: what is seen stays, what the camera added is gone."""

from __future__ import annotations

import io
import random
import struct
import zlib

import pytest
from PIL import Image, ImageCms

from payung.engines import sealed
from payung.gateways.vault import FakeVault
from payung.programme.cases import custody
from payung.programme.cases.custody_events import links_of
from payung.programme.cases.models import Case, Evidence
from payung.programme.evidence.copying import (
    CopiedAlready,
    CopyChanged,
    make_working_copy,
    open_working_copy,
)
from payung.programme.evidence.models import WorkingCopy
from payung.programme.evidence.picture_copies import (
    BrokenPicture,
    NoCopyOfThis,
    TooManyPixels,
    clean_copy,
)
from tests.programme.cases.conftest import NOW, Office
from tests.programme.evidence.conftest import PDF, a_photograph, flipped, keep


def segments(jpeg: bytes) -> list[int]:
    """Return the markers of a JPEG up to its pixels, read by hand."""
    found, at = [], 2
    while jpeg[at + 1] != 0xDA:
        found.append(jpeg[at + 1])
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
    return found


def chunks(png: bytes) -> list[bytes]:
    """Return the kinds of the chunks of a PNG, read by hand."""
    found, at = [], 8
    while at < len(png):
        found.append(png[at + 4 : at + 8])
        at += 12 + int.from_bytes(png[at : at + 4], "big")
    return found


def test_nothing_that_the_camera_added_is_left_in_a_photograph() -> None:
    photograph = a_photograph()
    assert photograph.count(b"NEEDLE") >= 5

    clean = clean_copy(photograph, "image/jpeg")

    assert b"NEEDLE" not in clean.content
    assert b"Exif" not in clean.content
    # JFIF's own header, tables and the frame: no other segment at all.
    assert set(segments(clean.content)) <= {0xE0, 0xDB, 0xC0, 0xC2, 0xC4}
    opened = Image.open(io.BytesIO(clean.content))
    assert len(opened.getexif()) == 0


def test_a_picture_that_lay_on_its_side_stands_upright_in_the_copy() -> None:
    clean = clean_copy(a_photograph((64, 48)), "image/jpeg")

    opened = Image.open(io.BytesIO(clean.content))
    assert opened.size == (48, 64)
    top, bottom = opened.getpixel((24, 8)), opened.getpixel((24, 56))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    # Left was blue; turned by a quarter, blue is on top.
    assert top[2] > 150 > top[0]
    assert bottom[0] > 150 > bottom[2]


def png_with(*extra: tuple[bytes, bytes], mode: str = "RGBA") -> bytes:
    """Return a PNG with chunks put in behind its head."""
    written = io.BytesIO()
    Image.new(mode, (5, 4)).save(written, "PNG")
    png = written.getvalue()
    put = b"".join(
        struct.pack(">I", len(data))
        + kind
        + data
        + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in extra
    )
    return png[:33] + put + png[33:]


def test_texts_in_a_png_are_gone_and_what_is_clear_stays_clear() -> None:
    png = png_with(
        (b"tEXt", b"Author\x00NEEDLE"), (b"tIME", b"\x07\xea\x0b\x17\x09\x00\x00")
    )

    clean = clean_copy(png, "image/png")

    assert set(chunks(clean.content)) == {b"IHDR", b"IDAT", b"IEND"}
    assert Image.open(io.BytesIO(clean.content)).mode == "RGBA"


def test_a_picture_in_webp_becomes_a_png() -> None:
    written = io.BytesIO()
    Image.new("RGB", (9, 9), (1, 2, 3)).save(written, "WEBP", lossless=True)

    clean = clean_copy(written.getvalue(), "image/webp")

    assert clean.kind.media == "image/png"
    assert Image.open(io.BytesIO(clean.content)).getpixel((4, 4)) == (1, 2, 3)


def test_a_colour_profile_is_used_and_then_gone() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    written = io.BytesIO()
    Image.new("RGB", (16, 16), (10, 200, 30)).save(
        written, "JPEG", icc_profile=profile, quality=95
    )

    clean = clean_copy(written.getvalue(), "image/jpeg")

    opened = Image.open(io.BytesIO(clean.content))
    assert "icc_profile" not in opened.info
    pixel = opened.getpixel((8, 8))
    assert isinstance(pixel, tuple)
    assert abs(pixel[1] - 200) < 8


def a_bomb(width: int, height: int) -> bytes:
    """Return a small PNG that says it has this many points."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data))
        + kind
        + data
        + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )


def a_noise() -> bytes:
    """Return a PNG that cannot be made much smaller."""
    pixels = random.Random(1).randbytes(40 * 40 * 3)
    written = io.BytesIO()
    Image.frombytes("RGB", (40, 40), pixels).save(written, "PNG")
    return written.getvalue()


@pytest.mark.parametrize(
    ("width", "height"),
    [
        pytest.param(8000, 8000, id="more than we take"),
        pytest.param(11000, 11000, id="more than the library warns of"),
        pytest.param(60000, 60000, id="more than the library opens"),
    ],
)
def test_a_picture_that_would_fill_the_memory_is_refused(
    width: int, height: int
) -> None:
    with pytest.raises(TooManyPixels) as refused:
        clean_copy(a_bomb(width, height), "image/png")

    assert "50 million points" in refused.value.sentence


@pytest.mark.parametrize(
    ("content", "media"),
    [
        pytest.param(a_photograph()[:400], "image/jpeg", id="half a photograph"),
        pytest.param(b"\xff\xd8\xff" + bytes(50), "image/jpeg", id="a start only"),
        pytest.param(a_noise()[:900], "image/png", id="half a PNG"),
        pytest.param(b"RIFF\x24\0\0\0WEBPVP8 ", "image/webp", id="no WebP at all"),
        pytest.param(png_with(), "image/jpeg", id="another kind than it says"),
    ],
)
def test_a_picture_that_cannot_be_read_is_refused_with_a_sentence(
    content: bytes, media: str
) -> None:
    with pytest.raises(BrokenPicture) as refused:
        clean_copy(content, media)

    assert "original is kept" in refused.value.sentence


@pytest.mark.parametrize("media", ["application/pdf", "audio/ogg", "image/heic"])
def test_no_copy_is_promised_of_what_cannot_be_cleaned(media: str) -> None:
    with pytest.raises(NoCopyOfThis):
        clean_copy(PDF, media)


def test_a_copy_is_sealed_and_linked_to_its_original_by_an_event(
    office: Office, photo: Evidence, vault: FakeVault
) -> None:
    copy = make_working_copy(actor=office.maya, evidence=photo, vault=vault, at=NOW)

    assert b"JFIF" not in vault.kept[copy.file]
    last = links_of(photo)[-1]
    assert (last.kind, last.sha256, last.about) == (
        "working_copy",
        photo.digest,
        copy.digest,
    )
    assert copy.digest != photo.digest


def test_a_copy_opens_with_the_key_of_its_original_only(
    office: Office, case: Case, photo: Evidence, paper: Evidence, vault: FakeVault
) -> None:
    copy = make_working_copy(actor=office.maya, evidence=photo, vault=vault, at=NOW)
    kept = io.BytesIO(vault.kept[copy.file])

    whole = b"".join(
        sealed.StreamReader(office.maya.unlocked.secret(photo.record), copy.file, kept)
    )

    assert whole.startswith(b"\xff\xd8\xff")
    for record in (paper.record, case.record):
        secret = office.maya.unlocked.secret(record)
        with pytest.raises(sealed.Refused):
            sealed.StreamReader(secret, copy.file, kept)


def test_a_second_copy_is_not_made(
    office: Office, photo: Evidence, vault: FakeVault
) -> None:
    make_working_copy(actor=office.maya, evidence=photo, vault=vault, at=NOW)
    kept = len(vault.kept)

    with pytest.raises(CopiedAlready):
        make_working_copy(actor=office.maya, evidence=photo, vault=vault, at=NOW)

    assert len(vault.kept) == kept


def test_a_copy_of_a_changed_original_is_not_made(
    office: Office, photo: Evidence, vault: FakeVault
) -> None:
    vault.kept[photo.file] = flipped(vault.kept[photo.file])

    with pytest.raises(custody.Changed):
        make_working_copy(actor=office.maya, evidence=photo, vault=vault, at=NOW)

    assert WorkingCopy.objects.count() == 0


def test_a_picture_that_breaks_leaves_no_copy_and_keeps_the_original(
    office: Office, case: Case, vault: FakeVault
) -> None:
    broken = keep(office.sunita, case, vault, a_photograph()[:400])

    with pytest.raises(BrokenPicture):
        make_working_copy(actor=office.maya, evidence=broken, vault=vault, at=NOW)

    assert list(vault.kept) == [broken.file]


def test_downloading_the_copy_is_written_down_in_the_chain_of_the_original(
    office: Office, photo: Evidence, vault: FakeVault
) -> None:
    copy = make_working_copy(actor=office.maya, evidence=photo, vault=vault, at=NOW)

    pieces = open_working_copy(actor=office.sunita, copy=copy, vault=vault, at=NOW)

    assert len(b"".join(pieces)) == copy.size
    last = links_of(photo)[-1]
    assert (last.kind, last.by, last.about) == ("copy_used", "sunita", copy.digest)


def test_a_copy_that_was_changed_is_not_sent(
    office: Office, photo: Evidence, vault: FakeVault
) -> None:
    copy = make_working_copy(actor=office.maya, evidence=photo, vault=vault, at=NOW)
    vault.kept[copy.file] = vault.kept[copy.file][:-1]

    with pytest.raises(CopyChanged):
        open_working_copy(actor=office.maya, copy=copy, vault=vault, at=NOW)
