"""One draft: what the clock says, and what a person decides about it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from payung.programme.custody import deciding
from payung.programme.custody.access import draft_for
from payung.programme.custody.draft_page import draft_page
from payung.programme.custody.forms import AsideForm
from payung.programme.custody.models import OverdueDraft
from payung.programme.people.actors import Actor
from payung.programme.people.doors import unlocked
from payung.programme.people.refusals import CannotBe


@unlocked
def overdue(
    request: HttpRequest, actor: Actor, reference: str, draft_id: int
) -> HttpResponse:
    """Show a draft; write it into a note, set it aside, or take it out again."""
    draft = draft_for(actor, reference, draft_id)
    if request.method == "POST":
        try:
            said = _done(request, actor, draft)
        except CannotBe as refusal:
            messages.warning(request, refusal.sentence)
        else:
            messages.success(request, said)
        return redirect("case-overdue", reference, draft_id)
    context = {"page": draft_page(actor, draft), "aside": AsideForm()}
    return render(request, "custody/overdue.html", context)


def _done(request: HttpRequest, actor: Actor, draft: OverdueDraft) -> str:
    at = timezone.now()
    match request.POST.get("deed", ""):
        case "confirm":
            done = deciding.confirm_draft(actor=actor, draft=draft, at=at)
            return _("It stands in the note %(note)s now.") % {"note": done.note}
        case "aside":
            reason = AsideForm(request.POST).chosen()
            deciding.set_aside(actor=actor, draft=draft, reason=reason, at=at)
            return _("Set aside. It can still be written into a note.")
        case "take-out":
            deciding.take_out(actor=actor, draft=draft, at=at)
            return _("The note does not say it any more.")
    raise CannotBe(_("Use one of the buttons of the page."))
