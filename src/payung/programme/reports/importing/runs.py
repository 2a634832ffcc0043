"""Look at a file, then bring it in row by row; each row is settled before the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from django.db import DatabaseError, transaction
from django.db.models import Count
from django.utils.translation import gettext_noop

from payung.engines import sealed
from payung.gateways.vault import NoSuchFile, Vault
from payung.programme.journal.actions import record
from payung.programme.people.access import NotHers
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from payung.programme.people.stored_keys import row_of, team_public
from payung.programme.reports.import_models import (
    ImportRow,
    ImportRun,
    Outcome,
    RunStage,
)
from payung.programme.reports.intake import AnotherBody
from payung.programme.reports.models import Source
from payung.programme.reports.published import Published

from . import kinds
from .bringing import Brought, bring, foreseen
from .digests import keyed_digest
from .mapping import ColumnPlan, read_plan
from .readings import Reading, Trouble
from .revising import ChangedMeanwhile
from .sent_files import AnotherContent, SentIn, keep_sent_file


NAME, MAPPING = "import.name", "import.mapping"
LARGEST_CELL = 300
CANNOT = (
    DatabaseError,
    ValueError,
    LookupError,
    TypeError,
    RecursionError,
)


class NoSuchRun(NotHers):
    """There is no such file on its way in for this actor."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """How many rows of each outcome, and what stands against some of them."""

    rows: int
    of: dict[str, int]
    troubles: tuple[tuple[Reading, Trouble], ...] = field(repr=False, default=())

    def __getitem__(self, outcome: Outcome) -> int:
        """Return how many rows have an outcome."""
        return self.of.get(outcome.value, 0)


@dataclass(frozen=True, kw_only=True, slots=True)
class NewRun:
    """What is to be looked at and brought in."""

    form: Published | None
    kind: str
    name: str
    content: bytes
    foreign: str = ""


def look(*, actor: Actor, readings: Iterable[Reading]) -> Tally:
    """Return what would become of every row; nothing is stored."""
    of: Counter[str] = Counter()
    troubles = []
    seen: set[tuple[str, str]] = set()
    rows = 0
    for reading in readings:
        rows += 1
        trouble, outcome = reading.trouble, Outcome.CANNOT
        if reading.given is not None:
            name = (reading.form.form.id, reading.given.instance)
            try:
                outcome = foreseen(actor, reading.form, reading.given)
            except NotHers:
                trouble = _ELSEWHERE
            if name in seen:
                outcome = Outcome.SAME
            seen.add(name)
        of[outcome.value] += 1
        if trouble is not None:
            troubles.append((reading, trouble))
    return Tally(rows=rows, of=dict(of), troubles=tuple(troubles))


@transaction.atomic
def start_run(
    *, actor: Actor, team: Team, new: NewRun, vault: Vault | None, at: datetime
) -> ImportRun:
    """Begin with a file; with a vault it is kept there, sealed, until it is done."""
    if team.pk not in actor.teams:
        raise NoSuchRun(str(team.pk))
    run = ImportRun(record=uuid4())
    secret = sealed.new_record_secret(run.record)
    row_of(sealed.wrap_for_team(secret, team_public(team))).save(force_insert=True)
    if vault is not None:
        run.file = uuid4()
        vault.put(run.file, sealed.seal_stream(secret, run.file, [new.content]))
    run.country = actor.country
    run.team = team
    run.form_id = new.form.row if new.form else None
    run.foreign = new.foreign
    run.kind = new.kind
    run.name = sealed.seal_field(secret, NAME, new.name)
    run.digest = keyed_digest("import", new.content)
    run.started_at = at
    run.started_by = actor.handle
    run.save(force_insert=True)
    record(kinds.LOOKED, actor=actor, subject=str(run.record), at=at)
    return run


def unfinished(actor: Actor, form: Published, content: bytes) -> ImportRun | None:
    """Return the run of this very file that was not brought to its end."""
    return (
        ImportRun.objects.filter(
            team__in=actor.teams,
            form_id=form.row,
            digest=keyed_digest("import", content),
            stage=RunStage.RUNNING,
        )
        .order_by("-started_at")
        .first()
    )


def run_for(actor: Actor, run: UUID) -> ImportRun:
    """Return a file on its way in; raise NoSuchRun where it is not hers."""
    found = ImportRun.objects.filter(
        pk=run, country=actor.country, team__in=actor.teams
    ).first()
    if found is None:
        raise NoSuchRun(str(run))
    return found


def content_of(actor: Actor, run: ImportRun, vault: Vault) -> bytes:
    """Return the file, opened with her keys; raise NoSuchFile once it is gone."""
    if run.file is None:
        raise NoSuchFile(str(run.record))
    secret = actor.unlocked.secret(run.record)
    with vault.open(run.file) as locked:
        return b"".join(sealed.StreamReader(secret, run.file, locked))


def name_of(actor: Actor, run: ImportRun) -> str:
    """Return what the file was called."""
    if run.name is None:
        return ""
    secret = actor.unlocked.secret(run.record)
    return sealed.open_field(secret, NAME, run.name)


def plan_of(actor: Actor, run: ImportRun) -> ColumnPlan | None:
    """Return how the file's columns are read; None while nobody has said."""
    if run.mapping is None:
        return None
    secret = actor.unlocked.secret(run.record)
    return read_plan(sealed.open_field(secret, MAPPING, run.mapping))


def keep_plan(*, actor: Actor, run: ImportRun, plan: ColumnPlan) -> None:
    """Keep, sealed, how the file's columns are read."""
    secret = actor.unlocked.secret(run.record)
    run.mapping = sealed.seal_field(secret, MAPPING, plan.written())
    run.save(update_fields=["mapping"])


def bring_some(
    *,
    actor: Actor,
    run: ImportRun,
    readings: list[Reading],
    vault: Vault,
    at: datetime,
    most: int,
) -> ImportRun:
    """Bring in the next rows, at most so many; the last one closes the run.

    Each row is one transaction with its place in the file: after a crash the run goes
    on with the first row that was not settled, and nothing is brought in twice.
    """
    run.total = len(readings)
    run.stage = RunStage.RUNNING
    run.save(update_fields=["total", "stage"])
    waiting = (one for one in readings if one.number > run.done)
    for _count, reading in zip(range(most), waiting, strict=False):
        _settle(actor, run, reading, vault, at)
    if run.done >= run.total:
        _finish(actor, run, vault, at)
    return run


def tally_of(run: ImportRun) -> dict[str, int]:
    """Return how many rows of a run came to each outcome."""
    rows = run.rows.values_list("outcome").annotate(n=Count("id"))
    return {str(outcome): n for outcome, n in rows}


def _settle(
    actor: Actor, run: ImportRun, reading: Reading, vault: Vault, at: datetime
) -> None:
    try:
        with transaction.atomic():
            if _is_next(run, reading):
                brought = _bring(actor, run, reading, vault, at)
                _note(run, reading, reading.trouble, brought)
    except CANNOT as why:
        with transaction.atomic():
            if _is_next(run, reading):
                _note(run, reading, _why(why), None)
    run.done = reading.number


def _is_next(run: ImportRun, reading: Reading) -> bool:
    """Return whether nobody settled this row meanwhile; hold the run until it is."""
    kept = ImportRun.objects.select_for_update().get(pk=run.pk)
    return reading.number > kept.done


def _bring(
    actor: Actor, run: ImportRun, reading: Reading, vault: Vault, at: datetime
) -> Brought | None:
    if reading.given is None:
        return None
    brought = bring(
        actor=actor,
        team=run.team,
        form=reading.form,
        given=reading.given,
        source=Source.IMPORT,
        at=at,
    )
    for file in reading.files:
        given = SentIn(
            name=file.name, kind="", content=file.content, question=file.question
        )
        keep_sent_file(
            actor=actor, report=brought.report, given=given, vault=vault, at=at
        )
    return brought


def _note(
    run: ImportRun,
    reading: Reading,
    trouble: Trouble | None,
    brought: Brought | None,
) -> None:
    locked = brought is not None and bool(brought.locked)
    told = trouble or (_LOCKED if locked else Trouble(sentence="", remedy=""))
    column = told.column or (", ".join(brought.locked) if brought else "")
    ImportRow.objects.create(
        run=run,
        number=reading.number,
        line=reading.line,
        column=column[:200],
        outcome=brought.outcome if brought else Outcome.CANNOT,
        sentence=told.sentence[:LARGEST_CELL],
        remedy=told.remedy[:LARGEST_CELL],
        report=brought.report if brought else None,
    )
    ImportRun.objects.filter(pk=run.pk).update(done=reading.number)


@transaction.atomic
def _finish(actor: Actor, run: ImportRun, vault: Vault, at: datetime) -> None:
    run.stage = RunStage.DONE
    run.finished_at = at
    gone, run.file = run.file, None
    run.save(update_fields=["stage", "finished_at", "file"])
    counts = {one.value: tally_of(run).get(one.value, 0) for one in Outcome}
    subject = str(run.record)
    record(kinds.BROUGHT, actor=actor, subject=subject, at=at, rows=run.total, **counts)
    if gone is not None:
        # What was brought in lies in the reports now: the file itself is not kept.
        transaction.on_commit(lambda: vault.remove(gone))


def _why(problem: BaseException) -> Trouble:
    for kind, trouble in _TROUBLES.items():
        if isinstance(problem, kind):
            return trouble
    return _OTHER


_ELSEWHERE = Trouble(
    sentence=gettext_noop("It is kept by another team already."),
    remedy=gettext_noop("Ask the coordinator who works on it."),
)
_LOCKED = Trouble(
    sentence=gettext_noop("Some answers were no codes and are kept locked."),
    remedy=gettext_noop("Open the note to read them."),
)
_CHANGED = Trouble(
    sentence=gettext_noop("It was changed here by somebody else in the meantime."),
    remedy=gettext_noop("Compare the two, then bring the row in again."),
)
_FILE = Trouble(
    sentence=gettext_noop("Another file is kept under the same name."),
    remedy=gettext_noop("Give the file a new name in the answers and beside them."),
)
_OTHER = Trouble(
    sentence=gettext_noop("The row could not be stored as it is."),
    remedy=gettext_noop(
        "Compare it with the form, mend it, and bring the file in again."
    ),
)
_TROUBLES: dict[type[BaseException], Trouble] = {
    NotHers: _ELSEWHERE,
    AnotherBody: _CHANGED,
    ChangedMeanwhile: _CHANGED,
    AnotherContent: _FILE,
}
