"""The words for kinds of files."""

from __future__ import annotations

from django.utils.translation import gettext as _


def kind_label(media: str) -> str:
    """Return what people call a kind of file."""
    if media == "application/pdf":
        return "PDF"
    return {
        "image": _("Picture"),
        "audio": _("Sound"),
        "video": _("Film"),
    }.get(media.partition("/")[0], media)
