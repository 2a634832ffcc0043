"""What notes are like and what came of them: VIO_*; people helped: LC_PEOPLE, REDRESS.

These are rows of notes and cases, some thousands a year, and read one by one where the
rule needs it; contacts and activities never are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from payung.engines import indicators
from payung.engines.indicators import Known, Received, Total, Verdict, tally
from payung.programme.cases.models import Case, CaseReport
from payung.programme.cases.stages import Stage as CaseStage
from payung.programme.consents.models import Answer as Said
from payung.programme.consents.models import Consent, Purpose
from payung.programme.consents.starting import answers_in
from payung.programme.counselling.codes import Sent, Service
from payung.programme.counselling.models import Referral, Session
from payung.programme.custody.models import Beside
from payung.programme.proceedings.models import Going, Proceeding, ProceedingStep
from payung.programme.reports.models import Incident, Report, Stage

from .scope import WHOLE, Answer, Scope, beside, part_of
from .who_may_be_counted import counted_cases, counted_incidents


# Which of the ten questions answers for which use that the indicator names.
USES = {
    Purpose.SERVICE: "help",
    Purpose.STATS: "statistics",
    Purpose.POLICE_ANON: "advocacy",
    Purpose.ATTORNEY: "court",
    Purpose.STORY: "public",
}
GIVEN = (Sent.OWN, Sent.ALREADY, Sent.REFERRED, Sent.DONE)
MEDICAL = (Service.HEALTH_PEP, Service.HEALTH_INJURY, Service.HEALTH_OTHER)
SEXUAL = ("rape", "sexual_assault")
WITHIN = timedelta(hours=72)
# Of a form only its digest is asked here; with each note its texts would be read anew.
OF_FORM = ("title", "source", "xform", "compiled", "strings", "coding")
# Of these no day is known.
_ROUGHLY = {"year", "month", "est"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Timely:
    """One note with a moment: its reference, its codes, whether it was within 72 hours."""

    reference: str
    coded: Mapping[str, Any]
    verdict: Verdict


def vio_rep(scope: Scope) -> Answer:
    """Return notes that were read and have every code, by when it happened."""
    return {WHOLE: indicators.vio_rep(documented=documented_in(scope).count())}


def vio_complete(scope: Scope) -> Answer:
    """Return the notes of the period that were whole and read within 14 days."""
    verdicts = (
        indicators.complete_verdict(received_of(report), at=scope.at)
        for report in reports_in(scope)
    )
    return {WHOLE: indicators.vio_complete(tally(verdicts))}


def vio_timely(scope: Scope) -> Answer:
    """Return the notes written down surely within 72 hours."""
    verdicts = tally(one.verdict for one in timely_in(scope))
    return {WHOLE: indicators.vio_timely(verdicts)}


def vio_consent(scope: Scope) -> Answer:
    """Return the notes with an answer for every use, yes or no."""
    reports = list(reports_in(scope))
    answered = sum(_has_answers(report) for report in reports)
    return {WHOLE: indicators.vio_consent(with_consent=answered, reports=len(reports))}


def vio_served(scope: Scope) -> Answer:
    """Return those who told of violence and got a service; beside it medical help."""
    told = told_in(scope)
    served = told.filter(Exists(given_to_note()))
    sexual = [
        one
        for one in told.filter(core_type__in=SEXUAL).select_related("report")
        if _known_in_time(one, scope)
    ]
    referred = sum(_referred_in_time(one, scope) for one in sexual)
    return {
        WHOLE: indicators.vio_served(served=served.count(), reporting=told.count()),
        beside("medical"): indicators.vio_medical(
            referred=referred, known_in_time=len(sexual)
        ),
    }


def vio_action(scope: Scope) -> Answer:
    """Return the cases opened in the period whose people agreed, with something filed."""
    consented = _consented(scope).count()
    return {
        WHOLE: indicators.vio_action(acted=acted_in(scope).count(), consented=consented)
    }


def redress(scope: Scope) -> Answer:
    """Return people with a violation in the twelve months to the end, and with a step."""
    cases, alone = violated_in(scope)
    whole = cases.count() + alone.count()
    stepped = cases.filter(Exists(_filed(OuterRef("pk")))).count()
    return {WHOLE: indicators.redress(took_a_step=stepped, had_a_violation=whole)}


def lc_people(scope: Scope) -> Answer:
    """Return different people who got legal help, each by her case; and by service."""
    cases = _open_to_all(scope)
    services = _services(scope)
    parts = {
        part_of("service", name): Total(count=cases.filter(which).count())
        for name, which in services.items()
    }
    people = helped_in(scope).count()
    return {WHOLE: indicators.lc_people(people=people), **parts}


def helped_in(scope: Scope) -> QuerySet[Case]:
    """Return the cases of those who got legal help, each person by her case."""
    anything = reduce(or_, _services(scope).values())
    return _open_to_all(scope).filter(anything)


def documented_in(scope: Scope) -> QuerySet[Incident]:
    """Return what VIO_REP counts: what happened in the period and has every code."""
    return _documented(counted_incidents(scope)).filter(**scope.days("happened_on"))


def told_in(scope: Scope) -> QuerySet[Incident]:
    """Return what notes of the period tell of violence."""
    told = counted_incidents(scope).filter(**scope.moments("report__received_at"))
    return told.exclude(core_type="")


def timely_in(scope: Scope) -> Iterator[Timely]:
    """Yield each note of the period with its verdict."""
    rows = counted_incidents(scope).filter(**scope.moments("report__received_at"))
    about = ("report__reference", "report__coded")
    for reference, coded, day, sure, received in rows.values_list(
        *about, "happened_on", "date_precision", "report__received_at"
    ):
        known = _known(day, received, scope) if sure not in _ROUGHLY else None
        yield Timely(
            reference=reference,
            coded=coded,
            verdict=indicators.timely_verdict(happened=known, recorded_at=received),
        )


def acted_in(scope: Scope) -> QuerySet[Case]:
    """Return the cases of VIO_ACTION in which something was filed."""
    return _consented(scope).filter(Exists(_filed(OuterRef("pk"))))


def violated_in(scope: Scope) -> tuple[QuerySet[Case], QuerySet[Incident]]:
    """Return whom REDRESS is about: cases with `stepped`, and notes without a case."""
    last = scope.period.months[-1]
    start = last.shifted(-11).starts_at(scope.zone)
    told = CaseReport.objects.filter(
        case=OuterRef("pk"),
        report__incident__may_be_counted=True,
        report__received_at__gte=start,
        report__received_at__lt=scope.end,
    ).exclude(report__what="")
    cases = _open_to_all(scope).filter(Exists(told))
    alone = _documented(counted_incidents(scope)).filter(
        ~Exists(CaseReport.objects.filter(report=OuterRef("report"))),
        report__received_at__gte=start,
        report__received_at__lt=scope.end,
    )
    return cases.annotate(stepped=Exists(_filed(OuterRef("pk")))), alone


def _consented(scope: Scope) -> QuerySet[Case]:
    agreed = Consent.objects.filter(
        case=OuterRef("pk"),
        purpose__in=(Purpose.ATTORNEY, Purpose.COMPLAINT),
        answer=Said.YES,
    )
    return counted_cases(scope).filter(Exists(agreed), **scope.moments("opened_at"))


def _known(day: date | None, received: datetime, scope: Scope) -> Known | None:
    if day is None:
        return None
    first = datetime.combine(day, time.min, tzinfo=scope.zone)
    last = datetime.combine(day + timedelta(days=1), time.min, scope.zone)
    return Known(
        earliest=min(first, received),
        latest=min(last - timedelta(minutes=1), received),
    )


def _open_to_all(scope: Scope) -> QuerySet[Case]:
    # A person with two cases is one: one of them was closed as the other's double.
    return counted_cases(scope).exclude(stage=CaseStage.DUPLICATE)


def _services(scope: Scope) -> dict[str, Q]:
    of_case = {"case": OuterRef("pk")}
    counselled = Exists(Session.objects.filter(**of_case, **scope.moments("held_at")))
    represented = Exists(
        ProceedingStep.objects.filter(
            proceeding__case=OuterRef("pk"),
            taken_back_at=None,
            **scope.moments("done_at"),
        )
    ) | Exists(Proceeding.objects.filter(**of_case, **scope.moments("opened_at")))
    there = Exists(
        Beside.objects.filter(arrest__case=OuterRef("pk"), **scope.moments("there_at"))
    )
    at_court = Exists(
        Going.objects.filter(
            hearing__proceeding__case=OuterRef("pk"),
            hearing__state="held",
            until=None,
            **scope.moments("hearing__at"),
        )
    )
    return {
        "counselling": Q(counselled),
        "representation": Q(represented),
        "at_her_side": Q(there) | Q(at_court),
    }


def _documented(rows: QuerySet[Incident]) -> QuerySet[Incident]:
    """Return what was read by somebody and says what, by whom, where and when."""
    read = rows.exclude(report__stage=Stage.NEW).exclude(happened_on=None)
    return read.exclude(Q(report__what="") | Q(report__by_whom="") | Q(report__area=""))


def reports_in(scope: Scope) -> QuerySet[Report]:
    """Return the notes that came in during the period, whatever their people agreed to.

    For readers outside: only those of whom they may be told, as everywhere else. Beside
    the others a number of all notes would say how many refused.
    """
    rows = Report.objects.filter(
        country=scope.country, **scope.moments("received_at")
    ).defer(
        *("identity", "contact", "story", "details"),
        *(f"form__{field}" for field in OF_FORM),
    )
    if scope.outside:
        told = counted_incidents(scope).filter(report=OuterRef("pk"))
        rows = rows.filter(Exists(told))
    return rows.select_related("form")


def received_of(report: Report) -> Received:
    """Return a note as VIO_COMPLETE judges it."""
    fields = (report.what, report.by_whom, report.area, report.happened_on)
    return Received(
        received_at=report.received_at,
        has_all_fields=all(fields),
        has_consent=_has_answers(report),
        reviewed_at=report.opened_at,
    )


def _has_answers(report: Report) -> bool:
    answered = answers_in(report)
    return indicators.has_consent([USES[p] for p in answered if p in USES])


def given_to_note() -> QuerySet[Referral]:
    """Return the services given to the person of a note, for an Exists on incidents."""
    return Referral.objects.filter(
        need__case__linked__report=OuterRef("report"), sent__in=GIVEN
    )


def _known_in_time(incident: Incident, scope: Scope) -> bool:
    if incident.happened_on is None:
        return False
    first = datetime.combine(incident.happened_on, time.min, tzinfo=scope.zone)
    return incident.report.received_at <= first + WITHIN


def _referred_in_time(incident: Incident, scope: Scope) -> bool:
    assert incident.happened_on is not None  # noqa: S101 (known in time, so known)
    first = datetime.combine(incident.happened_on, time.min, tzinfo=scope.zone)
    rows = Referral.objects.filter(
        need__case__linked__report=incident.report_id,
        sent__in=GIVEN,
        need__service__in=MEDICAL,
        at__lte=first + WITHIN,
    )
    return rows.exists()


def filed_steps() -> QuerySet[ProceedingStep]:
    """Return the steps of complaints and claims that were filed and not taken back."""
    return ProceedingStep.objects.filter(
        Q(asked_at__isnull=False) | Q(done_at__isnull=False),
        proceeding__track__in=("complaint", "civil"),
        taken_back_at=None,
    )


def _filed(case: OuterRef) -> QuerySet[ProceedingStep]:
    return filed_steps().filter(proceeding__case=case)
