"""One case with one of everything, for the access table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings

from payung.engines.clocks import Event
from payung.gateways.vault import FolderVault
from payung.programme.cases.actions import NewCase, open_case, write_note
from payung.programme.cases.arrests import Taken
from payung.programme.cases.evidence import GivenFile, add_evidence
from payung.programme.cases.models import Step, Todo
from payung.programme.cases.tasks import NewTask, add_task
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from tests.cast import THEN


A_PDF = b"%PDF-1.4\nAn invented paper.\n%%EOF\n"


@dataclass(frozen=True, kw_only=True)
class OneCase:
    """What its addresses need to name, and what is posted to them."""

    arguments: dict[str, dict[str, object]]
    posts: dict[str, dict[str, object]]


def one_case(team: Team, actor: Actor) -> OneCase:
    """Open a case of a team with an arrest, a line, a task and a file."""
    told = {Event.FAMILY_TOLD: THEN - timedelta(hours=1)}
    taken = Taken(taken_at=THEN - timedelta(hours=3), steps=told)
    new = NewCase(team=team, title="An invented title", note="Why", taken=taken)
    case = open_case(actor=actor, new=new, at=THEN)
    line = write_note(actor=actor, case=case, text="An invented line", at=THEN)
    asked = NewTask(kind=Todo.CALL, due_at=THEN, text="Ask her sister")
    task = add_task(actor=actor, case=case, new=asked, at=THEN)
    given = GivenFile(name="paper.pdf", shows="A paper", content=A_PDF)
    vault = FolderVault(settings.VAULT)
    file = add_evidence(actor=actor, case=case, given=given, vault=vault, at=THEN)
    one: dict[str, object] = {"reference": case.reference}
    names = ("arrest", "pause", "step", "stage", "close", "people", "link", "note")
    arguments = {f"case-{name}": one for name in (*names, "task", "file-add")}
    for name in ("case-file", "case-file-show", "case-file-check", "case-file-get"):
        arguments[name] = one | {"record": file.record}
    return OneCase(
        arguments=arguments
        | {
            "case": one,
            "case-show": one | {"part": "title"},
            "case-line": one | {"entry_id": line.pk},
            "task-show": one | {"task_id": task.pk},
            "task-done": one | {"task_id": task.pk},
            "case-step-back": one | {"step_id": Step.objects.get().pk},
            "case-people-end": one | {"handle": actor.handle},
            "case-papers": one,
            "case-paper": one | {"number": 1},
        },
        posts={"find-case": {"words": "invented"}},
    )
