"""Take taps from phones, many at once by the page's script or one by its buttons."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from django.contrib import messages
from django.http import HttpRequest, JsonResponse

from payung.programme.activities.cards import digest_of
from payung.programme.activities.taps import NoTap, Tap, TapOf, heap_in, read


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """How the counters stand after taps were taken, and what whoever counts must know."""

    counts: Mapping[str, object]
    sentences: Sequence[str]


Kept = TypeVar("Kept", bound=Tap)
Take = Callable[[Sequence[Kept]], Taken]


def take_heap(
    request: HttpRequest, tap_of: TapOf[Kept], take: Take[Kept], *, at: datetime
) -> JsonResponse:
    """Take what a phone has counted; say which taps are kept here now."""
    try:
        heap = heap_in(request.body, at=at)
    except NoTap as problem:
        return JsonResponse({"sentence": problem.sentence}, status=400)
    good, refused = read(heap, tap_of)
    taken = take(good)
    answer = {
        "stored": [str(tap.id) for tap in good],
        "refused": refused,
        "counts": taken.counts,
        "sentences": list(taken.sentences),
    }
    return JsonResponse(answer)


def take_one(
    request: HttpRequest, said: object, tap_of: TapOf[Kept], take: Take[Kept]
) -> None:
    """Take the one tap of a page without scripts; warn of what has to be known."""
    try:
        tap = tap_of(said, ahead=timedelta())
    except NoTap as problem:
        messages.warning(request, problem.sentence)
        return
    for sentence in take([tap]).sentences:
        messages.warning(request, sentence)


def pressed(request: HttpRequest, at: datetime) -> tuple[dict[str, object], str]:
    """Return the button that was pressed as phones send taps, and its last word."""
    what, _space, rest = request.POST.get("tap", "").partition(" ")
    code, _space, last = rest.partition(" ")
    card = request.POST.get("card", "").strip()
    said: dict[str, object] = {
        "id": request.POST.get("key", ""),
        "what": what,
        "code": code,
        "at": at.timestamp() * 1000,
        "card": digest_of(card) if card else "",
    }
    return said, last
