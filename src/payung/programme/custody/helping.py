"""Who of ours is with somebody held or on her way, and which lawyer has it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Q

from payung.engines.clocks import Event
from payung.engines.dispatch import AlertState, Report, Stage
from payung.programme.cases.models import Arrest, CaseMember, Step
from payung.programme.hotline.models import Contact, Response, ResponseEvent
from payung.programme.people.models import Person, RoleHeld
from payung.programme.people.roles import Role
from payung.programme.standby.models import AlertEnding, AttorneyAlert

from .models import Beside


class Near(StrEnum):
    """How near one of ours is."""

    ASKED = "asked"
    GOING = "going"
    THERE = "there"
    WAS_THERE = "was_there"


class Law(StrEnum):
    """How far it has come with a lawyer."""

    NOBODY = "nobody"
    ASKED = "asked"
    ACCEPTED = "accepted"
    SPOKE = "spoke"


@dataclass(frozen=True, kw_only=True, slots=True)
class Helper:
    """One of ours, by handle ("" while a pair is still looked for), and how near she is.

    `response` is the reference of the going out it stands in, if it stands in one.
    """

    person: str
    near: Near
    since: datetime
    response: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Lawyer:
    """How far it is with a lawyer, who that is by handle, and the alert about it."""

    law: Law = Law.NOBODY
    attorney: str = ""
    alert: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Help:
    """Who helps somebody held; `contact` is the reference of the newest call, or ""."""

    lawyer: Lawyer
    helpers: tuple[Helper, ...] = ()
    contact: str = ""

    @property
    def somebody_came(self) -> bool:
        """Whether one of ours is on her way, is there, or was."""
        return any(one.near is not Near.ASKED for one in self.helpers)

    @property
    def lawyer_has_it(self) -> bool:
        """Whether a lawyer has accepted, or has spoken with her."""
        return self.lawyer.law in {Law.ACCEPTED, Law.SPOKE}


NEAR: Mapping[Stage, Near] = {
    Stage.NEEDED: Near.ASKED,
    Stage.PAIRED: Near.GOING,
    Stage.EN_ROUTE: Near.GOING,
    Stage.ON_SCENE: Near.THERE,
    Stage.CLIENT_SEEN: Near.THERE,
}
LAW: Mapping[AlertState, Law] = {
    AlertState.RINGING: Law.ASKED,
    AlertState.ACCEPTED: Law.ACCEPTED,
    AlertState.SPOKEN: Law.SPOKE,
}
FURTHEST_FIRST = (Law.SPOKE, Law.ACCEPTED, Law.ASKED)


def help_for(arrests: Iterable[Arrest]) -> dict[int, Help]:
    """Return who helps, by the arrest's id, with the same few questions for any number.

    What happened before somebody was taken is of an earlier time and is not counted,
    unless it is still going on.
    """
    arrests = list(arrests)
    contacts = _contacts(arrests)
    helpers = _beside(arrests)
    for arrest_id, found in _out(arrests, contacts).items():
        helpers[arrest_id] += found
    alerts = _alerts(arrests, contacts)
    spoke = set(
        Step.objects.filter(
            arrest__in=arrests, event=Event.COUNSEL_CONTACT.value
        ).values_list("arrest", flat=True)
    )
    members = _attorney_members(arrests)
    return {
        arrest.pk: Help(
            helpers=tuple(sorted(helpers[arrest.pk], key=lambda one: one.since)),
            contact=next(iter(contacts[arrest.case.reference]), ""),
            lawyer=_lawyer(
                alerts[arrest.pk], members.get(arrest.case_id, ""), arrest.pk in spoke
            ),
        )
        for arrest in arrests
    }


def _lawyer(alerts: list[AttorneyAlert], member: str, spoke: bool) -> Lawyer:
    best = min(alerts, key=_furthest, default=None)
    law = _law_of(best) if best else Law.NOBODY
    attorney = best.attorney if best else ""
    if member and law in {Law.NOBODY, Law.ASKED}:
        law, attorney = Law.ACCEPTED, member
    if spoke:
        law = Law.SPOKE
    alert = best.reference if best else ""
    return Lawyer(law=law, attorney=attorney or member, alert=alert)


def _law_of(alert: AttorneyAlert) -> Law:
    # Closed as "has spoken and goes on with it": that lawyer still has it.
    return LAW.get(AlertState(alert.state), Law.SPOKE)


def _furthest(alert: AttorneyAlert) -> tuple[int, float]:
    return FURTHEST_FIRST.index(_law_of(alert)), -alert.raised_at.timestamp()


def _contacts(arrests: list[Arrest]) -> dict[str, list[str]]:
    """Return the references of the contacts of each case, the newest first."""
    references = {arrest.case.reference for arrest in arrests}
    rows = Contact.objects.filter(case__in=references).order_by("-opened_at")
    found: dict[str, list[str]] = defaultdict(list)
    for contact, case in rows.values_list("reference", "case"):
        found[case].append(contact)
    return found


def _beside(arrests: list[Arrest]) -> dict[int, list[Helper]]:
    rows = Beside.objects.filter(arrest__in=arrests).select_related("person")
    found: dict[int, list[Helper]] = defaultdict(list)
    for row in rows:
        near = _near(row)
        if near is not None:
            since = row.there_at or row.set_out_at
            helper = Helper(person=row.person.handle, near=near, since=since)
            found[row.arrest_id].append(helper)
    return found


def _near(row: Beside) -> Near | None:
    if row.left_at is None:
        return Near.THERE if row.there_at else Near.GOING
    # Whoever turned back on the way was never there.
    return Near.WAS_THERE if row.there_at else None


def _out(
    arrests: list[Arrest], contacts: Mapping[str, list[str]]
) -> dict[int, list[Helper]]:
    every = [one for found in contacts.values() for one in found]
    rows = list(
        Response.objects.filter(contact__reference__in=every).select_related("contact")
    )
    seen = set(
        ResponseEvent.objects.filter(
            response__in=rows, report__in=[Report.ON_SCENE, Report.CLIENT_SEEN]
        ).values_list("response", flat=True)
    )
    by_case: dict[str, list[Response]] = defaultdict(list)
    for row in rows:
        by_case[row.contact.case].append(row)
    return {
        arrest.pk: [
            helper
            for row in by_case[arrest.case.reference]
            if row.stage != Stage.COMPLETE or row.needed_at >= arrest.taken_at
            for helper in _pair(row, was_there=row.pk in seen)
        ]
        for arrest in arrests
    }


def _pair(row: Response, *, was_there: bool) -> list[Helper]:
    stage = Stage(row.stage)
    if stage is Stage.COMPLETE and not was_there:
        return []
    near = NEAR.get(stage, Near.WAS_THERE)
    names = ("",) if near is Near.ASKED else (row.first, row.second)
    return [
        Helper(person=name, near=near, since=row.needed_at, response=row.reference)
        for name in names
        if name or near is Near.ASKED
    ]


def _alerts(
    arrests: list[Arrest], contacts: Mapping[str, list[str]]
) -> dict[int, list[AttorneyAlert]]:
    about = {
        name: arrest
        for arrest in arrests
        for name in (arrest.case.reference, *contacts[arrest.case.reference])
    }
    rows = AttorneyAlert.objects.filter(Q(about__in=about) | Q(also_about__in=about))
    found: dict[int, list[AttorneyAlert]] = defaultdict(list)
    for row in rows:
        arrest = about[row.about if row.about in about else row.also_about]
        if row.state != AlertState.CLOSED or _goes_on(row, arrest):
            found[arrest.pk].append(row)
    return found


def _goes_on(row: AttorneyAlert, arrest: Arrest) -> bool:
    spoken = row.reason == AlertEnding.SPOKEN and bool(row.attorney)
    return spoken and row.raised_at >= arrest.taken_at


def _attorney_members(arrests: list[Arrest]) -> dict[object, str]:
    """Return a lawyer who looks after the case, by the case's record."""
    lawyers = RoleHeld.objects.filter(role=Role.ATTORNEY).values("person")
    rows = CaseMember.objects.filter(
        case__in=[arrest.case_id for arrest in arrests],
        until=None,
        person__in=Person.objects.filter(pk__in=lawyers, is_active=True),
    ).select_related("person")
    return {row.case_id: row.person.handle for row in rows.order_by("-since")}
