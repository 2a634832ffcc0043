"""A draft of a donor report, for the access table."""

from __future__ import annotations

from payung.programme.objectives.report_models import Source
from payung.programme.objectives.reports.versions import NewStory, add_story
from payung.programme.people.actors import Actor
from tests.programme.objectives.reports.counted import (
    OPEN_DAYS,
    THEN,
    a_draft,
    snapshot,
)


def one_report(officer: Actor) -> dict[str, dict[str, object]]:
    """Begin a report with one number; return what its addresses need to name."""
    snapshot("SS_OPEN", OPEN_DAYS)
    draft = a_draft(officer)
    report: dict[str, object] = {"number": draft.report_id}
    version: dict[str, object] = {"number": draft.pk}
    new = NewStory(
        statement="Invented",
        significance="Invented",
        contribution="Invented",
        source=Source.SEEN,
    )
    story = add_story(actor=officer, version=draft, new=new, at=THEN)
    parts = ("words", "story", "checked", "numbers", "send", "version")
    return {
        "donor-report": report,
        "donor-report-next": report,
        **{f"donor-report-{part}": version for part in parts},
        **{
            f"donor-report-story-{part}": {**version, "story_id": story.pk}
            for part in ("edit", "out")
        },
        "donor-report-file": {**version, "kind": "pdf"},
        "donor-report-figures": {**version, "kind": "csv"},
    }
