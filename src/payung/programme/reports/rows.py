"""Facts as rows: what the coded answers of one report say, ready to be stored."""

from __future__ import annotations

from payung.engines.forms import Detention as DetentionFact
from payung.engines.forms import IncidentFacts

from .models import Act, Detention, Incident, Involvement, Profile, Report


# The act that a list shows first is the gravest kind by GBVIMS's own order.
GRAVE_FIRST = (
    "rape",
    "sexual_assault",
    "physical_assault",
    "forced_marriage",
    "denial_of_resources_opportunities_or_services",
    "psychological_emotional_abuse",
)


def main_act(facts: IncidentFacts) -> str:
    """Return the code of the act that names a report in lists; empty without one."""
    order = {kind: place for place, kind in enumerate(GRAVE_FIRST)}
    acts = sorted(facts.acts, key=lambda act: order.get(act.gbvims_core, len(order)))
    return acts[0].code if acts else ""


def main_perpetrator(facts: IncidentFacts) -> str:
    """Return the kind of the first person or group named; empty without one."""
    return next((profile.type for profile in facts.profiles if profile.type), "")


def store_facts(report: Report, facts: IncidentFacts) -> Incident:
    """Store what a report says in codes: one statement for each table."""
    incident = Incident(report=report, **_incident(facts))
    incident.save(force_insert=True)
    profiles = Profile.objects.bulk_create(
        Profile(
            incident=incident,
            number=one.number,
            kind=one.type,
            group=one.group,
            count=one.count,
            unit=one.unit,
            degree=one.part,
        )
        for one in facts.profiles
    )
    acts = Act.objects.bulk_create(
        Act(
            incident=incident,
            code=one.code,
            core_type=one.gbvims_core,
            times=one.times,
        )
        for one in facts.acts
    )
    by_number = {profile.number: profile for profile in profiles}
    by_code = {act.code: act for act in acts}
    Involvement.objects.bulk_create(
        Involvement(act=by_code[hand.act], profile=by_number[hand.profile])
        for hand in facts.involvements
    )
    if facts.detention is not None:
        _detention(incident, facts.detention).save(force_insert=True)
    return incident


def _incident(facts: IncidentFacts) -> dict[str, object]:
    said = facts.incident
    return {
        "happened_on": said.on,
        "date_precision": said.precision,
        "time_of_day": said.time_of_day,
        "ongoing": said.ongoing,
        "area": said.area,
        "place": said.place,
        "context": list(said.context),
        "bias": list(said.bias),
        "people_affected": said.n_affected,
        "gender": facts.person.gender,
        "age_band": facts.person.age_band,
        "core_type": facts.core_type,
        "state_actor": facts.state_actor,
        "police_violence": facts.police_violence,
        "may_be_counted": facts.may_be_counted,
    }


def _detention(incident: Incident, said: DetentionFact) -> Detention:
    return Detention(
        incident=incident,
        taken_at=said.taken_at,
        taken_count=said.n_taken,
        station=said.unit,
        reason_told=said.reason_told,
        laws=list(said.law),
        paper=said.paper,
        family_told_at=said.family_told_at,
        counsel_at=said.counsel_at,
        judge_at=said.judge_at,
        travel_hours=said.travel_hours,
        signed=said.signed,
        money_asked=said.money_asked,
        paid=said.paid,
        condoms_used=said.condoms_used,
        status_now=said.status,
    )
