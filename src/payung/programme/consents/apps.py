"""Permissions as Django's app: the app of cases is told when files may be kept."""

from __future__ import annotations

from django.apps import AppConfig


class ConsentsConfig(AppConfig):
    """Her permissions, each a key."""

    name = "payung.programme.consents"

    def ready(self) -> None:
        """Tell who decides whether files are kept."""
        from payung.programme.cases.keeping_files import keeping_is_decided_by

        from .opening import why_no_files

        keeping_is_decided_by(why_no_files)
