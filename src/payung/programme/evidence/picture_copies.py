"""Make a picture anew from its pixels, so that nothing else of it is left."""

from __future__ import annotations

import io
import struct
import warnings
from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps

from payung.programme.cases.file_kinds import JPEG, PNG, WEBP, FileKind
from payung.programme.people.refusals import CannotBe


# More than any telephone takes; opened, it fills 150 MB of memory.
MOST_PIXELS = 50_000_000
_READ_AS = {JPEG.media: "JPEG", PNG.media: "PNG", WEBP.media: "WEBP"}
_BROKEN = (OSError, SyntaxError, ValueError, struct.error, EOFError, IndexError)


class NoCopyOfThis(CannotBe):
    """A kind of file of which no clean copy can be made here."""


class TooManyPixels(CannotBe):
    """A picture so large, once opened, that it would fill the memory."""


class BrokenPicture(CannotBe):
    """A picture that cannot be read to its end."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CleanPicture:
    """A picture of pixels alone, and how it is written."""

    kind: FileKind
    content: bytes


def can_be_copied(media: str) -> bool:
    """Return whether a working copy of such a file can be made here."""
    return media in _READ_AS


def clean_copy(content: bytes, media: str) -> CleanPicture:
    """Return a picture written anew from its pixels, turned as it is looked at.

    What the camera added is gone: place, moment, device, small pictures inside. A JPEG
    stays one; others become PNG. Raise NoCopyOfThis, TooManyPixels or BrokenPicture.
    """
    if not can_be_copied(media):
        raise NoCopyOfThis(
            _(
                "No working copy can be made of this kind of file. Its original can "
                "still be used; what it holds beside what is seen or heard stays in it."
            )
        )
    try:
        return _written(_pixels(content, _READ_AS[media]), media)
    except Image.DecompressionBombError:
        raise _too_many() from None
    except _BROKEN as problem:
        if isinstance(problem, CannotBe):
            raise
        raise BrokenPicture(
            _(
                "This picture cannot be read to its end, so no copy was made. The "
                "original is kept as it was received. Ask for the picture again."
            )
        ) from None


def _pixels(content: bytes, read_as: str) -> Image.Image:
    with warnings.catch_warnings():
        # We count the pixels ourselves, before any is read.
        warnings.simplefilter("ignore")
        opened = Image.open(io.BytesIO(content), formats=[read_as])
        if opened.width * opened.height > MOST_PIXELS:
            raise _too_many()
        turned = ImageOps.exif_transpose(_in_plain_colours(opened))
    plain = turned.convert(_mode(turned))
    # Made of the bytes of its pixels: an image brings what it was opened with along.
    return Image.frombytes(plain.mode, plain.size, plain.tobytes())


def _in_plain_colours(opened: Image.Image) -> Image.Image:
    """Return the picture in sRGB: its own profile goes, and colours must not shift."""
    profile = opened.info.get("icc_profile")
    if not profile or opened.mode not in {"RGB", "CMYK"}:
        return opened
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        plain = ImageCms.profileToProfile(
            opened, own, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, *_BROKEN):
        return opened
    if plain is None:
        return opened
    plain.info["exif"] = opened.info.get("exif", b"")
    return plain


def _mode(image: Image.Image) -> str:
    if image.mode in {"L", "RGB", "RGBA"}:
        return image.mode
    if image.mode in {"LA", "PA"} or "transparency" in image.info:
        return "RGBA"
    return "L" if image.mode in {"1", "I", "I;16", "F"} else "RGB"


def _written(image: Image.Image, media: str) -> CleanPicture:
    written = io.BytesIO()
    if media == JPEG.media:
        image.save(written, "JPEG", quality=92, optimize=True)
        return CleanPicture(kind=JPEG, content=written.getvalue())
    image.save(written, "PNG")
    return CleanPicture(kind=PNG, content=written.getvalue())


def _too_many() -> TooManyPixels:
    return TooManyPixels(
        _(
            "This picture is larger than %(most)s million points once it is opened, so "
            "no copy was made. The original is kept as it was received."
        )
        % {"most": MOST_PIXELS // 1_000_000}
    )
