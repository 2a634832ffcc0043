"""Who did what to whom, in codes only: what a report says once nothing names anyone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


Codes = tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Incident:
    """What happened, when and where: a day, an area and a kind of place, never an address."""

    on: date | None
    precision: str
    time_of_day: str
    ongoing: str
    country: str
    area: str
    place: str
    context: Codes
    bias: Codes
    n_affected: int | None
    goods_asked: str
    urgent: Codes
    channel: str
    source: str
    elsewhere: Codes
    corroboration: Codes
    reliability: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """Which kind of person it happened to."""

    gender: str
    age_band: str
    first_report: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Profile:
    """A person or group who did it: `number` is p1, p2 … of the report."""

    number: int
    type: str
    group: str
    count: int | None
    part: str
    unit: str
    before: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Act:
    """One kind of act on one person."""

    code: str
    group: str
    times: int | None
    gbvims_core: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Involvement:
    """One profile's hand in one act."""

    act: str
    profile: int
    type: str
    count: int | None
    part: str
    unit: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Detention:
    """An arrest and what followed; moments carry their zone."""

    taken_at: datetime | None
    n_taken: int | None
    unit: str
    reason_told: str
    law: Codes
    paper: str
    family_told_at: datetime | None
    counsel_at: datetime | None
    judge_at: datetime | None
    travel_hours: Decimal | None
    signed: str
    money_asked: str
    paid: Decimal | None
    condoms_used: str
    status: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Response:
    """One step that was taken."""

    step: str
    at: datetime | None
    result: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Referral:
    """One service the person was sent to, or not."""

    service: str
    status: str
    consent: str
    priority: str


@dataclass(frozen=True, kw_only=True, slots=True)
class IncidentFacts:
    """All that one report says in codes. `unknown` names answers whose code is in no list."""

    incident: Incident
    person: Person
    consents: Mapping[str, str]
    profiles: tuple[Profile, ...]
    acts: tuple[Act, ...]
    involvements: tuple[Involvement, ...]
    detention: Detention | None
    responses: tuple[Response, ...]
    referrals: tuple[Referral, ...]
    injuries: Codes
    wants: Codes
    evidence_kinds: Codes
    next_contact_on: date | None
    paralegal_well: str
    core_type: str
    unknown: Codes

    @property
    def may_be_counted(self) -> bool:
        """Return whether the person agreed to be counted; no answer is no."""
        return self.consents.get("stats") == "yes"

    @property
    def may_reach_police(self) -> bool:
        """Whether the person agreed that police leaders hear of it, in totals."""
        return self.may_be_counted and self.consents.get("police_anon") == "yes"

    @property
    def state_actor(self) -> bool:
        """Return whether anyone of the state was among those who did it."""
        return any(profile.group == "STATE" for profile in self.profiles)

    @property
    def police_violence(self) -> bool:
        """Return whether any act was done by police."""
        return any(hand.type.startswith("pol_") for hand in self.involvements)


@dataclass(frozen=True, kw_only=True, slots=True)
class Fact:
    """One countable statement: what, where, when, by which kind, to which kind of person.

    `week` (2026-W48) is empty when the day is not known, `month` (2026-11) when the month is not.
    """

    what: str
    gbvims_core: str
    area: str
    place: str
    year: int | None
    month: str
    week: str
    gender: str
    age_band: str
    by: Codes
    state_actor: bool
    persons: int
    times: int


def countable(facts: IncidentFacts) -> tuple[Fact, ...]:
    """Return one Fact for each act; none at all unless the person agreed to be counted."""
    if not facts.may_be_counted:
        return ()
    return tuple(_fact(facts, act) for act in facts.acts)


def _fact(facts: IncidentFacts, act: Act) -> Fact:
    by = tuple(
        sorted({hand.type for hand in facts.involvements if hand.act == act.code})
    )
    groups = {profile.type: profile.group for profile in facts.profiles}
    year, month, week = _when(facts.incident)
    return Fact(
        what=act.code,
        gbvims_core=act.gbvims_core,
        area=facts.incident.area,
        place=facts.incident.place,
        year=year,
        month=month,
        week=week,
        gender=facts.person.gender,
        age_band=facts.person.age_band,
        by=by,
        state_actor=any(groups.get(kind) == "STATE" for kind in by),
        persons=facts.incident.n_affected or 1,
        times=act.times or 1,
    )


def _when(incident: Incident) -> tuple[int | None, str, str]:
    if incident.on is None:
        return None, "", ""
    if incident.precision == "year":
        return incident.on.year, "", ""
    month = f"{incident.on:%Y-%m}"
    if incident.precision in ("month", "est"):
        return incident.on.year, month, ""
    iso = incident.on.isocalendar()
    return incident.on.year, month, f"{iso.year}-W{iso.week:02d}"
