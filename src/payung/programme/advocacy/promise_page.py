"""What the pages give their script, so that promises wait on the phone, locked."""

from __future__ import annotations

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.engines import sealed
from payung.engines.clocks.calendars import gregorian_words
from payung.programme.people.actors import Actor
from payung.programme.places.packs import pack_of

from .access import meetings_of
from .codes import PromiseKind
from .forms import unit_name
from .language import language_now
from .promising import OVER


LISTED = 20


def page_data(request: HttpRequest, actor: Actor) -> dict[str, object]:
    """Return the key of what waits on this phone, and the words about it."""
    return {
        "draftKey": sealed.to_text(sealed.draft_key(actor.unlocked.seed)),
        "person": actor.person_id,
        "csrf": get_token(request),
        "kinds": dict(PromiseKind.choices),
        "meetings": _meetings(actor),
        "words": {
            "kept": _("Kept."),
            "waiting": _(
                "It is locked and kept on this phone. It goes out as soon as there is "
                "a connection."
            ),
            "signed_out": _(
                "It is locked and kept on this phone. Sign in again to send it."
            ),
            "correct": _("Correct it"),
            "where": _("In which meeting was it?"),
            "go_on": _("Go on"),
            "let_go": _("Let it go"),
            "sure": _("Only this phone has it. Let it go for ever?"),
            "yes": _("Yes, let it go"),
            "no": _("No, it stays"),
            "locked": _("It was locked with keys that you do not have any more."),
            "mend": _("Something is missing. Look at what you chose."),
        },
    }


def _meetings(actor: Actor) -> list[tuple[str, str]]:
    """Return address and words of the meetings in which it may have been promised."""
    rows = meetings_of(actor).exclude(activity__state__in=OVER)
    zone, language = pack_of(actor.country).zone(), language_now()
    named = []
    for one in rows.order_by("-activity__planned_start")[:LISTED]:
        start = one.activity.planned_start.astimezone(zone)
        day = gregorian_words(start.date(), language)
        words = f"{unit_name(one.unit, language)} · {day}, {start:%H:%M}"
        named.append((reverse("promise-take", args=[one.activity_id]), words))
    return named
