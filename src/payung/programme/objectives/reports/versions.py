"""Begin a report, write words into a draft, close it as sent: then it stays."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from payung.engines.indicators import Period, parse_period
from payung.programme.journal.actions import record
from payung.programme.objectives.models import Narrative
from payung.programme.objectives.report_models import (
    CheckedBy,
    DonorReport,
    OutcomeStory,
    ReportLine,
    ReportVersion,
    Source,
)
from payung.programme.people.access import NotHerRole
from payung.programme.people.actors import Actor

from .access import WRITERS
from .donors_known import donor_of
from .kinds import (
    CHECKED,
    NUMBERED,
    SENT,
    STARTED,
    STORY,
    STORY_MENDED,
    STORY_OUT,
    WORDED,
)
from .numbers import choice_of, shown_of


class AlreadySent(ValueError):
    """What was sent stays as it is; a new version can be made beside it."""


class StillADraft(ValueError):
    """There is a draft already; one at a time."""


class ReportAlready(ValueError):
    """This donor's report of this period exists."""


class NothingToReport(ValueError):
    """No number of this period may stand in the report yet."""


class NotReadAgain(ValueError):
    """Words were carried into this version that nobody has read again in it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewStory:
    """A change as it was written down; `key` makes one sent twice harmless."""

    statement: str
    significance: str
    contribution: str
    source: Source
    key: UUID | None = None


@transaction.atomic
def start_report(
    *,
    actor: Actor,
    donor: str,
    period: Period,
    due_on: date,
    language: str,
    at: datetime,
) -> ReportVersion:
    """Begin the report of a donor and period; raise ReportAlready or NothingToReport."""
    _check(actor)
    known = donor_of(donor)
    about = {"country": actor.country, "donor": donor, "period": str(period)}
    if DonorReport.objects.filter(**about).exists():
        raise ReportAlready(str(period))
    report = DonorReport.objects.create(
        **about,
        template=known.template,
        due_on=due_on,
        made_at=at,
        made_by=actor.handle,
    )
    record(STARTED, actor=actor, subject=str(report), at=at, donor=donor)
    version = _version(actor, report, 1, language, at)
    _take_over(actor, version, at)
    return version


@transaction.atomic
def next_version(
    *, actor: Actor, report: DonorReport, language: str, at: datetime
) -> ReportVersion:
    """Begin another version with the newest numbers and the words of the last one.

    Raise StillADraft where one is being written, NoSuchDonor where its file is gone.
    """
    _check(actor)
    donor_of(report.donor)
    last = report.versions.order_by("-number").first()
    if last is not None and last.sent_at is None:
        raise StillADraft(str(last))
    number = last.number + 1 if last else 1
    version = _version(actor, report, number, language, at)
    _take_over(actor, version, at)
    if last is not None and last.language == language:
        _carry_words(last, version)
    return version


@transaction.atomic
def take_newest_numbers(*, actor: Actor, version: ReportVersion, at: datetime) -> None:
    """Take the newest numbers over into a draft; the words beside them stay."""
    _check(actor)
    _refuse_sent(version)
    _take_over(actor, version, at)


@transaction.atomic
def write_words(
    *,
    actor: Actor,
    version: ReportVersion,
    summary: str,
    words: Mapping[str, str],
    at: datetime,
    key: UUID | None = None,
) -> None:
    """Keep the words of a draft: the summary, and those beside each indicator.

    Whoever keeps them has read them: they do not count as carried any more. The form
    kept last, sent again (`key`), changes nothing: somebody may have written since.
    """
    _check(actor)
    _refuse_sent(version)
    version.refresh_from_db(fields=["words_key"])
    if key is not None and version.words_key == key:
        return
    version.summary, version.is_carried, version.words_key = summary, False, key
    version.save(update_fields=["summary", "is_carried", "words_key"])
    for line in version.lines.all():
        if line.indicator in words:
            line.words, line.is_carried = words[line.indicator], False
            line.save(update_fields=["words", "is_carried"])
    record(WORDED, actor=actor, subject=str(version), at=at)


@transaction.atomic
def add_story(
    *, actor: Actor, version: ReportVersion, new: NewStory, at: datetime
) -> OutcomeStory:
    """Write a change down in a draft; nobody has checked it yet."""
    _check(actor)
    _refuse_sent(version)
    before = version.stories.filter(key=new.key).first() if new.key else None
    if before is not None:
        return before
    last = version.stories.aggregate(last=Max("position"))["last"] or 0
    story = OutcomeStory.objects.create(
        key=new.key,
        version=version,
        position=last + 1,
        statement=new.statement,
        significance=new.significance,
        contribution=new.contribution,
        source=new.source,
        written_by=actor.handle,
    )
    record(STORY, actor=actor, subject=str(version), at=at)
    return story


@transaction.atomic
def mend_story(
    *, actor: Actor, story: OutcomeStory, new: NewStory, at: datetime
) -> OutcomeStory:
    """Change a change of a draft; who checked it checked other words."""
    _check(actor)
    _refuse_sent(story.version)
    changed = (story.statement, story.significance, story.contribution, story.source)
    if changed == (new.statement, new.significance, new.contribution, new.source):
        # She has read it, and it is right as it is.
        story.is_carried = False
        story.save(update_fields=["is_carried"])
        return story
    story.statement, story.significance = new.statement, new.significance
    story.contribution, story.source = new.contribution, new.source
    story.checked_by, story.checked_at = CheckedBy.NOBODY, None
    story.written_by, story.is_carried = actor.handle, False
    story.save()
    record(STORY_MENDED, actor=actor, subject=str(story.version), at=at)
    return story


@transaction.atomic
def take_story_out(*, actor: Actor, story: OutcomeStory, at: datetime) -> None:
    """Take a change out of a draft."""
    _check(actor)
    _refuse_sent(story.version)
    story.delete()
    record(STORY_OUT, actor=actor, subject=str(story.version), at=at)


@transaction.atomic
def note_check(
    *, actor: Actor, story: OutcomeStory, by: CheckedBy, at: datetime
) -> None:
    """Keep who has checked a change of a draft; whoever says so has read it."""
    _check(actor)
    _refuse_sent(story.version)
    story.checked_by = by
    story.checked_at = None if by == CheckedBy.NOBODY else at
    story.is_carried = False
    story.save(update_fields=["checked_by", "checked_at", "is_carried"])
    record(CHECKED, actor=actor, subject=str(story.version), at=at, by=str(by))


@transaction.atomic
def close_as_sent(
    *, actor: Actor, version: ReportVersion, pdf: bytes, word: bytes, at: datetime
) -> None:
    """Keep the files as they are sent. From now on nothing of this version changes.

    Raise NotReadAgain while words are in it that were written elsewhere or earlier.
    """
    _check(actor)
    _refuse_sent(version)
    if carried_in(version):
        raise NotReadAgain(str(version))
    version.pdf, version.word = pdf, word
    version.digest = digest_of(pdf, word)
    version.sent_at, version.sent_by = at, actor.handle
    version.save(update_fields=["pdf", "word", "digest", "sent_at", "sent_by"])
    record(SENT, actor=actor, subject=str(version), at=at)


def carried_in(version: ReportVersion) -> int:
    """Return how many texts of a draft were carried and not read again in it."""
    lines = version.lines.filter(is_carried=True).exclude(words="")
    # Asked of the database: she may have read them on another page meanwhile.
    summary = ReportVersion.objects.filter(pk=version.pk, is_carried=True)
    return (
        sum(
            not one.hidden
            for one in shown_of(lines, version.report.country, at=version.numbers_at)
        )
        + version.stories.filter(is_carried=True).count()
        + summary.exclude(summary="").count()
    )


def digest_of(pdf: bytes, word: bytes) -> str:
    """Return one SHA-256 over both files."""
    return hashlib.sha256(
        hashlib.sha256(pdf).digest() + hashlib.sha256(word).digest()
    ).hexdigest()


def _check(actor: Actor) -> None:
    if not actor.has(*WRITERS):
        raise NotHerRole(actor.handle)


def _refuse_sent(version: ReportVersion) -> None:
    # Asked of the database: two pages may be open, and one of them was sent.
    row = ReportVersion.objects.select_for_update().only("sent_at").get(pk=version.pk)
    if row.sent_at is not None:
        raise AlreadySent(str(version))
    # Without its file a report is read only: nobody knows what its donor asks for.
    donor_of(version.report.donor)


def _version(
    actor: Actor, report: DonorReport, number: int, language: str, at: datetime
) -> ReportVersion:
    return ReportVersion.objects.create(
        report=report,
        number=number,
        language=language,
        numbers_at=at,
        made_at=at,
        made_by=actor.handle,
    )


def _take_over(actor: Actor, version: ReportVersion, at: datetime) -> None:
    report = version.report
    wanted = donor_of(report.donor).indicators
    choice = choice_of(report.country, parse_period(report.period), wanted)
    if not choice.rows:
        raise NothingToReport(report.period)
    # Of what leaves protected, words from inside never do: they know the true number.
    open_rows = [row.pk for row, released in choice.rows if released is None]
    from_pages = _written_before(version, open_rows)
    mine = {one.indicator: one for one in version.lines.exclude(words="")}
    words = {**from_pages, **{code: one.words for code, one in mine.items()}}
    carried = {
        *(from_pages.keys() - mine.keys()),
        *(code for code, one in mine.items() if one.is_carried),
    }
    version.lines.all().delete()
    ReportLine.objects.bulk_create(
        ReportLine(
            version=version,
            position=position,
            indicator=row.indicator,
            snapshot=row,
            released=released,
            words=words.get(row.indicator, ""),
            is_carried=row.indicator in carried,
        )
        for position, (row, released) in enumerate(choice.rows)
    )
    version.numbers_at = at
    version.save(update_fields=["numbers_at"])
    count = len(choice.rows)
    record(NUMBERED, actor=actor, subject=str(version), at=at, lines=count)


def _written_before(version: ReportVersion, snapshots: list[int]) -> dict[str, str]:
    """Return what was written on the pages of the indicators in this language."""
    notes = Narrative.objects.filter(
        snapshot__in=snapshots, language=version.language
    ).order_by("at", "pk")
    return {
        note.snapshot.indicator: f"{note.why} {note.what_we_do}".strip()[:1000]
        for note in notes.select_related("snapshot")
    }


def _carry_words(last: ReportVersion, version: ReportVersion) -> None:
    version.summary, version.is_carried = last.summary, bool(last.summary)
    version.save(update_fields=["summary", "is_carried"])
    words = dict(last.lines.exclude(words="").values_list("indicator", "words"))
    for line in version.lines.filter(indicator__in=words):
        line.words, line.is_carried = words[line.indicator], True
        line.save(update_fields=["words", "is_carried"])
    OutcomeStory.objects.bulk_create(
        OutcomeStory(
            version=version,
            position=story.position,
            statement=story.statement,
            significance=story.significance,
            contribution=story.contribution,
            source=story.source,
            checked_by=story.checked_by,
            checked_at=story.checked_at,
            written_by=story.written_by,
            is_carried=True,
        )
        for story in last.stories.order_by("position")
    )
