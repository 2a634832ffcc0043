"""The payung command. Each command is a thin shell over an action or a query."""

from __future__ import annotations

import importlib
import os
import pkgutil

import click

from payung.web import commands


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Run the programme: serve its pages, check a country, look after its data."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "payung.web.settings")


for found in pkgutil.iter_modules(commands.__path__):
    module = importlib.import_module(f"{commands.__name__}.{found.name}")
    main.add_command(module.command)
