"""The frame as Django's app: it brings the checks that stop an unsafe start."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The pages' frame."""

    name = "payung.web"

    def ready(self) -> None:
        """Register the checks, and what one app tells another that stands beside it."""
        from payung.web import (  # noqa: F401 - importing registers them
            calendar_check,
            checks,
            decided_in_circles,
        )
