"""The frame as Django's app: it brings the checks that stop an unsafe start."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The pages' frame."""

    name = "payung.web"

    def ready(self) -> None:
        """Register the checks."""
        from payung.web import checks  # noqa: F401 - importing registers them
