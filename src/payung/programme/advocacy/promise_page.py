"""What the pages give their script, so that promises wait on the phone, locked."""

from __future__ import annotations

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _

from payung.engines import sealed
from payung.programme.people.actors import Actor


def page_data(request: HttpRequest, actor: Actor) -> dict[str, object]:
    """Return the key of what waits on this phone, and the words about it."""
    return {
        "draftKey": sealed.to_text(sealed.draft_key(actor.unlocked.seed)),
        "person": actor.person_id,
        "csrf": get_token(request),
        "words": {
            "kept": _("Kept."),
            "waiting": _(
                "It is locked and kept on this phone. It goes out as soon as there is "
                "a connection."
            ),
            "signed_out": _(
                "It is locked and kept on this phone. Sign in again to send it."
            ),
            "aside": _("Kept on this phone, because it could not be placed:"),
            "mend": _("Something is missing. Look at what you chose."),
        },
    }
