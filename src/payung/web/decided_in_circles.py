"""Offer to lessons which decisions of a circle there are: when and for whom, never what.

Lessons and circles stand side by side and do not know one another.
"""

from __future__ import annotations

from babel.dates import format_date
from django.utils.translation import get_language

from payung.programme.circles.access import decisions_of
from payung.programme.lessons.linking import Decided, offer_with
from payung.programme.people.actors import Actor


MANY = 30


def decisions(actor: Actor) -> tuple[Decided, ...]:
    """Return the last decisions of her circles that stand."""
    rows = decisions_of(actor).filter(withdrawn_at=None).order_by("-decided_on", "-at")
    language = get_language() or "en"
    return tuple(
        Decided(
            decision=one.pk,
            on=one.decided_on,
            said=f"{format_date(one.decided_on, 'd MMM y', language)} · "
            f"{one.get_addressee_display()} · {one.number}",
        )
        for one in rows[:MANY]
    )


offer_with(decisions)
