"""payung form: read, check, publish and carry the reporting form of a country."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import click
import django

from payung.engines import forms
from payung.engines.packs import FormFiles, Pack, load


COUNTRIES = Path(__file__).parents[2] / "countries"


@dataclass(frozen=True, kw_only=True, slots=True)
class Operator:
    """Whoever sits at the machine: the journal knows no more of her."""

    handle: str = "command"


@click.group(name="form")
def command() -> None:
    """Look after the reporting form of a country: an XLSForm, kept as text."""


Run = TypeVar("Run", bound=Callable[..., None])


def _country(run: Run) -> Run:
    """Give a command what they all take: a country, and which of its forms."""
    which = click.option("--form", "form_id", default="", help="Which, of several.")
    folder = click.option(
        "--in", "countries", type=Path, default=COUNTRIES, hidden=True
    )
    return click.argument("country")(which(folder(run)))


@command.command(name="import")
@_country
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_(country: str, file: Path, form_id: str, countries: Path) -> None:
    """Read FILE, an XLSForm, into the folder of COUNTRY, and show what changed."""
    files = _files(countries, country, form_id)
    before = files.text.read_text()
    try:
        after = forms.write_text(forms.read_xlsx(file))
    except forms.NotPublishable as refused:
        raise _stopped(refused) from None
    changes = list(
        difflib.unified_diff(
            before.splitlines(), after.splitlines(), "before", "after", "", "", 1, ""
        )
    )
    if not changes:
        click.echo(f"{files.text.name} says the same already. Nothing was written.")
        return
    files.text.write_text(after)
    click.echo("\n".join(changes))
    click.echo(f"Written to {files.text}. Now: payung form check {country}")


@command.command()
@_country
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export(country: str, file: Path, form_id: str, countries: Path) -> None:
    """Write the form of COUNTRY to FILE as a spreadsheet (XLSForm)."""
    files = _files(countries, country, form_id)
    file.write_bytes(forms.write_xlsx(forms.read_text(files.text.read_text())))
    click.echo(f"Written to {file}.")


@command.command()
@_country
def check(country: str, form_id: str, countries: Path) -> None:
    """Name every problem of the form of COUNTRY: sheet, row, column and what to do."""
    files = _files(countries, country, form_id)
    form = _compiled(files)
    click.echo(
        f"{form.id} {form.version}: no problems, {len(form.questions())} questions"
    )


@command.command()
@_country
def publish(country: str, form_id: str, countries: Path) -> None:
    """Put the form of COUNTRY into use. Earlier versions stay readable."""
    files = _files(countries, country, form_id)
    _compiled(files)
    django.setup()
    from django.utils import timezone

    from payung.programme.reports.publishing import AlreadyPublished, publish_form

    try:
        row = publish_form(
            actor=Operator(),
            country=country,
            text=files.text.read_text(),
            coding=files.coding.read_text(),
            at=timezone.now(),
        )
    except AlreadyPublished as stands:
        raise click.ClickException(
            f"{stands} is in use with other content. Give the changed form a new "
            "version, on the sheet settings, then publish again."
        ) from None
    click.echo(f"{row.form_id} {row.version} is in use in {country}.")


def _files(countries: Path, country: str, form_id: str) -> FormFiles:
    pack = _pack(countries / country)
    for files in pack.forms:
        if form_id in {"", files.id}:
            return files
    raise click.ClickException(
        f"{country}/pack.toml names no form{' ' + form_id if form_id else ''}. "
        "Add a [[forms]] with id, text and coding."
    )


def _pack(folder: Path) -> Pack:
    if not folder.is_dir():
        raise click.ClickException(
            f"There is no folder {folder}. Check the two letters."
        )
    return load(folder)


def _compiled(files: FormFiles) -> forms.Form:
    try:
        return forms.publish(
            forms.read_text(files.text.read_text()),
            coding=forms.read_coding(files.coding.read_text()),
        )
    except forms.NotPublishable as refused:
        raise _stopped(refused) from None


def _stopped(refused: forms.NotPublishable) -> click.ClickException:
    problems = "\n".join(f"  {problem}" for problem in refused.problems)
    return click.ClickException(f"{len(refused.problems)} problems:\n{problems}")
