"""Two workers accept the same contacts in the same moments; also used by the battery."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from payung.programme.hotline.accepting import accept
from payung.programme.hotline.coming_in.arriving import take_call
from payung.programme.hotline.models import Contact, ContactEvent
from tests.programme.hotline.small_line import SmallLine, after, arrival


@dataclass(frozen=True, kw_only=True)
class Race:
    """What came of a race: how often each won, and the contacts with two winners."""

    wins: dict[str, int]
    told_taken: int
    doubly_owned: tuple[str, ...]
    raised: tuple[BaseException, ...]


def waiting_contacts(small: SmallLine, count: int) -> list[Contact]:
    """Open so many contacts of calls that nobody has answered."""
    return [
        take_call(country="np", news=arrival(small, f"race-{n}"), at=after(n))
        for n in range(count)
    ]


def race(
    at_once: Callable[..., list[BaseException]],
    contacts: Sequence[Contact],
    people: Sequence[str],
) -> Race:
    """Let all of these people accept all of these contacts, in step, at once."""
    raised: list[BaseException] = []
    for contact in contacts:
        deeds = [_accepting(contact, person) for person in people]
        raised += at_once(*deeds)
    return outcome(contacts, people, raised)


def race_through(
    at_once: Callable[..., list[BaseException]],
    contacts: Sequence[Contact],
    people: Sequence[str],
) -> Race:
    """Let each of these people accept all of these contacts, one after the other."""

    def all_of_them(person: str) -> Callable[[], None]:
        def go() -> None:
            for contact in contacts:
                _accepting(contact, person)()

        return go

    raised = at_once(*(all_of_them(person) for person in people))
    return outcome(contacts, people, raised)


def outcome(
    contacts: Sequence[Contact],
    people: Sequence[str],
    raised: Sequence[BaseException],
) -> Race:
    """Read from rows and log who won what."""
    rows = Contact.objects.filter(pk__in=[contact.pk for contact in contacts])
    wins = {person: rows.filter(owner=person).count() for person in people}
    accepted = ContactEvent.objects.filter(contact__in=rows, event="accepted")
    first: dict[object, str] = {}
    doubly: set[str] = set()
    for event in accepted.select_related("contact").order_by("contact", "number"):
        winner = first.setdefault(event.contact_id, event.person)
        if event.contact.owner != winner:
            doubly.add(event.contact.reference)
    return Race(
        wins=wins,
        told_taken=accepted.count() - len(first),
        doubly_owned=tuple(sorted(doubly)),
        raised=tuple(raised),
    )


def _accepting(contact: Contact, person: str) -> Callable[[], None]:
    def go() -> None:
        accept(contact=contact, person=person, at=after(900))

    return go
