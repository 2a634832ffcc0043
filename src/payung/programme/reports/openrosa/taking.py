"""Take one batch of a submission: once, with its files, and keep what fits nowhere."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import datetime

from payung.engines.forms import (
    NotASubmission,
    Submission,
    leaves,
    parse_submission,
    submission_heading,
    without_indexes,
)
from payung.gateways.vault import Vault
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from payung.programme.reports import aside
from payung.programme.reports.importing.bringing import (
    Given,
    standing,
    superseded,
    take_new,
)
from payung.programme.reports.importing.digests import answers_digest
from payung.programme.reports.importing.revising import (
    ChangedMeanwhile,
    Later,
    revise_report,
)
from payung.programme.reports.importing.sent_files import (
    AnotherContent,
    SentIn,
    keep_sent_file,
    missing_files,
)
from payung.programme.reports.intake import AnotherBody
from payung.programme.reports.models import FormVersion, Report, Source
from payung.programme.reports.published import Published, published

from .receiving import Received


LOCKED_BY_APP = re.compile(rb"""\sencrypted\s*=\s*["']yes""")
INSTANCE = re.compile(rb"instanceID[^>]*?[>=][\"']?\s*([A-Za-z][^<\"'\s]{1,240})")
EARLIER_UNKNOWN = "earlier_unknown"
EARLIER_CHANGED = "earlier_changed"
LOCKED_FORM = "locked_by_app"
ANOTHER_FILE = "another_file"


class KeptAside(ValueError):
    """It was kept, sealed, but could not be placed; `reason` says why."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True, kw_only=True, slots=True)
class Receipt:
    """Whether anything of it was new, and how many of its files are still missing."""

    new: bool
    missing: int


def take_batch(
    *, actor: Actor, team: Team, batch: Received, vault: Vault, at: datetime
) -> Receipt:
    """Store the answers once, and the files that came; the same again changes nothing.

    Raise NotASubmission for what cannot be read, KeptAside for what was kept to be
    looked at by a person.
    """
    if LOCKED_BY_APP.search(batch.xml[:4096]):
        raise _aside(actor, team, batch, LOCKED_FORM, _named(batch.xml), at)
    heading = submission_heading(batch.xml)
    form = _form(actor.country, heading.form_id, heading.version)
    if form is None:
        named = aside.Arrived(
            form=heading.form_id[:249],
            version=heading.version[:249],
            instance=_named(batch.xml).instance,
            body=b"",
        )
        raise _aside(actor, team, batch, aside.UNKNOWN_FORM, named, at)
    sent = parse_submission(batch.xml, form.form)
    report, new = _answers(actor, team, form, sent, batch, at)
    return _files(actor, team, report, sent, batch, vault, at, new=new)


def _answers(
    actor: Actor,
    team: Team,
    form: Published,
    sent: Submission,
    batch: Received,
    at: datetime,
) -> tuple[Report, bool]:
    known = _known(actor, sent)
    if known is not None:
        report, digest = known
        if report.team_id in actor.teams and digest == answers_digest(sent.answers):
            return report, False
        raise _aside(actor, team, batch, aside.ANOTHER_BODY, _arrived(sent), at)
    if sent.deprecated_id:
        return _edited(actor, team, form, sent, batch, at), True
    given = Given(instance=sent.instance_id, answers=sent.answers)
    try:
        brought = take_new(
            actor=actor,
            team=team,
            form=form,
            given=given,
            source=Source.OPENROSA,
            at=at,
        )
    except AnotherBody:
        raise _aside(
            actor, team, batch, aside.ANOTHER_BODY, _arrived(sent), at
        ) from None
    return brought.report, brought.outcome == "new"


def _known(actor: Actor, sent: Submission) -> tuple[Report, str] | None:
    """Return the report of this very name, now or in an earlier version of it."""
    stands = standing(actor, sent.form_id, sent.instance_id)
    if stands is not None:
        return stands, stands.digest
    earlier = superseded(actor, sent.form_id, sent.instance_id)
    return (earlier.report, earlier.digest) if earlier else None


def _edited(
    actor: Actor,
    team: Team,
    form: Published,
    sent: Submission,
    batch: Received,
    at: datetime,
) -> Report:
    was = sent.deprecated_id or ""
    report = standing(actor, sent.form_id, was)
    if report is None or report.team_id not in actor.teams:
        gone = superseded(actor, sent.form_id, was)
        reason = EARLIER_CHANGED if gone else EARLIER_UNKNOWN
        raise _aside(actor, team, batch, reason, _arrived(sent), at)
    later = Later(
        report=report.pk, made_from=was, instance=sent.instance_id, answers=sent.answers
    )
    try:
        revise_report(
            actor=actor, form=form, later=later, source=Source.OPENROSA, at=at
        )
    except ChangedMeanwhile:
        raise _aside(actor, team, batch, EARLIER_CHANGED, _arrived(sent), at) from None
    report.refresh_from_db()
    return report


def _files(
    actor: Actor,
    team: Team,
    report: Report,
    sent: Submission,
    batch: Received,
    vault: Vault,
    at: datetime,
    *,
    new: bool,
) -> Receipt:
    before = report.sent_files.count()
    another = False
    for part in batch.files:
        one = SentIn(
            name=part.name,
            kind=part.kind,
            content=part.content,
            question=_question(sent, part.name),
        )
        try:
            keep_sent_file(actor=actor, report=report, given=one, vault=vault, at=at)
        except AnotherContent:
            another = True
    if another:
        raise _aside(actor, team, batch, ANOTHER_FILE, _arrived(sent), at)
    return Receipt(
        new=new or report.sent_files.count() > before,
        missing=missing_files(report, sent.attachments),
    )


def _question(sent: Submission, name: str) -> str:
    """Return the question whose answer names a file; empty for a file nobody names."""
    if name not in sent.attachments:
        return ""
    paths = (path for path, text in leaves(sent.answers) if text == name)
    return without_indexes(next(paths, ""))


def _form(country: str, form_id: str, version: str) -> Published | None:
    row = (
        FormVersion.objects.filter(country=country, form_id=form_id, version=version)
        .values_list("id", "digest")
        .first()
    )
    return published(*row) if row else None


def _arrived(sent: Submission) -> aside.Arrived:
    return aside.Arrived(
        form=sent.form_id, version=sent.version, instance=sent.instance_id, body=b""
    )


def _named(xml: bytes) -> aside.Arrived:
    """Return what little can be said of answers that cannot be read here."""
    found = INSTANCE.search(xml)
    instance = found[1].decode("ascii", "replace") if found else ""
    return aside.Arrived(form="", version="", instance=instance[:249], body=b"")


def _aside(
    actor: Actor,
    team: Team,
    batch: Received,
    reason: str,
    named: aside.Arrived,
    at: datetime,
) -> KeptAside:
    """Keep the whole batch sealed; return what to raise, once that is written."""
    arrived = aside.Arrived(
        form=named.form,
        version=named.version,
        instance=named.instance,
        body=_together(batch),
    )
    aside.set_aside(actor=actor, team_id=team.pk, arrived=arrived, reason=reason, at=at)
    return KeptAside(reason)


def _together(batch: Received) -> bytes:
    """Return the answers alone, or with their files as one archive, always the same."""
    if not batch.files:
        return batch.xml
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr(zipfile.ZipInfo("submission.xml"), batch.xml)
        for number, part in enumerate(batch.files, start=1):
            archive.writestr(zipfile.ZipInfo(f"{number}/{part.name}"), part.content)
    return whole.getvalue()


__all__ = ["KeptAside", "NotASubmission", "Receipt", "take_batch"]
