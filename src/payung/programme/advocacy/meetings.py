"""Plan a meeting with an office, write down how it was, or move it to another day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from payung.engines import sealed
from payung.engines.disclosure import Audience
from payung.programme.activities import actions as activities
from payung.programme.activities.actions import NewActivity
from payung.programme.activities.models import Kind, Reason
from payung.programme.activities.taking_up import WHICHEVER_FITS, Wish, take_up
from payung.programme.findings.models import Brief
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from payung.programme.places.models import Unit
from payung.programme.places.packs import pack_of

from . import kinds
from .before import police_may_receive
from .codes import Tier, Tone
from .models import AdvocacyMeeting, Post
from .posts import new_secret
from .refusals import BriefNotTheirs, NotOfThisMeeting, PromisedThere


RISKS = "advocacy.risks"


@dataclass(frozen=True, kw_only=True, slots=True)
class NewMeeting:
    """A meeting as it is planned; `key` makes a form that is sent twice harmless."""

    team: Team
    unit: Unit
    tier: Tier
    start: datetime
    end: datetime
    key: UUID | None = None
    line: UUID | None = None
    # Where it stands on the plan already.
    wish: Wish = WHICHEVER_FITS


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """How a meeting was: when, with whom, who spoke, what was shown."""

    started: datetime
    ended: datetime
    posts: Sequence[Post] = ()
    community_spoke: int = 0
    brief: Brief | None = None
    tone: Tone | None = None
    risks: str = ""


@transaction.atomic
def plan_meeting(*, actor: Actor, new: NewMeeting, at: datetime) -> AdvocacyMeeting:
    """Plan a meeting; the same form again gives the meeting that it made before."""
    activity = take_up(
        actor=actor,
        new=NewActivity(
            team=new.team,
            kind=Kind.POLICE_MEETING,
            start=new.start,
            end=new.end,
            line=new.line,
            key=new.key,
        ),
        at=at,
        wish=new.wish,
    )
    before = AdvocacyMeeting.objects.filter(activity=activity).first()
    if before is not None:
        return before
    secret = new_secret(actor, new.team)
    meeting = AdvocacyMeeting.objects.create(
        activity=activity,
        unit=new.unit,
        tier=new.tier,
        record=UUID(str(secret.record)),
    )
    record(kinds.PLANNED, actor=actor, subject=str(meeting), at=at)
    return meeting


@transaction.atomic
def hold_meeting(
    *, actor: Actor, meeting: AdvocacyMeeting, held: Held, at: datetime
) -> None:
    """Write down how it was; again, it is corrected. Raise CannotBe."""
    _check(meeting, held)
    activities.hold(
        actor=actor,
        activity=meeting.activity,
        started=held.started,
        ended=held.ended,
        came={},
        at=at,
    )
    meeting.community_spoke = held.community_spoke
    meeting.brief = held.brief
    meeting.brief_digest = held.brief.digest if held.brief else ""
    meeting.tone = held.tone or ""
    if held.risks:
        secret = actor.unlocked.secret(meeting.record)
        meeting.risks = sealed.seal_field(secret, RISKS, held.risks)
    meeting.save()
    meeting.posts.set(held.posts)
    shown = "yes" if held.brief else "no"
    record(kinds.HELD, actor=actor, subject=str(meeting), at=at, brief=shown)


@transaction.atomic
def move_meeting(
    *,
    actor: Actor,
    meeting: AdvocacyMeeting,
    reason: Reason,
    start: datetime,
    end: datetime,
    at: datetime,
) -> AdvocacyMeeting:
    """Move it to another day with the reason; return the one in its place."""
    activity = activities.postpone(
        actor=actor,
        activity=meeting.activity,
        reason=reason,
        start=start,
        end=end,
        at=at,
    )
    secret = new_secret(actor, meeting.activity.team)
    return AdvocacyMeeting.objects.create(
        activity=activity,
        unit=meeting.unit,
        tier=meeting.tier,
        record=UUID(str(secret.record)),
    )


def meeting_not_held(meeting: AdvocacyMeeting) -> None:
    """Let a meeting stand as one that is to come; raise PromisedThere.

    Inside the transaction that takes back what its activity says.
    """
    if meeting.promises.filter(withdrawn_at=None).exists():
        raise PromisedThere(
            _(
                "Promises were made at this meeting, so it was held. Withdraw them "
                "first where that is wrong."
            )
        )
    meeting.community_spoke = meeting.brief = meeting.risks = None
    meeting.brief_digest = meeting.tone = ""
    meeting.save()
    meeting.posts.clear()


def _check(meeting: AdvocacyMeeting, held: Held) -> None:
    if any(post.unit_id != meeting.unit_id for post in held.posts):
        raise NotOfThisMeeting(
            _("Choose posts of the office that you met."), field="posts"
        )
    brief = held.brief
    if brief is None:
        return
    country = meeting.unit.country
    ours = brief.country == country and police_may_receive(pack_of(country))
    if not ours or brief.audience != Audience.POLICE:
        raise BriefNotTheirs(_("Choose a brief that was made for them."), field="brief")
