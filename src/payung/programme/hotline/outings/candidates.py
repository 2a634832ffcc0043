"""Who is asked to go out: on duty first, phone proven, and not twice out tonight."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from payung.engines.dispatch import STAGES_OVER, Group, Stage
from payung.programme.alerts.models import Message, Saying
from payung.programme.hotline.duty import groups_now, people_in
from payung.programme.hotline.models import Response
from payung.programme.standby.proofs import last_proofs


TONIGHT = timedelta(hours=12)
OFTEN = 2
FIELD = (Group.PRIMARY, Group.BACKUP, Group.NEARBY, Group.RING_GROUP)


def ranked(response: Response, *, at: datetime) -> tuple[str, ...]:
    """Return who can be asked to go, the best first; the coordinator where nobody can.

    Those asked before for this response come last, for they have not said yes. Whoever
    is out now, or was twice tonight, is left alone.
    """
    groups = groups_now(response.contact.country, at, area=response.contact.area)
    there = people_in(groups, *FIELD)
    outings = _outings(at)
    out = _out_now()
    free = [
        one
        for one in there
        if one not in out
        and one not in (response.first, response.second)
        and outings[one] < OFTEN
    ]
    asked = _asked(response)
    proofs = last_proofs(free, at)
    order = sorted(
        free,
        key=lambda one: (
            asked[one],
            one not in proofs,
            outings[one],
            there.index(one),
        ),
    )
    return tuple(order) or people_in(groups, Group.COORDINATOR)


def _outings(at: datetime) -> Counter[str]:
    """Return how often each went out in the last hours."""
    rows = Response.objects.filter(needed_at__gt=at - TONIGHT)
    # Whoever only said yes to what was called off has not been out for it.
    went = rows.exclude(stage__in=[Stage.NEEDED, Stage.CALLED_OFF])
    return _people(went.values_list("first", "second"))


def _out_now() -> Counter[str]:
    rows = Response.objects.exclude(stage__in=STAGES_OVER)
    return _people(rows.values_list("first", "second"))


def _people(pairs: Iterable[tuple[str, str]]) -> Counter[str]:
    return Counter(person for pair in pairs for person in pair if person)


def _asked(response: Response) -> Counter[str]:
    rows = Message.objects.filter(about=response.reference, saying=Saying.GO)
    keys = rows.values_list("way__person__handle", "code").distinct()
    return Counter(handle for handle, _code in keys)
