"""Let every app say which kinds of activity it carries out, once Django knows them."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps


class ActivitiesConfig(AppConfig):
    """Activities."""

    name = "payung.programme.activities"
    label = "activities"

    def ready(self) -> None:
        """Load the work.py of each programme app."""
        for config in apps.get_app_configs():
            name = f"{config.name}.work"
            if config.name.startswith("payung.programme.") and find_spec(name):
                import_module(name)
