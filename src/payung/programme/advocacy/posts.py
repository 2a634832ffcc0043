"""Put a post into the register, and write down that somebody else holds it now."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from payung.engines import sealed
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from payung.programme.people.stored_keys import row_of
from payung.programme.places.models import Unit

from . import kinds
from .codes import Tier
from .models import Post, PostHolder
from .refusals import HolderOrder, NotYet, PostKnown


NAME = "advocacy.holder"


def add_post(*, actor: Actor, unit: Unit, title: str, tier: Tier, at: datetime) -> Post:
    """Put a post into the register; raise PostKnown."""
    try:
        with transaction.atomic():
            post = Post.objects.create(
                unit=unit, title=title, tier=tier, made_at=at, made_by=actor.handle
            )
            record(kinds.POST, actor=actor, subject=str(post), at=at)
    except IntegrityError:
        raise PostKnown(
            _("This post is in the register already."), field="title"
        ) from None
    return post


@transaction.atomic
def change_holder(
    *,
    actor: Actor,
    post: Post,
    since: date,
    at: datetime,
    today: date,
    name: str = "",
    team: Team | None = None,
) -> PostHolder:
    """Write down that somebody else holds a post since a day; raise CannotBe.

    A name is sealed for `team`; without one it is "the present one".
    """
    if since > today:
        raise NotYet(
            _("This day lies ahead. Write it down when it is so."), field="since"
        )
    present = post.holders.select_for_update().filter(until=None).first()
    if present is not None and since <= present.since:
        raise HolderOrder(
            _("The one before began on that day or later. Look at the day once more."),
            field="since",
        )
    post.holders.filter(until=None).update(until=since)
    holder = PostHolder(post=post, since=since, written_by=actor.handle)
    if name and team is not None:
        secret = new_secret(actor, team)
        holder.record = UUID(str(secret.record))
        holder.name = sealed.seal_field(secret, f"{NAME}.{holder.pk}", name)
    holder.save(force_insert=True)
    record(kinds.HOLDER, actor=actor, subject=str(post), at=at)
    return holder


def new_secret(actor: Actor, team: Team) -> sealed.RecordSecret:
    """Return a new record key, stored for a team."""
    secret = sealed.new_record_secret(uuid4())
    keys = actor.unlocked.team(team.pk, team.epoch)
    row_of(sealed.wrap_within_team(secret, keys)).save(force_insert=True)
    return secret
