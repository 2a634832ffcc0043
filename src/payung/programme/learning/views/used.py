"""What a group did with its rights since the course: counted when it is asked again."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.programme.learning.access import group_for, uses_for
from payung.programme.learning.codes import Right
from payung.programme.learning.used_form import UsedForm
from payung.programme.learning.using import NewUses, keep_uses, take_out_uses
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, ask_and_keep
from payung.programme.people.doors import signed_in
from payung.programme.places.days import day_of


@signed_in
def used(request: HttpRequest, actor: Actor, group_id: UUID) -> HttpResponse:
    """Count what a group says; a heap that was counted wrong is taken out here."""
    group, at = group_for(actor, group_id), timezone.now()
    today = day_of(group.country, at)
    form = UsedForm(request.POST or None, today=today, initial={"on": today})
    back = reverse("learning-group", args=[group.pk])
    about = Ask(
        title=_("Since the course"),
        back=back,
        said=_(
            "Ask the whole group, hands up or on paper, and count. Write down no name "
            "and nothing that happened to one of them."
        ),
        button=_("Keep these counts"),
        page="learning/used.html",
        more={
            "heaps": group.uses.order_by("-on", "pk"),
            "steps": [form[name] for name in ("asked", "met", "used")],
            "rights": [form[right.value] for right in Right],
        },
    )

    def keep() -> str:
        given = form.cleaned_data
        new = NewUses(
            **{name: given[name] for name in ("key", "on", "asked", "met", "used")},
            by_right=form.by_right,
            totals_agreed=given["totals_agreed"],
        )
        keep_uses(actor=actor, group=group, new=new, at=at)
        messages.success(request, _("The counts are kept."))
        return back

    return ask_and_keep(request, form, about, keep)


@require_POST
@signed_in
def used_out(request: HttpRequest, actor: Actor, sheet_id: UUID) -> HttpResponse:
    """Let a heap count no more."""
    found = uses_for(actor, sheet_id)
    take_out_uses(actor=actor, sheet=found, at=timezone.now())
    messages.success(request, _("These counts are taken out."))
    return redirect("learning-used", found.group_id)
