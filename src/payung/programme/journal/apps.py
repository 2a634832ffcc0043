"""Load every app's kinds of entry once Django knows the apps."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps


class JournalConfig(AppConfig):
    """The journal."""

    name = "payung.programme.journal"
    label = "journal"

    def ready(self) -> None:
        """Declare the kinds of each programme app, so that duplicates fail at start."""
        for config in apps.get_app_configs():
            name = f"{config.name}.kinds"
            if config.name.startswith("payung.programme.") and find_spec(name):
                import_module(name)
