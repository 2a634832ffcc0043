"""What a file is, in a word."""

from __future__ import annotations

from django.utils.translation import gettext as _


def kind_in_words(media: str) -> str:
    """Return a word for a media type: "image/jpeg" is a picture."""
    words = {
        "image": _("Picture"),
        "audio": _("Recording"),
        "video": _("Video"),
    }
    if media == "application/pdf":
        return _("Paper (PDF)")
    return words.get(media.partition("/")[0], _("File"))
