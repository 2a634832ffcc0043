"""Invented work in hand: a person held now, things to do, and notes further along."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from payung.gateways.vault import Vault
from payung.programme.cases.actions import NewCase, open_case, write_note
from payung.programme.cases.arrests import Taken
from payung.programme.cases.evidence import GivenFile, add_evidence
from payung.programme.cases.models import Case, Todo
from payung.programme.cases.tasks import NewTask, add_task
from payung.programme.people.founding import Founded
from payung.programme.reports.models import Report, Stage


# How many in a hundred older notes have come how far.
CAME_TO = {
    Stage.NEW: 8,
    Stage.IN_HAND: 34,
    Stage.WITH_LAWYER: 24,
    Stage.IN_COURT: 10,
    Stage.CLOSED: 24,
}
TITLES = ("Blue Kite", "Second Moon", "Paper Lamp", "Green Door")
PAPER = b"%PDF-1.4\nAn invented paper of an arrest.\n%%EOF\n"


def work_in_hand(founded: Founded, *, at: datetime, vault: Vault) -> None:
    """Open four cases on the newest notes; in the first, somebody is held now."""
    newest = list(
        Report.objects.filter(team=founded.team).order_by("-received_at")[: len(TITLES)]
    )
    for hours, (title, report) in enumerate(zip(TITLES, newest, strict=False), start=1):
        held = (
            Taken(taken_at=at - timedelta(hours=7, minutes=20)) if hours == 1 else None
        )
        new = NewCase(team=founded.team, title=title, report=report, taken=held)
        case = open_case(actor=founded.actor, new=new, at=at - timedelta(hours=hours))
        _work_on(founded, case, at=at, hours=hours, vault=vault)


def _work_on(
    founded: Founded, case: Case, *, at: datetime, hours: int, vault: Vault
) -> None:
    actor = founded.actor
    write_note(actor=actor, case=case, text="Her sister called.", at=at)
    kind = (Todo.CALL, Todo.VISIT, Todo.COURT, Todo.CHECK)[hours - 1]
    due = at + timedelta(hours=5 * hours - 6)
    new = NewTask(kind=kind, due_at=due, text="As agreed on the telephone")
    add_task(actor=actor, case=case, new=new, at=at)
    if hours == 1:
        given = GivenFile(name="paper.pdf", shows="The paper they gave", content=PAPER)
        add_evidence(actor=actor, case=case, given=given, vault=vault, at=at)


def move_notes_along(
    founded: Founded, *, before: datetime, chance: random.Random
) -> None:
    """Let older notes have come as far as notes do."""
    for report in Report.objects.filter(team=founded.team, received_at__lt=before):
        [stage] = chance.choices(list(CAME_TO), list(CAME_TO.values()))
        Report.objects.filter(pk=report.pk).update(stage=stage)
