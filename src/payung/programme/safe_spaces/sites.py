"""Write down a room, when it is open, which days are off, and how a day went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from payung.engines import sealed
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from payung.programme.people.stored_keys import row_of

from . import kinds
from .codes import Reason, Status
from .models import LocalHoliday, OpeningDay, OpeningRule, Site
from .of_the_plan import follow
from .planned import day_at
from .planning import NotARule, checked
from .refusals import CodeTaken, EndsTooSoon, NotARuleOfDays, NotYet, WhyNeeded


ADDRESS = "safe_spaces.address"
# Words of addresses that are pages already.
NO_CODES = frozenset({"new", "days-off"})


@dataclass(frozen=True, kw_only=True, slots=True)
class NewSite:
    """A room as it is written down; `address` is sealed."""

    team: Team
    code: str
    name: str
    opened_on: date
    area: str = ""
    address: str = ""
    key: UUID | None = None

    def __repr__(self) -> str:
        """Return nothing of where it is."""
        return f"<NewSite {self.code}>"


@dataclass(frozen=True, kw_only=True, slots=True)
class Hours:
    """On which days (an RRULE) and in which hours, from a day up to another."""

    rule: str
    opens: time
    closes: time
    first: date
    last: date | None = None
    key: UUID | None = None


@transaction.atomic
def open_site(*, actor: Actor, new: NewSite, at: datetime) -> Site:
    """Write down a room, once for each form; raise CodeTaken."""
    # One after the other: the same form may come twice at once.
    Team.objects.select_for_update().get(pk=new.team.pk)
    before = Site.objects.filter(key=new.key, team=new.team).first()
    if new.key is not None and before is not None:
        return before
    if new.code in NO_CODES or Site.objects.filter(code=new.code).exists():
        raise CodeTaken(
            _("Another room has this short name. Choose a different one."), field="code"
        )
    site = Site(
        key=new.key,
        code=new.code,
        country=actor.country,
        team=new.team,
        name=new.name,
        area=new.area,
        opened_on=new.opened_on,
        made_by=actor.handle,
    )
    if new.address.strip():
        site.record, site.address = seal_apart(actor, new.team, ADDRESS, new.address)
    site.save(force_insert=True)
    record(kinds.SITE, actor=actor, subject=site.code, at=at)
    return site


@transaction.atomic
def close_site(*, actor: Actor, site: Site, on: date, at: datetime) -> Site:
    """Say from which day on there is no such room any more; raise EndsTooSoon."""
    if on < site.opened_on:
        raise EndsTooSoon(_("This is before the room began."), field="last")
    site.closed_on = on
    site.save(update_fields=["closed_on"])
    record(kinds.SITE_CLOSED, actor=actor, subject=site.code, at=at)
    return site


@transaction.atomic
def add_hours(*, actor: Actor, site: Site, hours: Hours, at: datetime) -> OpeningRule:
    """Say when a room is open, once for each form; raise NotARuleOfDays, EndsTooSoon."""
    # One after the other: the same form may come twice at once.
    Site.objects.select_for_update().get(pk=site.pk)
    before = site.rules.filter(key=hours.key).first() if hours.key else None
    if before is not None:
        return before
    if hours.last is not None and hours.last < hours.first:
        raise EndsTooSoon(
            _("This ends before it begins. Look at the two days."), field="last"
        )
    rule = OpeningRule.objects.create(
        key=hours.key,
        site=site,
        rule=_rule(hours.rule),
        opens=hours.opens,
        closes=hours.closes,
        from_on=hours.first,
        until_on=hours.last,
        made_by=actor.handle,
    )
    record(kinds.HOURS, actor=actor, subject=site.code, at=at, rule=rule.rule)
    return rule


@transaction.atomic
def end_hours(
    *, actor: Actor, rule: OpeningRule, last: date, at: datetime
) -> OpeningRule:
    """End hours with a day; what was promised before it stays promised."""
    if last < rule.from_on:
        raise EndsTooSoon(_("This is before these hours began."), field="last")
    rule.until_on = last
    rule.save(update_fields=["until_on"])
    record(kinds.HOURS_END, actor=actor, subject=rule.site.code, at=at, rule=rule.rule)
    return rule


@transaction.atomic
def edit_day_off(
    *, actor: Actor, day: date, is_open: bool, label: str, at: datetime
) -> LocalHoliday:
    """Say that our rooms are open on a holiday, or closed on an ordinary day."""
    row, _new = LocalHoliday.objects.update_or_create(
        country=actor.country,
        day=day,
        defaults={"is_open": is_open, "label": label, "made_by": actor.handle},
    )
    said = "yes" if is_open else "no"
    record(kinds.DAY_OFF, actor=actor, subject=f"{day}", at=at, open=said)
    return row


@transaction.atomic
def say_day(
    *,
    actor: Actor,
    site: Site,
    day: date,
    status: Status,
    reason: Reason | None,
    at: datetime,
) -> OpeningDay:
    """Say how a day went; from then on it follows no taps. Raise NotYet, WhyNeeded."""
    if not site.opened_on <= day <= day_at(site, at):
        raise NotYet(_("This day cannot be written down yet. Choose an earlier one."))
    if status is not Status.OPEN and reason is None:
        raise WhyNeeded(_("Choose why it was not open the whole day."), field="reason")
    row, _new = OpeningDay.objects.update_or_create(
        site=site,
        day=day,
        defaults={
            "status": status,
            "reason": reason or "",
            "keyholder_id": actor.person_id,
            "said": True,
        },
    )
    follow(row, at=at)
    record(
        kinds.DAY,
        actor=actor,
        subject=site.code,
        at=at,
        day=f"{day}",
        status=status.value,
    )
    return row


def seal_apart(
    actor: Actor, team: Team, name: str, text: str
) -> tuple[UUID, sealed.Envelope]:
    """Return a new record's id and the text sealed under its key, for the team."""
    secret = sealed.new_record_secret(uuid4())
    keys = actor.unlocked.team(team.pk, team.epoch)
    row_of(sealed.wrap_within_team(secret, keys)).save(force_insert=True)
    return UUID(str(secret.record)), sealed.seal_field(secret, name, text)


def _rule(text: str) -> str:
    try:
        return checked(text)
    except NotARule as problem:
        raise NotARuleOfDays(
            _("“%(part)s” cannot be read as repeating days. Choose days of the week.")
            % {"part": problem.part[:40]},
            field="rule",
        ) from None
