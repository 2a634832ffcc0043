"""A case in Kathmandu with a photograph, and an authority that stamps."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image

from payung.gateways.vault import FakeVault
from payung.programme.cases.evidence import GivenFile, add_evidence
from payung.programme.cases.models import Case, Evidence
from payung.programme.consents.deeds import give
from payung.programme.consents.models import How, Purpose
from payung.programme.people.actors import Actor
from tests.programme.cases.conftest import (  # noqa: F401 - fixtures
    NOW,
    Office,
    case,
    office,
    vault,
)


LATER = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
PDF = b"%PDF-1.4\nAn invented paper\n%%EOF\n"


def a_photograph(size: tuple[int, int] = (64, 48)) -> bytes:
    """Return a JPEG as a telephone makes one: with place, device and words in it."""
    image = Image.new("RGB", size, (200, 30, 30))
    image.paste((20, 20, 220), (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[0x010F] = "NEEDLE maker"
    exif[0x0112] = 6  # lies on its side
    exif[0x010E] = "NEEDLE description"
    exif.get_ifd(0x8825)[2] = (27.0, 42.0, 3.6)
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8769)[0x9286] = b"ASCII\x00\x00\x00NEEDLE comment"
    written = io.BytesIO()
    image.save(
        written,
        "JPEG",
        exif=exif,
        comment=b"NEEDLE comment",
        xmp=b"<x:xmpmeta>NEEDLE in XMP</x:xmpmeta>",
    )
    return written.getvalue() + b"NEEDLE behind the end"


def flipped(sealed: bytes) -> bytes:
    """Return what lies in the vault with its last bit changed."""
    return sealed[:-1] + bytes([sealed[-1] ^ 1])


def keep(
    actor: Actor,
    case: Case,  # noqa: F811
    vault: FakeVault,  # noqa: F811
    content: bytes,
    name: str = "Kamala at the gate.jpg",
    at: datetime = NOW,
) -> Evidence:
    """Add a file to the case."""
    given = GivenFile(name=name, shows="Kamala, held", content=content)
    return add_evidence(actor=actor, case=case, given=given, vault=vault, at=at)


@pytest.fixture
def photo(office: Office, case: Case, vault: FakeVault) -> Evidence:  # noqa: F811
    return keep(office.sunita, case, vault, a_photograph())


@pytest.fixture
def paper(office: Office, case: Case, vault: FakeVault) -> Evidence:  # noqa: F811
    at = NOW + timedelta(minutes=1)
    return keep(office.sunita, case, vault, PDF, name="paper.pdf", at=at)


def says_yes(actor: Actor, case: Case, *purposes: Purpose) -> None:  # noqa: F811
    """Let her say yes to these."""
    for purpose in purposes:
        give(
            actor=actor,
            case=case,
            purpose=purpose,
            how=How.SPOKEN,
            language="ne",
            at=NOW,
        )
