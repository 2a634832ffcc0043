"""What a sitting or a meeting that was written down as held by mistake lets go of."""

from __future__ import annotations

from django.utils.translation import gettext as _

from payung.programme.people.refusals import CannotBe

from .models import FocusGroup, LawyerMeeting
from .sittings import open_minutes


class WrittenDownAtIt(CannotBe):
    """Something that was said there: then it was held."""


def sitting_not_held(group: FocusGroup) -> None:
    """Let a sitting be planned again; raise MinutesFinished, WrittenDownAtIt."""
    open_minutes(group)
    standing = (
        group.findings.filter(withdrawn_at=None),
        group.decisions.filter(withdrawn_at=None),
        group.told_back.all(),
    )
    if any(rows.exists() for rows in standing):
        raise WrittenDownAtIt(
            _(
                "Findings, decisions or what the group was told stand in the minutes, "
                "so it was held. Withdraw them first."
            )
        )


def meeting_not_held(meeting: LawyerMeeting) -> None:
    """Let a meeting with the lawyer be planned again; raise WrittenDownAtIt."""
    if meeting.answered.exists():
        raise WrittenDownAtIt(
            _("A question was answered at this meeting, so it was held.")
        )
    meeting.subjects.all().delete()
