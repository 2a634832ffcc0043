"""The whole ring plan of a call, as a telephone carries it out alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from payung.engines.dispatch import LADDER, Choice, Group, Priority, plan_of, steps_of
from payung.engines.packs import LineRules
from payung.engines.sealed import Refused, open_field
from payung.gateways.telephone import PlanPaper, SealTo
from payung.programme.alerts.machine import address_field, machine_secret
from payung.programme.alerts.models import Way, WayKind
from payung.programme.alerts.ways import ways_of
from payung.programme.people.models import Person
from payung.programme.people.stored_keys import NoKeyYet, team_public
from payung.programme.places.packs import pack_of

from .duty import Duties, Groups
from .lines import lines_of, rules_of
from .models import Contact, Line


LONGEST_TALK = 3600


@dataclass(frozen=True, kw_only=True, slots=True)
class Phones:
    """Whose phone rings where: ids by handle, addresses and languages by id."""

    ids: Mapping[str, tuple[str, ...]]
    addresses: Mapping[str, str]
    languages: Mapping[str, str]

    def rung(self, groups: Groups) -> dict[Group, tuple[str, ...]]:
        """Return the phones of each group in the place of its people."""
        return {
            group: tuple(phone for one in people for phone in self.ids.get(one, ()))
            for group, people in groups.items()
            if group is not Group.PANEL
        }


def paper_for(
    line: Line,
    *,
    at: datetime,
    contact: Contact | None = None,
    duties: Duties | None = None,
) -> PlanPaper:
    """Return everything a telephone needs for a call on this line, decided once.

    Without a `contact` it is the plan that a telephone keeps for when nobody answers
    it: then the line's code stands where the contact's reference would. `duties` are
    given where they were read already.
    """
    rules = rules_of(line)
    priority = Priority(contact.priority) if contact else rules.priority
    areas = ["", *(choice.area for choice in rules.menu)]
    now = duties or Duties(line.country, at)
    by_area = {area: now.rung(area, team=line.team) for area in areas}
    phones = _phones(one for groups in by_area.values() for one in _named(groups))
    language = contact.language if contact else pack_of(line.country).languages[0]
    return PlanPaper(
        line=line.code,
        plan=plan_of(
            LADDER,
            priority,
            phones.rung(by_area[""]),
            contact=contact.reference if contact else line.code,
            menu=_menu(rules, priority, phones, by_area),
            danger=rules.danger_key,
        ),
        addresses=phones.addresses,
        seal_to=_seal_to(line),
        language=language,
        languages=phones.languages,
        rejects=rules.rejects,
        shows=line.dialled,
        longest_talk=LONGEST_TALK,
        made_at=at,
    )


def papers_of(country: str, *, at: datetime) -> dict[str, PlanPaper]:
    """Return the plan of every line of a country as of now, by code."""
    return {line.code: paper_for(line, at=at) for line in lines_of(country)}


def _named(groups: Groups) -> Iterable[str]:
    return (
        person
        for group, people in groups.items()
        if group is not Group.PANEL
        for person in people
    )


def _phones(people: Iterable[str]) -> Phones:
    handles = tuple(dict.fromkeys(people))
    ids: dict[str, list[str]] = {}
    addresses: dict[str, str] = {}
    for way, handle, address in _call_ways(handles):
        ids.setdefault(handle, []).append(str(way.pk))
        addresses[str(way.pk)] = address
    spoken = dict(
        Person.objects.filter(handle__in=handles).values_list("handle", "language")
    )
    return Phones(
        ids={handle: tuple(found) for handle, found in ids.items()},
        addresses=addresses,
        languages={
            phone: spoken[handle] for handle, found in ids.items() for phone in found
        },
    )


def _call_ways(handles: tuple[str, ...]) -> Iterable[tuple[Way, str, str]]:
    """Yield the phones that can be rung; without the machine's key there are none."""
    # Of whoever works for two countries, each key is asked for once, not once a phone.
    secret_of = cache(machine_secret)
    for handle, ways in ways_of(handles).items():
        for way in ways:
            secret = secret_of(way.person.country)
            envelope = way.address
            if way.kind != WayKind.CALL or secret is None or envelope is None:
                continue
            try:
                yield way, handle, open_field(secret, address_field(way), envelope)
            except Refused:
                continue


def _menu(
    rules: LineRules,
    priority: Priority,
    phones: Phones,
    by_area: Mapping[str, Groups],
) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            digit=choice.digit,
            code=choice.area,
            steps=steps_of(LADDER, priority, phones.rung(by_area[choice.area])),
        )
        for choice in rules.menu
    )


def _seal_to(line: Line) -> SealTo | None:
    try:
        return SealTo(public=team_public(line.team))
    except (NoKeyYet, Refused):
        # The call is taken all the same; who calls is then forgotten.
        return None
