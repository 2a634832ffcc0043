"""Say to the apps below what the numbers of the objectives were."""

from __future__ import annotations

from . import lesson_numbers  # noqa: F401 - importing registers it
