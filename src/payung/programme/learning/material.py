"""Pictures and sounds of questions: small, harmless, and the same for everybody."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role

from . import kinds
from .access import LEADS
from .codes import PictureKind, SoundKind
from .models import Item, ItemAudio, ItemOption, ItemPicture
from .refusals import NotOurMaterial


# What a cheap phone shows at once, and a slow line carries.
MOST_PIXELS = 640
MOST_PICTURE_BYTES = 5_000_000
MOST_SOUND_BYTES = 400_000
DRAWINGS = "pictures"
_BEGINS = {
    b"OggS": SoundKind.OGG,
    b"ID3": SoundKind.MP3,
    b"\xff\xfb": SoundKind.MP3,
    b"\xff\xf3": SoundKind.MP3,
    b"RIFF": SoundKind.WAV,
}


def drawings() -> tuple[str, ...]:
    """Return the names of our own drawings."""
    folders = [Path(folder) / DRAWINGS for folder in settings.STATICFILES_DIRS]
    found = [path.stem for folder in folders for path in folder.glob("*.svg")]
    return tuple(sorted(found))


@transaction.atomic
def set_drawing(
    *, actor: Actor, item: Item, option: ItemOption | None, drawing: str, at: datetime
) -> ItemPicture:
    """Let a question or answer have one of our drawings; raise NotOurMaterial."""
    check_role(actor, *LEADS)
    if drawing not in drawings():
        raise NotOurMaterial(
            _("There is no drawing of this name. Choose one of the list."),
            field="drawing",
        )
    given = {"drawing": drawing, "kind": "", "content": None}
    return _set_picture(actor, item, option, given, at)


@transaction.atomic
def set_picture(
    *, actor: Actor, item: Item, option: ItemOption | None, content: bytes, at: datetime
) -> ItemPicture:
    """Let a question or answer have a picture, made anew and smaller; raise CannotBe."""
    check_role(actor, *LEADS)
    given = {"drawing": "", "kind": PictureKind.WEBP, "content": made_anew(content)}
    return _set_picture(actor, item, option, given, at)


@transaction.atomic
def set_sound(
    *,
    actor: Actor,
    item: Item,
    option: ItemOption | None,
    language: str,
    content: bytes,
    at: datetime,
) -> ItemAudio:
    """Let a question or answer be heard in a language; raise NotOurMaterial."""
    check_role(actor, *LEADS)
    kind = sound_kind(content)
    row, _new = ItemAudio.objects.update_or_create(
        item=item,
        option=option,
        language=language,
        defaults={"kind": kind, "content": content},
    )
    record(kinds.MATERIAL, actor=actor, subject=item.code, at=at)
    return row


def made_anew(content: bytes) -> bytes:
    """Return a picture from its pixels alone, without what the camera added."""
    if len(content) > MOST_PICTURE_BYTES:
        raise NotOurMaterial(
            _("This picture is larger than 5 MB. Make it smaller first."),
            field="picture",
        )
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "WEBP")) as found:
            found.thumbnail((MOST_PIXELS, MOST_PIXELS))
            plain = found.convert("RGB")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as why:
        raise NotOurMaterial(
            _("This file is no picture. Give a JPEG, PNG or WebP."), field="picture"
        ) from why
    written = io.BytesIO()
    plain.save(written, format="WEBP", quality=80)
    return written.getvalue()


def sound_kind(content: bytes) -> SoundKind:
    """Return what a sound is by how it begins; raise NotOurMaterial."""
    if len(content) > MOST_SOUND_BYTES:
        raise NotOurMaterial(
            _("This sound is larger than 400 kB. Speak shorter, or save it as Ogg."),
            field="sound",
        )
    if content[4:8] == b"ftyp":
        return SoundKind.M4A
    for begin, kind in _BEGINS.items():
        if content.startswith(begin):
            return kind
    raise NotOurMaterial(
        _("This file is no sound. Give an Ogg, MP3, M4A or WAV."), field="sound"
    )


def _set_picture(
    actor: Actor,
    item: Item,
    option: ItemOption | None,
    given: Mapping[str, object],
    at: datetime,
) -> ItemPicture:
    row, _new = ItemPicture.objects.update_or_create(
        item=item, option=option, defaults=given
    )
    record(kinds.MATERIAL, actor=actor, subject=item.code, at=at)
    return row
