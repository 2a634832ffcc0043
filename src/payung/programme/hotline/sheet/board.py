"""The board: who waits, whose phone rings, who has what, and who is to be rung back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from payung.engines.dispatch import Channel, Priority, State
from payung.gateways.telephone import NewsKind
from payung.programme.alerts.models import Message, Saying, Sending, Way
from payung.programme.hotline.access import contacts_of
from payung.programme.hotline.models import CallNews, Contact
from payung.programme.hotline.words import CHANNELS, PRIORITIES, SIGNS, STATES
from payung.programme.people.actors import Actor
from payung.programme.places.queries import area_names


SHOWN_AFTER_CLOSING = timedelta(hours=12)
# A phone that began to ring longer ago than this has long been answered or given up.
RINGS_AT_MOST = timedelta(minutes=5)
# So many of a part are shown; of more, these many of each that must not be missed.
MOST, EACH = 120, 40


@dataclass(frozen=True, kw_only=True, slots=True)
class BoardLine:
    """One contact on the board; `ringing` are the people whose phones ring now."""

    reference: str
    sign: str
    what: str
    where: str
    state: str
    urgent: bool
    how_soon: str
    opened_at: datetime
    due_at: datetime | None
    late: bool
    owner: str
    hers: bool
    handing: bool
    ringing: tuple[str, ...]
    version: int


@dataclass(frozen=True, kw_only=True, slots=True)
class NotShown:
    """How many of each part are more than the board shows."""

    waiting: int = 0
    to_ring: int = 0
    taken: int = 0
    closed: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Board:
    """The four parts of the board, each the longest waiting first."""

    waiting: tuple[BoardLine, ...]
    to_ring: tuple[BoardLine, ...]
    taken: tuple[BoardLine, ...]
    closed: tuple[BoardLine, ...]
    more: NotShown = NotShown()

    @property
    def waiting_count(self) -> int:
        """Return how many wait, shown or not."""
        return len(self.waiting) + self.more.waiting

    @property
    def to_ring_count(self) -> int:
        """Return how many are to be rung back, shown or not."""
        return len(self.to_ring) + self.more.to_ring

    @property
    def taken_count(self) -> int:
        """Return how many somebody has, shown or not."""
        return len(self.taken) + self.more.taken

    @property
    def open_count(self) -> int:
        """Return how many are not closed, shown or not."""
        return self.waiting_count + self.to_ring_count + self.taken_count


def board_of(actor: Actor, *, at: datetime) -> Board:
    """Return the board of her teams: everything open, and what closed of late.

    In a flood not all of it, but always what is urgent, what is hers, who has waited
    longest and who came last; `more` says how many there are beside.
    """
    rows = contacts_of(actor)
    waiting, more_wait = _shown(rows, actor, State.OPENED, State.RINGING)
    to_ring, more_to_ring = _shown(rows, actor, State.CALL_BACK)
    taken, more_taken = _shown(rows, actor, State.OWNED, State.HANDING_OVER)
    lately = rows.filter(
        state=State.CLOSED, closed_at__gte=at - SHOWN_AFTER_CLOSING
    ).order_by("-opened_at")
    closed = list(lately[: EACH + 1])
    more_closed = lately.count() - EACH if len(closed) > EACH else 0
    ringing = ringing_for(waiting, at=at)
    areas = area_names(actor.country, actor.language)

    def lines(contacts: Iterable[Contact]) -> list[BoardLine]:
        return [_line(actor, contact, areas, ringing, at) for contact in contacts]

    return Board(
        waiting=_urgent_first(lines(waiting)),
        to_ring=_urgent_first(lines(to_ring)),
        taken=_urgent_first(lines(taken)),
        closed=tuple(lines(closed[:EACH])),
        more=NotShown(
            waiting=more_wait,
            to_ring=more_to_ring,
            taken=more_taken,
            closed=more_closed,
        ),
    )


def _shown(
    rows: QuerySet[Contact], actor: Actor, *states: State
) -> tuple[list[Contact], int]:
    """Return what the board shows of these states, and how many more there are."""
    part = rows.filter(state__in=states)
    oldest = list(part.order_by("opened_at")[: MOST + 1])
    if len(oldest) <= MOST:
        return oldest, 0
    hers = Q(owner=actor.handle) | Q(taker=actor.handle)
    found = {
        contact.pk: contact
        for some in (
            oldest[:EACH],
            part.order_by("-opened_at")[:EACH],
            part.filter(priority=Priority.A).order_by("opened_at")[:EACH],
            part.filter(hers).order_by("opened_at")[:EACH],
        )
        for contact in some
    }
    return list(found.values()), part.count() - len(found)


def waiting_count(actor: Actor, *, most: int) -> int:
    """Return how many wait for somebody to take them, counted no further than most."""
    waiting = [State.OPENED, State.RINGING, State.CALL_BACK]
    return contacts_of(actor).filter(state__in=waiting)[:most].count()


def ringing_for(
    contacts: Iterable[Contact], *, at: datetime
) -> Mapping[UUID, tuple[str, ...]]:
    """Return by contact the handles of those whose phone rings or who were just asked."""
    by_record = {contact.pk: contact for contact in contacts}
    if not by_record:
        return {}
    asked = _asked_by_call(by_record, at)
    for contact_id, handle in _asked_by_message(by_record):
        asked[contact_id].append(handle)
    return {pk: tuple(dict.fromkeys(handles)) for pk, handles in asked.items()}


def _asked_by_call(
    contacts: Mapping[UUID, Contact], at: datetime
) -> dict[UUID, list[str]]:
    recent = CallNews.objects.filter(
        contact__in=contacts,
        at__gte=at - RINGS_AT_MOST,
        kind__in=[
            NewsKind.RINGING,
            NewsKind.SCREENING,
            NewsKind.REFUSED,
            NewsKind.ENDED,
        ],
    )
    rings: dict[tuple[UUID, str], bool] = {}
    for news in recent.order_by("call", "seq"):
        if news.kind == NewsKind.ENDED:
            rings = {k: r for k, r in rings.items() if k[0] != news.contact_id}
        elif news.contact_id is not None:
            rings[news.contact_id, news.target] = news.kind != NewsKind.REFUSED
    live = [key for key, ringing in rings.items() if ringing]
    people = _people_of(target for _contact, target in live)
    found: dict[UUID, list[str]] = defaultdict(list)
    for contact_id, target in live:
        if target in people:
            found[contact_id].append(people[target])
    return found


def _asked_by_message(contacts: Mapping[UUID, Contact]) -> Iterable[tuple[UUID, str]]:
    references = {c.reference: pk for pk, c in contacts.items()}
    asked = Message.objects.filter(
        about__in=references,
        saying=Saying.TAKE,
        state__in=[Sending.TAKEN, Sending.SENT],
    )
    rows = asked.order_by("made_at").values_list("about", "way__person__handle")
    return [(references[about], handle) for about, handle in rows]


def _people_of(targets: Iterable[str]) -> dict[str, str]:
    ways = Way.objects.filter(pk__in={t for t in targets if _is_uuid(t)})
    return {str(pk): handle for pk, handle in ways.values_list("pk", "person__handle")}


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _line(
    actor: Actor,
    contact: Contact,
    areas: Mapping[str, str],
    ringing: Mapping[UUID, tuple[str, ...]],
    at: datetime,
) -> BoardLine:
    channel, priority = Channel(contact.channel), Priority(contact.priority)
    return BoardLine(
        reference=contact.reference,
        sign=SIGNS[channel],
        what=str(CHANNELS[channel]),
        where=areas.get(contact.area, ""),
        state=str(STATES[State(contact.state)]),
        urgent=priority is Priority.A and contact.state != State.CLOSED,
        how_soon=str(PRIORITIES[priority]),
        opened_at=contact.opened_at,
        due_at=contact.due_at,
        late=contact.due_at is not None and contact.due_at < at,
        owner=contact.owner or contact.closed_by,
        hers=actor.handle in (contact.owner, contact.taker),
        handing=contact.state == State.HANDING_OVER,
        ringing=ringing.get(contact.pk, ()),
        version=contact.version,
    )


def _urgent_first(lines: list[BoardLine]) -> tuple[BoardLine, ...]:
    return tuple(sorted(lines, key=lambda line: (not line.urgent, line.opened_at)))
