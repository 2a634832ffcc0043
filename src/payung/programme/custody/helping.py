"""Who of ours is with somebody held or on her way, and which lawyer has it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Max, Q

from payung.engines.clocks import Event
from payung.engines.dispatch import STAGES_OVER, AlertState, Report, Stage
from payung.programme.cases.models import Arrest, Step
from payung.programme.hotline.models import Contact, Response, ResponseEvent
from payung.programme.standby.models import AlertEnding, AttorneyAlert

from .lawyers_at_work import acted_since
from .models import Beside
from .waits import way_takes


# What a pair itself says on its way.
HER_WORD = (Report.ACCEPTED, Report.EN_ROUTE, Report.CHECKED_IN, Report.HELP)


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
    Whoever is on her way counts until `counts_until`, None for everybody else.
    """

    person: str
    near: Near
    since: datetime
    response: str = ""
    counts_until: datetime | None = None

    def is_awaited(self, at: datetime) -> bool:
        """Return whether she should have been there by now, and nobody heard of it."""
        return self.counts_until is not None and self.counts_until <= at


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
        """Whether one of ours is there, or was."""
        return any(one.near in {Near.THERE, Near.WAS_THERE} for one in self.helpers)

    @property
    def awaited_until(self) -> datetime | None:
        """The moment until which somebody who is on her way counts; None with nobody."""
        ends = [one.counts_until for one in self.helpers if one.counts_until]
        return max(ends, default=None)

    def somebody_comes(self, at: datetime) -> bool:
        """Return whether one of ours was there, is, or is on her way and not overdue."""
        until = self.awaited_until
        return self.somebody_came or (until is not None and until > at)

    @property
    def lawyer_has_it(self) -> bool:
        """Whether a lawyer has accepted, works on it, or has spoken with her."""
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
    acted = acted_since(arrests)
    return {
        arrest.pk: Help(
            helpers=tuple(sorted(helpers[arrest.pk], key=lambda one: one.since)),
            contact=next(iter(contacts[arrest.case.reference]), ""),
            lawyer=_lawyer(
                alerts[arrest.pk], acted.get(arrest.pk, ""), arrest.pk in spoke
            ),
        )
        for arrest in arrests
    }


def _lawyer(alerts: list[AttorneyAlert], acted: str, spoke: bool) -> Lawyer:
    """Return how far it is; while an alert rings, nobody has it before she accepts."""
    best = min(alerts, key=_furthest, default=None)
    law = _law_of(best) if best else Law.NOBODY
    attorney = best.attorney if best else ""
    if acted and best is None:
        law, attorney = Law.ACCEPTED, acted
    if spoke:
        law, attorney = Law.SPOKE, attorney or acted
    alert = best.reference if best else ""
    return Lawyer(law=law, attorney=attorney, alert=alert)


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
    country = {arrest.pk: arrest.case.country for arrest in arrests}
    found: dict[int, list[Helper]] = defaultdict(list)
    for row in rows:
        near = _near(row)
        if near is not None:
            takes = way_takes(country[row.arrest_id])
            helper = Helper(
                person=row.person.handle,
                near=near,
                since=row.there_at or row.set_out_at,
                counts_until=row.set_out_at + takes if near is Near.GOING else None,
            )
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
    responses = Response.objects.filter(contact__reference__in=every)
    # Whoever checks in on the way is heard of, and counts from then on.
    # That she was silent, or that others came to help, is no word of hers.
    on_the_way = Q(
        events__stage__in=[Stage.PAIRED, Stage.EN_ROUTE], events__report__in=HER_WORD
    )
    set_out = Max("events__at", filter=on_the_way)
    rows = list(responses.annotate(set_out=set_out).select_related("contact"))
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
            if row.stage not in STAGES_OVER or row.needed_at >= arrest.taken_at
            for helper in _pair(row, was_there=row.pk in seen)
        ]
        for arrest in arrests
    }


def _pair(row: Response, *, was_there: bool) -> list[Helper]:
    stage = Stage(row.stage)
    if stage in STAGES_OVER and not was_there:
        return []
    near = NEAR.get(stage, Near.WAS_THERE)
    names = ("",) if near is Near.ASKED else (row.first, row.second)
    set_out = getattr(row, "set_out", None) or row.needed_at
    takes = way_takes(row.contact.country)
    return [
        Helper(
            person=name,
            near=near,
            since=row.needed_at,
            response=row.reference,
            counts_until=set_out + takes if near is Near.GOING else None,
        )
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
