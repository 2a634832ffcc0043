"""One note and one file on its way in, for the access table."""

from __future__ import annotations

from django.conf import settings

from payung.gateways.vault import FolderVault
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from payung.programme.reports.importing.files import FileKind
from payung.programme.reports.importing.runs import NewRun, start_run
from payung.programme.reports.published import in_use
from tests.cast import THEN
from tests.programme.reports.sent import form_in, taken


Named = dict[str, dict[str, object]]
A_TABLE = b"what,when\nMoney demanded,2026-11-20\n"


def one_note(team: Team, actor: Actor) -> Named:
    """Take a note into a team; return what its addresses need to name."""
    form = form_in(actor.country)
    note: dict[str, object] = {"reference": taken(actor, team).reference}
    return {
        "note": note,
        "note-show": note | {"part": "story"},
        "note-files": note,
        "form-compiled": {"row": form.pk},
        "form-strings": {"row": form.pk, "language": "en"},
        "collect-form": {"row": form.pk},
        "collect-manifest": {"row": form.pk},
    }


def one_file_on_its_way(team: Team, actor: Actor) -> Named:
    """Begin to bring a table in; return what its addresses need to name."""
    run = start_run(
        actor=actor,
        team=team,
        new=NewRun(
            form=in_use(actor.country),
            kind=FileKind.SHEET.value,
            name="old notes.csv",
            content=A_TABLE,
        ),
        vault=FolderVault(settings.VAULT),
        at=THEN,
    )
    one: dict[str, object] = {"run": run.pk}
    names = ("bring-in-file", "bring-in-form", "bring-in-columns", "bring-in-go")
    return dict.fromkeys(names, one)
