"""What others ask of reports: countable facts, and nothing that is sealed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Q, QuerySet

from payung.engines import forms

from .models import Act, Incident


def facts(country: str, since: date, until: date) -> Iterator[forms.Fact]:
    """Yield one Fact for each act from `since` up to, not including, `until`.

    Only of reports whose person agreed to be counted. Where the day is not known, the
    day on which the report came stands for whether it belongs to these dates.
    """
    for _incident_row, told in facts_by_note(country, since, until):
        yield from told


def facts_by_note(
    country: str, since: date, until: date
) -> Iterator[tuple[Incident, tuple[forms.Fact, ...]]]:
    """Yield what facts() yields, note by note, so that a note can be counted once."""
    for incident in _incidents(country, since, until).iterator(chunk_size=1000):
        yield incident, forms.countable(_facts_of(incident))


def _incidents(country: str, since: date, until: date) -> QuerySet[Incident]:
    happened = Q(happened_on__gte=since, happened_on__lt=until)
    received = Q(
        happened_on=None,
        report__received_at__date__gte=since,
        report__received_at__date__lt=until,
    )
    rows = Incident.objects.filter(
        happened | received, report__country=country, may_be_counted=True
    ).select_related("report", "detention")
    return rows.prefetch_related("profiles", "acts__involvements")


def _facts_of(incident: Incident) -> forms.IncidentFacts:
    profiles = {profile.pk: profile for profile in incident.profiles.all()}
    acts = list(incident.acts.all())
    return forms.IncidentFacts(
        incident=_incident(incident),
        person=forms.Person(
            gender=incident.gender, age_band=incident.age_band, first_report=""
        ),
        consents={"stats": "yes"},
        profiles=tuple(
            forms.Profile(
                number=one.number,
                type=one.kind,
                group=one.group,
                count=one.count,
                part=one.degree,
                unit=one.unit,
                before="",
            )
            for one in profiles.values()
        ),
        acts=tuple(_act(act) for act in acts),
        involvements=tuple(
            forms.Involvement(
                act=act.code,
                profile=profiles[hand.profile_id].number,
                type=profiles[hand.profile_id].kind,
                count=profiles[hand.profile_id].count,
                part=profiles[hand.profile_id].degree,
                unit=profiles[hand.profile_id].unit,
            )
            for act in acts
            for hand in act.involvements.all()
        ),
        detention=None,
        responses=(),
        referrals=(),
        injuries=(),
        wants=(),
        evidence_kinds=(),
        next_contact_on=None,
        paralegal_well="",
        core_type=incident.core_type,
        unknown=(),
    )


def _act(act: Act) -> forms.Act:
    return forms.Act(
        code=act.code, group="", times=act.times, gbvims_core=act.core_type
    )


def _incident(incident: Incident) -> forms.Incident:
    return forms.Incident(
        on=incident.happened_on,
        precision=incident.date_precision,
        time_of_day=incident.time_of_day,
        ongoing=incident.ongoing,
        country="",
        area=incident.area,
        place=incident.place,
        context=tuple(incident.context),
        bias=tuple(incident.bias),
        n_affected=incident.people_affected,
        goods_asked="",
        urgent=(),
        channel="",
        source="",
        elsewhere=(),
        corroboration=(),
        reliability="",
    )
