"""An invented donor report: written and sent in the country's language, then again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from payung.engines.indicators import Length, Period, period_on
from payung.programme.findings.printing import FontMissing
from payung.programme.objectives.report_models import (
    CheckedBy,
    DonorReport,
    ReportVersion,
    Source,
)
from payung.programme.objectives.reports.assembling import numbers_of
from payung.programme.objectives.reports.page import digest_of
from payung.programme.objectives.reports.sending import send
from payung.programme.objectives.reports.versions import (
    NewStory,
    StillADraft,
    add_story,
    next_version,
    note_check,
    start_report,
    write_words,
)
from payung.programme.people.founding import Founded
from payung.programme.places.packs import pack_of
from payung.web.demo.donor_report_words import Told, told_in


DONOR = "general"
# So long after a quarter its first version goes out, with numbers that may still change.
FIRST_AFTER = timedelta(days=12, hours=10)
DUE_AFTER = timedelta(days=45)
SEEN = (Source.MEETING, Source.GROUP)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reporting:
    """Whose report of which quarter; `written_at` is when its first version goes out."""

    office: Founded
    period: Period
    written_at: datetime

    @property
    def language(self) -> str:
        """Return the language in which the country reads it."""
        return pack_of(self.office.actor.country).languages[0]


def reporting_of(office: Founded, until: datetime) -> Reporting:
    """Return the last whole quarter of which a report can have gone out by then."""
    zone = pack_of(office.actor.country).zone()
    day = (until - FIRST_AFTER).astimezone(zone).date()
    period = period_on(day, Length.QUARTER).shifted(-1)
    return Reporting(
        office=office, period=period, written_at=period.ends_at(zone) + FIRST_AFTER
    )


def write_first(reporting: Reporting) -> None:
    """Write the first version and send it, with the numbers as they are now."""
    actor, at = reporting.office.actor, reporting.written_at
    version = start_report(
        actor=actor,
        donor=DONOR,
        period=reporting.period,
        due_on=reporting.period.last_day + DUE_AFTER,
        language=reporting.language,
        at=at,
    )
    _write(reporting, version, at)
    _send(reporting, version, at)


def write_again(reporting: Reporting, *, at: datetime) -> None:
    """Send it in English too, now that the numbers are final."""
    _following(reporting, "en", at, sent=True)


def leave_open(reporting: Reporting, *, at: datetime) -> None:
    """Leave a draft in the country's language open: the current one."""
    _following(reporting, reporting.language, at, sent=False)


def _following(
    reporting: Reporting, language: str, at: datetime, *, sent: bool
) -> None:
    actor = reporting.office.actor
    about = {"country": actor.country, "period": str(reporting.period)}
    report = DonorReport.objects.filter(donor=DONOR, **about).first()
    if report is None:
        # The months did not reach back to the quarter.
        return
    try:
        version = next_version(actor=actor, report=report, language=language, at=at)
    except StillADraft:
        # It could not be printed on this machine; it stays open.
        return
    if version.stories.exists():
        _read_again(reporting, version, at)
    else:
        _write(reporting, version, at)
    if sent:
        _send(reporting, version, at)


def _read_again(reporting: Reporting, version: ReportVersion, at: datetime) -> None:
    """Read what the last version said, as the officer has to, and keep it as it is."""
    actor = reporting.office.actor
    words = dict(version.lines.values_list("indicator", "words"))
    write_words(
        actor=actor, version=version, summary=version.summary, words=words, at=at
    )
    for story in version.stories.all():
        by = CheckedBy(story.checked_by)
        note_check(actor=actor, story=story, by=by, at=at)


def _write(reporting: Reporting, version: ReportVersion, at: datetime) -> None:
    actor, told = reporting.office.actor, told_in(version.language)
    write_words(
        actor=actor, version=version, summary=told.summary, words=told.beside, at=at
    )
    _stories(reporting, version, told, at)


def _stories(
    reporting: Reporting, version: ReportVersion, told: Told, at: datetime
) -> None:
    actor = reporting.office.actor
    for source, (statement, significance, contribution) in zip(
        SEEN, told.stories, strict=True
    ):
        new = NewStory(
            statement=statement,
            significance=significance,
            contribution=contribution,
            source=source,
        )
        story = add_story(actor=actor, version=version, new=new, at=at)
        # The other one nobody has checked yet, and the report says so.
        if source is Source.MEETING:
            note_check(actor=actor, story=story, by=CheckedBy.GROUP, at=at)


def _send(reporting: Reporting, version: ReportVersion, at: datetime) -> None:
    seen = digest_of(numbers_of(version))
    actor = reporting.office.actor
    try:
        send(actor=actor, version=version, seen=seen, own_digits=False, at=at)
    except FontMissing:
        # Without the letters it stays a draft: the demonstration goes on.
        version.refresh_from_db()
