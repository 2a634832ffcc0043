"""Share a tool, say that it was used in another country, and rate it after use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.places.days import day_of

from . import access, kinds
from .codes import Licence, ToolKind
from .models import Tool, ToolRating, ToolUse
from .once import kept_before
from .refusals import OwnWork, WordsMissing, WrongDay


@dataclass(frozen=True, kw_only=True, slots=True)
class NewTool:
    """A tool as it is shared; `where` says how one gets it."""

    key: UUID
    kind: ToolKind
    title: str
    version: str
    about: str
    licence: Licence
    languages: tuple[str, ...]
    where: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NewUse:
    """One use of a tool by a team of hers, and what shows it."""

    key: UUID
    team: UUID
    used_on: date
    used_for: str
    evidence: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NewRating:
    """How useful it was in one use: 1 to 5, and why."""

    key: UUID
    use: ToolUse
    stars: int
    reason: str


@transaction.atomic
def share_tool(*, actor: Actor, new: NewTool, at: datetime) -> Tool:
    """Put a tool on the shelf; the same one sent again is the one there."""
    access.check_may_share(actor)
    before = kept_before(Tool, new.key, actor)
    if before is not None:
        return before
    tool = Tool.objects.create(
        id=new.key,
        country=actor.country,
        kind=new.kind,
        title=new.title.strip(),
        version=new.version.strip(),
        about=new.about.strip(),
        licence=new.licence,
        languages=list(new.languages),
        where=new.where.strip(),
        shared_at=at,
        shared_by=actor.handle,
    )
    record(kinds.SHARED, actor=actor, subject=str(tool.pk), at=at)
    return tool


@transaction.atomic
def use_tool(*, actor: Actor, tool: Tool, new: NewUse, at: datetime) -> ToolUse:
    """Keep that a team of hers used a tool of another country; raise CannotBe."""
    access.check_works_here(actor)
    if tool.country == actor.country:
        raise OwnWork(_("It is your own. Only its use in other countries counts."))
    before = kept_before(ToolUse, new.key, actor, tool_id=tool.pk)
    if before is not None:
        return before
    _check_day(actor, tool, new.used_on, at)
    if not new.evidence.strip():
        raise WordsMissing(
            _("Say what shows that it was used, such as a number or a date."),
            field="evidence",
        )
    use = ToolUse.objects.create(
        id=new.key,
        tool=tool,
        country=actor.country,
        team=new.team,
        used_on=new.used_on,
        used_for=new.used_for.strip(),
        evidence=new.evidence.strip(),
        made_at=at,
        made_by=actor.handle,
    )
    record(kinds.USED, actor=actor, subject=str(tool.pk), at=at)
    return use


@transaction.atomic
def rate_tool(*, actor: Actor, new: NewRating, at: datetime) -> ToolRating:
    """Keep how useful a tool was to a team; its rating before is withdrawn by it."""
    access.check_works_here(actor)
    tool = new.use.tool
    before = kept_before(ToolRating, new.key, actor, use_id=new.use.pk)
    if before is not None:
        return before
    # Locked, so that two of a team who rate at once leave one rating and no fault.
    Tool.objects.select_for_update().get(pk=tool.pk)
    earlier = ToolRating.objects.filter(tool=tool, team=new.use.team, withdrawn_at=None)
    earlier.update(withdrawn_at=at, withdrawn_by=actor.handle)
    rating = ToolRating.objects.create(
        id=new.key,
        tool=tool,
        use=new.use,
        country=actor.country,
        team=new.use.team,
        stars=new.stars,
        reason=new.reason.strip(),
        rated_at=at,
        made_by=actor.handle,
    )
    subject = str(tool.pk)
    record(kinds.RATED, actor=actor, subject=subject, at=at, stars=new.stars)
    return rating


def _check_day(actor: Actor, tool: Tool, on: date, at: datetime) -> None:
    if on > day_of(actor.country, at):
        raise WrongDay(_("This day lies ahead."), field="used_on")
    if on < day_of(tool.country, tool.shared_at):
        raise WrongDay(_("This day lies before the tool was shared."), field="used_on")
