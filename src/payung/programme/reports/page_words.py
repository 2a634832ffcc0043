"""The words of the page that locks and sends a note, for its script."""

from __future__ import annotations

from django.utils.translation import gettext as _


def page_words() -> dict[str, str]:
    """Return what the page says while a note is written, locked and sent."""
    return {
        "resumed": _("This is what you wrote before. It is on this phone only."),
        "which_team": _(
            "Choose at the top which team this note is for, then press Finish again."
        ),
        "locking": _("Locking it…"),
        "sending": _("Sending…"),
        "waiting": _(
            "It is locked and kept on this phone. It goes out as soon as there is a "
            "connection."
        ),
        "signed_out": _(
            "It is locked and kept on this phone. Sign in again to send it."
        ),
        "wrong_key": _(
            "The team's key is not the one this phone knows. Compare these six words "
            "with the paper in the office:"
        ),
        "accept_key": _("These are the words on the paper"),
        "not_finished": _("It could not be sent. It is still on this phone."),
        "discard": _("Throw this away"),
        "discard_sure": _(
            "Throw away what is written here? It cannot be brought back."
        ),
        "kept_nowhere": _(
            "This browser does not let the page keep anything. If you close it before "
            "sending, what you write is gone."
        ),
        "send_again": _("Send now"),
        "set_aside": _("Kept on this phone, because it could not be placed:"),
    }
