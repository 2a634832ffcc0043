"""What notes are like and what came of them: VIO_*; people helped: LC_PEOPLE, REDRESS.

These are rows of notes and cases, some thousands a year, and read one by one where the
rule needs it; contacts and activities never are.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from payung.engines import indicators
from payung.engines.indicators import Known, Received, Total, Verdict, tally
from payung.programme.cases.models import CaseReport
from payung.programme.cases.stages import Stage as CaseStage
from payung.programme.consents.models import Answer as Said
from payung.programme.consents.models import Consent, Purpose
from payung.programme.consents.starting import answers_in
from payung.programme.counselling.codes import Sent, Service
from payung.programme.counselling.models import Referral, Session
from payung.programme.custody.models import Beside
from payung.programme.proceedings.models import Going, Proceeding, ProceedingStep
from payung.programme.reports.models import Incident, Report, Stage

from .scope import WHOLE, Answer, Part, Scope, beside, part_of
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
# Of these no day is known.
_ROUGHLY = {"year", "month", "est"}


def vio_rep(scope: Scope) -> Answer:
    """Return notes that were read and have every code, by when it happened."""
    rows = _documented(counted_incidents(scope)).filter(**scope.days("happened_on"))
    by_kind = rows.order_by().values_list("core_type").annotate(n=Count("pk"))
    parts: dict[Part, Total] = {
        part_of("violation_type", kind or "none"): Total(count=n) for kind, n in by_kind
    }
    return {WHOLE: indicators.vio_rep(documented=rows.count()), **parts}


def vio_complete(scope: Scope) -> Answer:
    """Return the notes of the period that were whole and read within 14 days."""
    verdicts = (
        indicators.complete_verdict(_received(report), at=scope.at)
        for report in _reports(scope)
    )
    return {WHOLE: indicators.vio_complete(tally(verdicts))}


def vio_timely(scope: Scope) -> Answer:
    """Return the notes written down surely within 72 hours."""
    rows = counted_incidents(scope).filter(**scope.moments("report__received_at"))
    verdicts: Counter[Verdict] = Counter()
    for day, sure, received in rows.values_list(
        "happened_on", "date_precision", "report__received_at"
    ):
        known = None
        if day is not None and sure not in _ROUGHLY:
            first = datetime.combine(day, time.min, tzinfo=scope.zone)
            last = datetime.combine(day + timedelta(days=1), time.min, scope.zone)
            known = Known(
                earliest=min(first, received),
                latest=min(last - timedelta(minutes=1), received),
            )
        verdict = indicators.timely_verdict(happened=known, recorded_at=received)
        verdicts[verdict] += 1
    return {WHOLE: indicators.vio_timely(verdicts)}


def vio_consent(scope: Scope) -> Answer:
    """Return the notes with an answer for every use, yes or no."""
    reports = list(_reports(scope))
    answered = sum(_has_answers(report) for report in reports)
    return {WHOLE: indicators.vio_consent(with_consent=answered, reports=len(reports))}


def vio_served(scope: Scope) -> Answer:
    """Return those who told of violence and got a service; beside it medical help."""
    told = counted_incidents(scope).filter(**scope.moments("report__received_at"))
    told = told.exclude(core_type="")
    served = told.filter(Exists(_given_to_note()))
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
    agreed = Consent.objects.filter(
        case=OuterRef("pk"),
        purpose__in=(Purpose.ATTORNEY, Purpose.COMPLAINT),
        answer=Said.YES,
    )
    cases = counted_cases(scope).filter(Exists(agreed), **scope.moments("opened_at"))
    acted = cases.filter(Exists(_filed(OuterRef("pk"))))
    return {WHOLE: indicators.vio_action(acted=acted.count(), consented=cases.count())}


def redress(scope: Scope) -> Answer:
    """Return people with a violation in the twelve months to the end, and with a step."""
    last = scope.period.months[-1]
    start = last.shifted(-11).starts_at(scope.zone)
    told = CaseReport.objects.filter(
        case=OuterRef("pk"),
        report__incident__may_be_counted=True,
        report__received_at__gte=start,
        report__received_at__lt=scope.end,
    ).exclude(report__what="")
    cases = counted_cases(scope).filter(Exists(told))
    cases = cases.exclude(stage=CaseStage.DUPLICATE)
    stepped = cases.filter(Exists(_filed(OuterRef("pk"))))
    alone = _documented(counted_incidents(scope)).filter(
        ~Exists(CaseReport.objects.filter(report=OuterRef("report"))),
        report__received_at__gte=start,
        report__received_at__lt=scope.end,
    )
    whole = cases.count() + alone.count()
    return {
        WHOLE: indicators.redress(took_a_step=stepped.count(), had_a_violation=whole)
    }


def lc_people(scope: Scope) -> Answer:
    """Return different people who got legal help, each by her case; and by service."""
    cases = counted_cases(scope).exclude(stage=CaseStage.DUPLICATE)
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
    services = {
        "counselling": Q(counselled),
        "representation": Q(represented),
        "at_her_side": Q(there) | Q(at_court),
    }
    anything = Q(counselled) | Q(represented) | Q(there) | Q(at_court)
    parts = {
        part_of("service", name): Total(count=cases.filter(which).count())
        for name, which in services.items()
    }
    people = cases.filter(anything).count()
    return {WHOLE: indicators.lc_people(people=people), **parts}


def _documented(rows: QuerySet[Incident]) -> QuerySet[Incident]:
    """Return what was read by somebody and says what, by whom, where and when."""
    read = rows.exclude(report__stage=Stage.NEW).exclude(happened_on=None)
    return read.exclude(Q(report__what="") | Q(report__by_whom="") | Q(report__area=""))


def _reports(scope: Scope) -> QuerySet[Report]:
    rows = Report.objects.filter(
        country=scope.country, **scope.moments("received_at")
    ).defer("identity", "contact", "story", "details")
    return rows.select_related("form")


def _received(report: Report) -> Received:
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


def _given_to_note() -> QuerySet[Referral]:
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


def _filed(case: OuterRef) -> QuerySet[ProceedingStep]:
    """Return the steps that were filed somewhere in a case, and not taken back."""
    return ProceedingStep.objects.filter(
        Q(asked_at__isnull=False) | Q(done_at__isnull=False),
        proceeding__case=case,
        proceeding__track__in=("complaint", "civil"),
        taken_back_at=None,
    )
