"""Rooms as Django's app: apps below are told how to ask for rooms."""

from __future__ import annotations

from django.apps import AppConfig


class SafeSpacesConfig(AppConfig):
    """Rooms that are open as promised."""

    name = "payung.programme.safe_spaces"

    def ready(self) -> None:
        """Tell how rooms are asked for."""
        from payung.programme.activities.rooms import rooms_are_told_by

        from .access import rooms_in_use

        rooms_are_told_by(rooms_in_use)
