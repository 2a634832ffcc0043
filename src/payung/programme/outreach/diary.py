"""The diary of a visit: taps, each with its own id, and what they add up to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import Sum

from payung.programme.activities.actions import count_who_came
from payung.programme.activities.cards import cards_shown
from payung.programme.activities.categories import is_category
from payung.programme.activities.models import Participation
from payung.programme.activities.taps import counts_for, moment_of, unreadable
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor

from . import kinds
from .codes import Material, What
from .models import DiaryTap, MaterialGiven, OutreachVisit


MOST_AT_ONCE = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class Tap:
    """One tap as a phone keeps it; `change` is below 0 where it is taken back.

    `card` is the digest of a card.
    """

    id: UUID
    what: What
    code: str
    change: int
    tapped_at: datetime
    card: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Took:
    """How many taps were new, and how many came with a card that is not known here."""

    new: int
    cards_unknown: int = 0


def tap_of(said: object, *, ahead: timedelta) -> Tap:
    """Return one tap as a phone sends it; raise NoTap.

    `ahead` is how far the phone's clock is before the right time.
    """
    if not isinstance(said, Mapping):
        raise unreadable()
    try:
        what, code = What(str(said["what"])), str(said["code"])
        change, moment = said.get("change", 1), said["at"]
        if not _means(what, code) or isinstance(change, bool):
            raise unreadable()
        if not isinstance(change, int) or not 0 < abs(change) <= MOST_AT_ONCE:
            raise unreadable()
        return Tap(
            id=UUID(str(said["id"])),
            what=what,
            code=code,
            change=change,
            tapped_at=moment_of(moment, ahead),
            card=str(said.get("card", ""))[:64],
        )
    except (ValueError, KeyError, TypeError, OverflowError, OSError):
        raise unreadable() from None


@transaction.atomic
def take_taps(
    *, actor: Actor, visit: OutreachVisit, taps: Sequence[Tap], at: datetime
) -> Took:
    """Store taps, each id once and in any order, and add the visit up anew."""
    rows = OutreachVisit.objects.select_related("activity", "venue")
    fresh = rows.select_for_update(of=("self",)).get(pk=visit.pk)
    by_id = {tap.id: tap for tap in taps}
    known = DiaryTap.objects.filter(pk__in=by_id).values_list("pk", flat=True)
    for pk in known:
        by_id.pop(pk)
    if not by_id:
        return Took(new=0)
    cards = _cards(fresh, by_id.values())
    DiaryTap.objects.bulk_create(
        _row(actor, fresh, tap, cards, at) for tap in by_id.values()
    )
    settle(fresh)
    subject = str(fresh.pk)
    record(kinds.TAPPED, actor=actor, subject=subject, at=at, taps=len(by_id))
    asked = [tap.card for tap in by_id.values() if tap.what is What.CARD]
    return Took(new=len(by_id), cards_unknown=sum(one not in cards for one in asked))


def settle(visit: OutreachVisit) -> None:
    """Let what was counted follow from the taps, inside a transaction."""
    if not visit.taps.exists():
        return
    count_who_came(visit.activity, met_in(visit))
    _settle_cards(visit)
    visit.given.all().delete()
    MaterialGiven.objects.bulk_create(
        MaterialGiven(visit=visit, kind=kind, count=count)
        for kind, count in _sums(visit, What.MATERIAL).items()
    )
    last = visit.taps.filter(what=What.VIOLENCE).order_by("-tapped_at", "-id").first()
    if last is not None:
        visit.violence = last.code == "y"
        visit.save(update_fields=["violence"])


def met_in(visit: OutreachVisit) -> dict[str, int]:
    """Return how many of which category were met without a card."""
    if visit.taps.exists():
        return _sums(visit, What.PERSON)
    rows = visit.activity.came.filter(card=None, by_card=False)
    return dict(rows.values_list("category", "count"))


def _sums(visit: OutreachVisit, what: What) -> dict[str, int]:
    rows = visit.taps.filter(what=what).values_list("code")
    added = rows.annotate(n=Sum("change")).order_by("code")
    return {code: n for code, n in added if n > 0}


def _settle_cards(visit: OutreachVisit) -> None:
    shown: dict[int, str] = {}
    # Of cards that are forgotten since only the letters are left.
    forgotten: dict[str, int] = {}
    for code, n in _sums(visit, What.CARD).items():
        letters, colon, pk = code.partition(":")
        if colon:
            shown[int(pk)] = letters
        else:
            forgotten[letters] = n
    visit.activity.came.exclude(card=None, by_card=False).delete()
    came = partial(Participation, activity=visit.activity)
    Participation.objects.bulk_create(
        [came(card_id=pk, category=letters) for pk, letters in shown.items()]
        + [came(by_card=True, category=k, count=n) for k, n in forgotten.items()]
    )


def _means(what: What, code: str) -> bool:
    match what:
        case What.PERSON | What.CARD:
            return is_category(code)
        case What.MATERIAL:
            return code in Material.values
        case What.VIOLENCE:
            return code in ("y", "n")


def _cards(visit: OutreachVisit, taps: Iterable[Tap]) -> dict[str, int]:
    wanted = {tap.card for tap in taps if tap.what is What.CARD}
    return cards_shown(wanted, country=visit.venue.country)


def _row(
    actor: Actor,
    visit: OutreachVisit,
    tap: Tap,
    cards: Mapping[str, int],
    at: datetime,
) -> DiaryTap:
    what, code = tap.what, tap.code
    if what is What.CARD:
        card = cards.get(tap.card)
        # A card that nobody knows here: she was met all the same.
        what = What.PERSON if card is None else What.CARD
        code = code if card is None else f"{code}:{card}"
    return DiaryTap(
        id=tap.id,
        visit=visit,
        what=what,
        code=code,
        change=tap.change,
        tapped_at=counts_for(tap.tapped_at, at=at),
        stored_at=at,
        by=actor.handle,
    )
