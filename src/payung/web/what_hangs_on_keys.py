"""What hangs on every record's key, told by the app that sealed it."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from payung.programme.activities import holdings as of_activities
from payung.programme.advocacy import holdings as of_advocacy
from payung.programme.alerts import holdings as of_alerts
from payung.programme.cases import holdings as of_cases
from payung.programme.cases.models import Case
from payung.programme.circles import holdings as of_circles
from payung.programme.consents import holdings as of_consents
from payung.programme.counselling import holdings as of_counselling
from payung.programme.evidence import holdings as of_evidence
from payung.programme.hotline import holdings as of_calls
from payung.programme.learning import holdings as of_learning
from payung.programme.outreach import holdings as of_places
from payung.programme.papers import holdings as of_papers
from payung.programme.people.holdings import Holders, Holding
from payung.programme.proceedings import holdings as of_proceedings
from payung.programme.reports import holdings as of_reports
from payung.programme.safe_spaces import holdings as of_rooms


# Apps above cases that seal under the key of a case.
UNDER_A_CASE = (
    of_consents.more_of,
    of_counselling.more_of,
    of_proceedings.more_of,
    of_papers.more_of,
)


def of_a_case(record: UUID) -> Holding | None:
    """Return all that hangs on the key of a case or a file, whichever app sealed it."""
    holding = of_cases.holding_of(record)
    case = Case.objects.filter(pk=record).first()
    if holding is None or case is None:
        return holding
    more = [field for more_of in UNDER_A_CASE for field in more_of(case)]
    return replace(holding, fields=(*holding.fields, *more))


HOLDERS = Holders(
    apps=(
        of_reports.holding_of,
        # Before cases, which knows of no working copies.
        of_evidence.holding_of,
        of_a_case,
        of_consents.holding_of,
        of_calls.holding_of,
        of_alerts.holding_of,
        of_activities.holding_of,
        of_advocacy.holding_of,
        of_learning.holding_of,
        of_circles.holding_of,
        of_places.holding_of,
        of_rooms.holding_of,
    )
)
