"""Where somebody is and was held: what cannot be is refused, what is there is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.utils.translation import gettext as _

from payung.programme.people.refusals import CannotBe

from .held_models import HeldKind, HeldSpan
from .models import Arrest


class HeldBackwards(CannotBe):
    """She would have left a place before she came there."""


class HeldBeforeTaken(CannotBe):
    """She would have been held somewhere before she was taken."""


class HeldAfterRelease(CannotBe):
    """She would have been held somewhere after her release."""


class HeldInTwoPlaces(CannotBe):
    """Two places share time."""


@dataclass(frozen=True, kw_only=True, slots=True)
class HeldAt:
    """One place: kind ("" while only the arrest says where), station, from and to."""

    kind: str
    station: str
    began_at: datetime
    ended_at: datetime | None


def places_of(arrest: Arrest) -> tuple[HeldAt, ...]:
    """Return where she is and was held, the first first; her release ends the last."""
    spans = _in_order(arrest.held.all())
    ends = arrest.released_at
    written = [
        HeldAt(
            kind=one.kind,
            station=one.station,
            began_at=one.began_at,
            ended_at=one.ended_at or ends,
        )
        for one in spans
    ]
    if not written:
        return (_as_arrest_says(arrest, ends),)
    first = written[0]
    if arrest.station and arrest.taken_at < first.began_at:
        return (_as_arrest_says(arrest, first.began_at), *written)
    return tuple(written)


def held_now(arrest: Arrest) -> HeldAt:
    """Return the last place that is known, where she is unless she was released."""
    return places_of(arrest)[-1]


def refuse_impossible_places(
    arrest: Arrest, *, say: Callable[[datetime], str], field: str = ""
) -> None:
    """Raise the refusal, with its sentence, for places that contradict the arrest.

    `say` turns a moment into the words of the place's own clocks.
    """
    spans = _in_order(HeldSpan.objects.filter(arrest=arrest))
    for one in spans:
        refuse_against_arrest(one, arrest, say=say, field=field)
    for first, second in pairwise(spans):
        if first.ended_at is None or second.began_at < first.ended_at:
            # The row that was there before is the one to look at.
            before = min(first, second, key=lambda one: one.pk)
            refuse_two_places(before, say=say, field=field)


def refuse_two_places(
    before: HeldSpan, *, say: Callable[[datetime], str], field: str = ""
) -> None:
    """Raise HeldInTwoPlaces, naming the place that is written down already."""
    raise HeldInTwoPlaces(
        _(
            "Nobody is in two places at once: “%(place)s” is written down from "
            "%(began)s on. Say when that ended, or correct one of the times."
        )
        % {"place": HeldKind(before.kind).label, "began": say(before.began_at)},
        field=field,
    )


def refuse_against_arrest(
    one: HeldSpan, arrest: Arrest, *, say: Callable[[datetime], str], field: str = ""
) -> None:
    """Raise the refusal for a place that contradicts the arrest, the release or itself."""
    if one.ended_at is not None and one.ended_at <= one.began_at:
        raise HeldBackwards(
            _("The end is before the beginning. Exchange the two, or correct one."),
            field=field,
        )
    if one.began_at < arrest.taken_at:
        raise HeldBeforeTaken(
            _(
                "“%(place)s” would begin before the person was taken, on %(taken)s. "
                "Correct one of the two times."
            )
            % {"place": HeldKind(one.kind).label, "taken": say(arrest.taken_at)},
            field=field,
        )
    released = arrest.released_at
    if released is not None and max(one.began_at, one.ended_at or one.began_at) > (
        released
    ):
        raise HeldAfterRelease(
            _(
                "“%(place)s” would go on after the release, on %(released)s. Correct "
                "one of the two times, or take the release back."
            )
            % {"place": HeldKind(one.kind).label, "released": say(released)},
            field=field,
        )


def _in_order(spans: Iterable[HeldSpan]) -> list[HeldSpan]:
    return sorted(spans, key=lambda one: one.began_at)


def _as_arrest_says(arrest: Arrest, ended_at: datetime | None) -> HeldAt:
    return HeldAt(
        kind="", station=arrest.station, began_at=arrest.taken_at, ended_at=ended_at
    )
