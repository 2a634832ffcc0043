"""The pages of notes for staff and of masks."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.engines import sealed
from payung.programme.cases.access import case_for
from payung.programme.cases.asking import ask
from payung.programme.cases.case_page import zone_of
from payung.programme.cases.masks import reads_behind_masks
from payung.programme.cases.models import ForWhom, Masked, MaskReason, NoteKind
from payung.programme.cases.views.case import opened
from payung.programme.people.access import NotHerRole
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, say
from payung.programme.people.doors import unlocked
from payung.programme.people.refusals import CannotBe

from .choosing import texts_to_mask
from .forms import MaskForm, StaffNoteForm
from .keeping import note_lines, show_staff_note, write_staff_note
from .mask_list import differ_from_journal, masks_of
from .masking import Where, lift_mask, mask_words, remove_words


@unlocked
def notes(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Show the notes for staff that are for her, and keep another."""
    case = case_for(actor, reference)
    form = StaffNoteForm(request.POST or None, initial={"for_whom": ForWhom.TEAM})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            write_staff_note(
                actor=actor,
                case=case,
                kind=NoteKind(typed["kind"]),
                for_whom=ForWhom(typed["for_whom"]),
                text=typed["text"],
                at=timezone.now(),
            )
        except CannotBe as refusal:
            say(form, refusal)
        else:
            return redirect("case-staff-notes", case.reference)
    about = Ask(
        title=_("For staff only"),
        button=_("Keep"),
        page="cases/staff_notes.html",
        more={"notes": note_lines(actor, case), "zone": zone_of(case)},
    )
    return ask(request, case, form, about)


@require_POST
@unlocked
def show(
    request: HttpRequest, actor: Actor, reference: str, note_id: UUID
) -> HttpResponse:
    """Open one note for staff."""
    case = case_for(actor, reference)
    return opened(
        request,
        case,
        _("For staff only"),
        lambda: show_staff_note(
            actor=actor, case=case, note_id=note_id, at=timezone.now()
        ),
    )


@unlocked
def masks(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Show the masks of a case, and mask words."""
    case = case_for(actor, reference)
    texts = texts_to_mask(actor, case)
    form = MaskForm(request.POST or None, texts=texts)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            mask_words(
                actor=actor,
                case=case,
                where=_where(typed["where"]),
                words=typed["words"],
                reason=MaskReason(typed["reason"]),
                at=timezone.now(),
            )
        except CannotBe as refusal:
            say(form, refusal)
        except sealed.Refused:
            say(form, CannotBe(_("This text does not open. Choose another one.")))
        else:
            return redirect("case-masks", case.reference)
    about = Ask(
        title=_("Masked words"),
        button=_("Mask them"),
        said=_(
            "Masked words are blocks for everybody but the coordinators. A coordinator "
            "can lift a mask, or remove the words for good."
        ),
        page="cases/masks.html",
        more={
            "masks": masks_of(case),
            "differ": differ_from_journal(case),
            "may_lift": reads_behind_masks(actor, case),
            "zone": zone_of(case),
        },
    )
    return ask(request, case, form, about)


@require_POST
@unlocked
def lift(
    request: HttpRequest, actor: Actor, reference: str, mask_id: UUID
) -> HttpResponse:
    """Lift a mask."""
    case = case_for(actor, reference)
    try:
        lift_mask(actor=actor, case=case, mask_id=mask_id, at=timezone.now())
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
    return redirect("case-masks", case.reference)


@require_POST
@unlocked
def remove(
    request: HttpRequest, actor: Actor, reference: str, mask_id: UUID
) -> HttpResponse:
    """Remove masked words for good, after she has ticked that she means it."""
    case = case_for(actor, reference)
    if not reads_behind_masks(actor, case):
        raise NotHerRole(actor.handle)
    if request.POST.get("sure") != "yes":
        messages.error(request, _("Tick the box first. Nobody can bring them back."))
        return redirect("case-masks", case.reference)
    try:
        remove_words(actor=actor, case=case, mask_id=mask_id, at=timezone.now())
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
    except sealed.Refused:
        messages.warning(request, _("This text does not open, so nothing was removed."))
    return redirect("case-masks", case.reference)


def _where(chosen: str) -> Where:
    part, _dot, about = chosen.partition(".")
    return Where(part=Masked(part), about=UUID(about) if about else None)
