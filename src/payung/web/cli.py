"""The payung command. Each command is a thin shell over an action or a query."""

from __future__ import annotations

import importlib
import os
import pkgutil

import click

from payung.web import commands


FILES = tuple(found.name for found in pkgutil.iter_modules(commands.__path__))


class Commands(click.Group):
    """The commands, each read from its file when it is wanted.

    `payung verify` runs where there is neither a database nor Django: what the other
    commands need may not be needed for it.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all."""
        return sorted(_command(file).name or file for file in FILES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return one by its name, which mostly is that of its file."""
        if cmd_name in FILES and _command(cmd_name).name == cmd_name:
            return _command(cmd_name)
        named = (_command(file) for file in FILES)
        return next((one for one in named if one.name == cmd_name), None)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Run the programme: serve its pages, check a country, look after its data."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "payung.web.settings")


def _command(file: str) -> click.Command:
    found: click.Command = importlib.import_module(
        f"{commands.__name__}.{file}"
    ).command
    return found
