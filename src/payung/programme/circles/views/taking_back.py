"""Take back what was written down wrong at a sitting, or open it again, and say why."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from payung.programme.circles import access
from payung.programme.circles import taking_back as deeds
from payung.programme.circles.codes import WhyTaken
from payung.programme.circles.forms import WhyForm
from payung.programme.circles.models import FocusGroup
from payung.programme.circles.sitting_deeds import page_of
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, ask_and_keep
from payung.programme.people.doors import unlocked


# Nothing else makes sense of a sitting that was called off by mistake.
WHY = {"sitting": (WhyTaken.TYPED,)}


@unlocked
def withdraw(
    request: HttpRequest, actor: Actor, group_id: UUID, what: str, row_id: UUID
) -> HttpResponse:
    """Withdraw a finding, a decision, something to be done, or notes."""
    group = access.group_for(actor, group_id)
    if what not in deeds.WITHDRAWN:
        raise access.NoSuchCircle
    about = Ask(
        title=_("Withdraw it"),
        back=page_of(group),
        button=_("Withdraw it"),
        said=_(
            "Its words are gone for ever then. That something stood there stays, with "
            "the reason; it counts nowhere."
        ),
    )
    return _asked(request, actor, group, (what, row_id), about, deeds.withdraw)


@unlocked
def reopen(
    request: HttpRequest, actor: Actor, group_id: UUID, what: str, row_id: UUID
) -> HttpResponse:
    """Open minutes, a report-back or something done again."""
    group = access.group_for(actor, group_id)
    deeds.check_may_reopen(actor, what)
    about = Ask(
        title=_("Open it again"),
        back=page_of(group),
        button=_("Open it again"),
        said=_("Everybody of the team sees that it was opened again, and why."),
    )
    return _asked(request, actor, group, (what, row_id), about, deeds.reopen)


def _asked(
    request: HttpRequest,
    actor: Actor,
    group: FocusGroup,
    named: tuple[str, UUID],
    about: Ask,
    deed: Callable[..., None],
) -> HttpResponse:
    what, row_id = named
    deeds.row_of(group, what, row_id)
    form = WhyForm(request.POST or None, only=WHY.get(what, WhyTaken))

    def keep() -> str:
        deed(
            actor=actor,
            group=group,
            what=what,
            row_id=row_id,
            why=WhyTaken(form.cleaned_data["why"]),
            at=timezone.now(),
        )
        return page_of(group)

    return ask_and_keep(request, form, about, keep)
