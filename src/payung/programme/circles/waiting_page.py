"""What a page gives its script, so that it can be written on without a network.

Nothing in it opens anything: the page itself lies open on the phone.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.programme.people.actors import Actor
from payung.programme.people.stored_keys import NoKeyYet
from payung.programme.reports.filling import key_for_page, signed_key
from payung.programme.reports.page_words import page_words

from .deeds import Deed, Maker
from .models import FocusGroup, LawyerMeeting


def blanks_of(
    makers: Mapping[str, Maker], actor: Actor, here: Any, *, at: datetime
) -> dict[str, Deed]:
    """Return an empty form of everything that can be written down here."""
    return {what: make(actor, here, None, None, at=at) for what, make in makers.items()}


def given_to(
    request: HttpRequest,
    here: FocusGroup | LawyerMeeting,
    *,
    take: str,
    page: str,
    blanks: Mapping[str, Deed],
) -> dict[str, object] | None:
    """Return what the script needs, or None where the team has no key to lock to."""
    try:
        key = key_for_page(signed_key(here.team))
    except NoKeyYet:
        return None
    words = page_words()
    return {
        "here": str(here.pk),
        "take": take,
        "page": page,
        "worker": reverse("circle-keep"),
        "key": key,
        "csrf": get_token(request),
        "titles": {what: one.title for what, one in blanks.items()},
        "words": {
            **{name: words[name] for name in ("wrong_key", "accept_key")},
            "waits": _("Waits on this phone"),
            "begun": _("Begun, on this phone only"),
            "refused": _("Not kept yet"),
            "open": _("Go on writing"),
            "correct": _("Correct it"),
            "let_go": _("Let it go"),
            "sure": _("Only this phone has it. Let it go for ever?"),
            "yes": _("Yes, let it go"),
            "no": _("No, it stays"),
            "waiting": _(
                "It is locked and kept on this phone. It goes out as soon as there is "
                "a connection."
            ),
            "signed_out": _(
                "It is locked and kept on this phone. Sign in again to send it."
            ),
            "no_reading": _(
                "Without a network, and without your passphrase, what is locked cannot "
                "be opened here. It stays on this phone."
            ),
            "nowhere": _(
                "This browser does not let the page keep anything. If you close it before "
                "sending, what you write is gone."
            ),
            "who": _("Who: the name she signs in with, or nobody for the group itself"),
            "story_later": _(
                "What happened to one person belongs into a note. There is no network "
                "now: it stays locked on this phone. Open it again later and go on."
            ),
            "answer": _("Answer it"),
            "next": _("Who, what, when"),
        },
    }
