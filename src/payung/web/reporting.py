"""Error reports that hold no request data, no settings and no local variables."""

from __future__ import annotations

from collections.abc import ItemsView
from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter


class SaysNothing(SafeExceptionReporterFilter):
    """Leave out everything a person typed; a trace of lines is enough to mend."""

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        return {}

    def get_traceback_frame_variables(
        self, request: HttpRequest | None, tb_frame: Any
    ) -> ItemsView[str, Any]:
        nothing: dict[str, Any] = {}
        return nothing.items()

    def get_safe_settings(self) -> dict[str, Any]:
        return {}
