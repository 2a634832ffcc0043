"""payung import: bring in what exists already."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click
import django


if TYPE_CHECKING:
    from payung.programme.people.actors import Actor
    from payung.programme.people.models import Team
    from payung.programme.reports.importing.files import Offered
    from payung.programme.reports.importing.mapping import ColumnPlan
    from payung.programme.reports.importing.readings import Reading
    from payung.programme.reports.importing.runs import Tally
    from payung.programme.reports.published import Published


HERE = click.Path(exists=True, path_type=Path)


@click.command(name="import")
@click.argument("country")
@click.argument("file", type=HERE)
@click.option(
    "--form",
    "form_name",
    default="",
    help="A form's id, or the file of an XLSForm; else the form in use.",
)
@click.option("--as", "handle", required=True, help="Whose account brings it in.")
@click.option("--team", "team_name", default="", help="For which team; else her first.")
@click.option(
    "--coded",
    default="",
    help="For a form of others: questions that may lie open, with commas.",
)
@click.option(
    "--plan", "plan_file", type=HERE, help="How a spreadsheet's columns are read."
)
@click.option(
    "--propose-plan",
    type=click.Path(path_type=Path),
    help="Write a proposal for --plan there, and stop.",
)
@click.option(
    "--confirm", is_flag=True, help="Bring it in. Without it nothing is stored."
)
@click.option("--resume", is_flag=True, help="Go on where an earlier try stopped.")
def command(
    country: str,
    file: Path,
    form_name: str,
    handle: str,
    team_name: str,
    coded: str,
    plan_file: Path | None,
    propose_plan: Path | None,
    confirm: bool,
    resume: bool,
) -> None:
    """Bring FILE into COUNTRY: XML submissions, an export of ODK or Kobo, a spreadsheet.

    FILE is a file, a folder or a ZIP archive. First it only looks and says how many
    rows are new, known, changed, or cannot come in and why; with --confirm they do.
    Everything is sealed for the team before it is stored. The same file twice adds
    nothing.
    """
    django.setup()
    from payung.programme.reports.importing.files import NotWhatItSays
    from payung.programme.reports.importing.sources import NeedsPlan

    actor, team = _who(country, handle, team_name)
    try:
        offered = _offered(file)
        form = _form(actor, form_name, coded)
        if propose_plan is not None:
            _propose(offered, form, propose_plan)
            return
        rows = _rows(offered, form, _plan(plan_file))
    except NotWhatItSays as why:
        raise click.ClickException(f"{file.name}: {why}") from None
    except NeedsPlan:
        raise click.ClickException(
            f"{file.name} is a spreadsheet of its own kind. Say which column answers "
            "what on the page Notes, Bring in; or write a proposal with "
            "--propose-plan plan.json, check it, and give it with --plan plan.json."
        ) from None
    _tell(_looked(actor, rows))
    if not confirm and not resume:
        click.echo("Nothing was stored. Add --confirm to bring it in.")
        return
    _bring_in(actor, team, form, file, offered, rows, resume=resume)


def _who(country: str, handle: str, team_name: str) -> tuple[Actor, Team]:
    from payung.programme.people.access import teams_of
    from payung.programme.people.actors import actor_of
    from payung.programme.people.models import Person

    person = Person.objects.filter(
        handle=handle, country=country, is_active=True
    ).first()
    if person is None:
        raise click.ClickException(
            f"There is no account {handle} in {country}. Give the name she signs in with."
        )
    actor = actor_of(person, keys=None)
    teams = {team.name: team for team in teams_of(actor)}
    team = teams.get(team_name) if team_name else next(iter(teams.values()), None)
    if team is None:
        known = ", ".join(teams) or "none"
        raise click.ClickException(
            f"{handle} is not in that team. Her teams: {known}. Let her in first, or "
            "give another name with --team."
        )
    return actor, team


def _offered(file: Path) -> Offered:
    from payung.programme.reports.importing.files import offered, parts_of

    if file.is_dir():
        found = sorted(path for path in file.rglob("*") if path.is_file())
        return parts_of({str(p.relative_to(file)): p.read_bytes() for p in found})
    return offered(file.name, file.read_bytes())


def _form(actor: Actor, name: str, coded: str) -> Published:
    from payung.engines.forms import NotPublishable
    from payung.programme.places.packs import pack_of
    from payung.programme.reports.models import FormVersion
    from payung.programme.reports.published import published

    path = Path(name)
    if path.suffix in {".xlsx", ".xls"} and path.exists():
        try:
            return _foreign(actor, path, coded)
        except NotPublishable as why:
            raise click.ClickException(f"{path.name} cannot be read:\n{why}") from None
    # The name of its file in the country's folder says which form as well.
    for files in pack_of(actor.country).forms:
        if name in {"", files.text.stem}:
            name = files.id
            break
    row = (
        FormVersion.objects.filter(country=actor.country, form_id=name)
        .order_by("-in_use", "-published_at", "-id")
        .values_list("id", "digest")
        .first()
    )
    if row is None:
        raise click.ClickException(
            f"No form '{name}' is known in {actor.country}. Give the path of its XLSForm, "
            "or put it into use with payung form publish."
        )
    return published(*row)


def _foreign(actor: Actor, path: Path, coded: str) -> Published:
    from django.utils import timezone

    from payung.programme.reports.importing.foreign_forms import (
        form_text,
        proposed_coding,
        publish_for_reading,
        read_only,
    )
    from payung.programme.reports.published import published
    from payung.programme.reports.publishing import AlreadyPublished

    text = form_text(path.read_bytes())
    wanted = [name.strip() for name in coded.split(",") if name.strip()]
    coding = proposed_coding(read_only(text), wanted)
    try:
        row = publish_for_reading(
            actor=actor, text=text, coding=coding, at=timezone.now()
        )
    except AlreadyPublished as which:
        raise click.ClickException(
            f"Another form with this id and version is here: {which}. Give the form "
            "another version in its settings sheet, and in the data."
        ) from None
    return published(row.pk, row.digest)


def _plan(path: Path | None) -> ColumnPlan | None:
    from payung.programme.reports.importing.mapping import read_plan

    if path is None:
        return None
    try:
        return read_plan(path.read_text())
    except ValueError:
        raise click.ClickException(
            f"{path.name} is no plan of columns. Write a new one with --propose-plan."
        ) from None


def _propose(offered: Offered, form: Published, into: Path) -> None:
    from payung.programme.reports.importing.mapping import (
        ColumnPlan,
        proposed,
        undecided,
    )
    from payung.programme.reports.importing.sheets import read_sheet
    from payung.programme.reports.importing.sources import sheet_of

    grid = read_sheet(sheet_of(offered))
    plan = ColumnPlan(columns=proposed(grid, form))
    open_values = undecided(grid, plan, form)
    values = {path: dict.fromkeys(found, "") for path, found in open_values.items()}
    told = json.loads(plan.written()) | {"values": values}
    into.write_text(json.dumps(told, ensure_ascii=False, indent=1))
    click.echo(f"Check {into}: every column, and a code (or -) for every empty value.")


def _rows(offered: Offered, form: Published, plan: ColumnPlan | None) -> list[Reading]:
    from django.utils import timezone

    from payung.programme.reports.importing.sources import Asked, readings_of

    asked = Asked(offered=offered, form=form, plan=plan, today=timezone.now().date())
    return list(readings_of(asked))


def _looked(actor: Actor, rows: list[Reading]) -> Tally:
    from payung.programme.reports.importing.runs import look

    with click.progressbar(rows, label="Looking") as shown:
        return look(actor=actor, readings=shown)


def _tell(tally: Tally) -> None:
    from payung.programme.reports.import_models import Outcome

    click.echo(
        f"{tally.rows} rows: {tally[Outcome.NEW]} new, {tally[Outcome.SAME]} known, "
        f"{tally[Outcome.UPDATED]} changed, {tally[Outcome.CANNOT]} cannot come in."
    )
    for reading, trouble in tally.troubles[:50]:
        where = ", ".join(
            part
            for part in (
                reading.file,
                f"row {reading.line}" if reading.line else "",
                f"column {trouble.column}" if trouble.column else "",
            )
            if part
        )
        click.echo(f"  {where}: {trouble.sentence} {trouble.remedy}")
    if len(tally.troubles) > 50:
        click.echo(f"  and {len(tally.troubles) - 50} more.")


def _bring_in(
    actor: Actor,
    team: Team,
    form: Published,
    file: Path,
    offered: Offered,
    rows: list[Reading],
    *,
    resume: bool,
) -> None:
    from django.conf import settings
    from django.utils import timezone

    from payung.gateways.vault import FolderVault
    from payung.programme.reports.import_models import RunStage
    from payung.programme.reports.importing import runs

    content = b"".join(name.encode() + part for name, part in offered.parts.items())
    vault = FolderVault(settings.VAULT)
    run = runs.unfinished(actor, form, content) if resume else None
    if run is None:
        if resume:
            click.echo("No unfinished try of this file was found: it starts anew.")
        new = runs.NewRun(
            form=form, kind=offered.kind.value, name=file.name, content=content
        )
        run = runs.start_run(
            actor=actor, team=team, new=new, vault=None, at=timezone.now()
        )
    with click.progressbar(length=len(rows), label="Bringing in") as shown:
        shown.update(run.done)
        while run.stage != RunStage.DONE:
            before = run.done
            run = runs.bring_some(
                actor=actor,
                run=run,
                readings=rows,
                vault=vault,
                at=timezone.now(),
                most=50,
            )
            shown.update(run.done - before)
    counts = runs.tally_of(run)
    told = ", ".join(f"{n} {outcome}" for outcome, n in sorted(counts.items()))
    click.echo(f"Done: {told or 'no rows'}. What happened to each row is kept.")
