"""payung pack: check a country folder, or begin one."""

from __future__ import annotations

from pathlib import Path

import click

from payung.engines import packs


COUNTRIES = Path(__file__).parents[2] / "countries"
CODES = tuple(sorted(path.parent.name for path in COUNTRIES.glob("*/pack.toml")))


@click.group(name="pack")
def command() -> None:
    """Look after the folder of a country: its law, places, forms and words."""


@command.command()
@click.argument("country", nargs=-1)
@click.option("--in", "countries", type=Path, default=COUNTRIES, hidden=True)
def check(country: tuple[str, ...], countries: Path) -> None:
    """Name every mistake in the folders of these countries, or of all.

    Each line says the file, the key, what is wrong and what to do.
    """
    found = 0
    for code in country or CODES:
        mistakes = packs.check(countries / code)
        found += len(mistakes)
        click.echo(f"{code}: {len(mistakes) or 'no'} mistakes")
        for mistake in mistakes:
            click.echo(f"  {mistake}")
    if found:
        raise SystemExit(1)


@command.command()
@click.argument("code")
@click.option("--in", "countries", type=Path, default=COUNTRIES, hidden=True)
def new(code: str, countries: Path) -> None:
    """Begin the folder of a new country as a copy of the invented one."""
    folder = countries / code
    if folder.exists():
        raise click.ClickException(f"{folder} is there already. Choose another code.")
    try:
        files = packs.new_pack(COUNTRIES / "xx", code=code)
    except packs.NotACountryCode as problem:
        raise click.ClickException(str(problem)) from None
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    click.echo(f"{len(files)} files in {folder}. Now: payung pack check {code}")
