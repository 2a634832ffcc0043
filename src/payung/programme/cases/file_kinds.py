"""What a file is, by its first bytes; its name and what a browser says do not count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class FileKind:
    """A kind of file we take: media type, the ending we give it, endings it may have."""

    media: str
    ending: str
    also: tuple[str, ...] = ()

    def may_end(self, ending: str) -> bool:
        """Return whether a file of this kind may carry this ending, without its dot."""
        return ending in {self.ending, *self.also}


JPEG = FileKind(media="image/jpeg", ending="jpg", also=("jpeg", "jpe", "jfif"))
PNG = FileKind(media="image/png", ending="png")
WEBP = FileKind(media="image/webp", ending="webp")
HEIC = FileKind(media="image/heic", ending="heic", also=("heif", "hif"))
PDF = FileKind(media="application/pdf", ending="pdf")
M4A = FileKind(media="audio/mp4", ending="m4a", also=("mp4", "aac"))
OGG = FileKind(media="audio/ogg", ending="ogg", also=("oga", "opus"))
MP3 = FileKind(media="audio/mpeg", ending="mp3")
WAV = FileKind(media="audio/wav", ending="wav", also=("wave",))
MP4 = FileKind(media="video/mp4", ending="mp4", also=("m4v", "mov", "3gp"))

STARTS: tuple[tuple[bytes, FileKind], ...] = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"%PDF-", PDF),
    (b"OggS", OGG),
    (b"ID3", MP3),
)
RIFF: Mapping[bytes, FileKind] = {b"WEBP": WEBP, b"WAVE": WAV}
# The brand that stands after "ftyp" in the container that phones use for all three.
BRANDS: Mapping[bytes, FileKind] = {
    b"M4A ": M4A,
    b"M4B ": M4A,
    b"heic": HEIC,
    b"heix": HEIC,
    b"mif1": HEIC,
    b"msf1": HEIC,
    b"isom": MP4,
    b"iso2": MP4,
    b"iso4": MP4,
    b"iso5": MP4,
    b"iso6": MP4,
    b"mp41": MP4,
    b"mp42": MP4,
    b"avc1": MP4,
    b"dash": MP4,
    b"M4V ": MP4,
    b"qt  ": MP4,
    b"3gp4": MP4,
    b"3gp5": MP4,
    b"3gp6": MP4,
}
KINDS = (JPEG, PNG, WEBP, HEIC, PDF, M4A, OGG, MP3, WAV, MP4)


def kind_of(start: bytes) -> FileKind | None:
    """Return what the first bytes (at least 16) say a file is; None for all others."""
    for magic, kind in STARTS:
        if start.startswith(magic):
            return kind
    if start[:4] == b"RIFF":
        return RIFF.get(start[8:12])
    if start[4:8] == b"ftyp":
        return BRANDS.get(start[8:12])
    return MP3 if _frame_of_mp3(start) else None


def kind_called(media: str) -> FileKind | None:
    """Return the kind with this media type, or None."""
    return next((kind for kind in KINDS if kind.media == media), None)


def _frame_of_mp3(start: bytes) -> bool:
    """Return whether a sound file without a title begins here: layer III, real rates."""
    if len(start) < 3 or start[0] != 0xFF:
        return False
    layer_three = start[1] & 0xE6 == 0xE2
    bit_rate, sample_rate = start[2] >> 4, (start[2] >> 2) & 3
    return layer_three and bit_rate not in {0, 15} and sample_rate != 3
