"""A draft of a donor report, for the access table."""

from __future__ import annotations

from payung.programme.people.actors import Actor
from tests.programme.objectives.reports.counted import OPEN_DAYS, a_draft, snapshot


def one_report(officer: Actor) -> dict[str, dict[str, object]]:
    """Begin a report with one number; return what its addresses need to name."""
    snapshot("SS_OPEN", OPEN_DAYS)
    draft = a_draft(officer)
    report: dict[str, object] = {"number": draft.report_id}
    version: dict[str, object] = {"number": draft.pk}
    parts = ("words", "story", "checked", "numbers", "send", "version")
    return {
        "donor-report": report,
        "donor-report-next": report,
        **{f"donor-report-{part}": version for part in parts},
        "donor-report-file": {**version, "kind": "pdf"},
        "donor-report-figures": {**version, "kind": "csv"},
    }
