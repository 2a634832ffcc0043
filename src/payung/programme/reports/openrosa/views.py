"""What collecting apps ask for: which forms there are, one form, and taking a note."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from payung.engines.forms import NotASubmission
from payung.gateways.vault import FolderVault
from payung.programme.people.access import teams_of
from payung.programme.people.actors import Actor
from payung.programme.reports import aside
from payung.programme.reports.models import FormVersion

from . import xml
from .door import with_device
from .receiving import NotReceived, TooLarge, receive
from .replies import reply, say
from .taking import (
    ANOTHER_FILE,
    EARLIER_CHANGED,
    EARLIER_UNKNOWN,
    LOCKED_FORM,
    KeptAside,
    Receipt,
    take_batch,
)


STATUS = {
    aside.UNKNOWN_FORM: 404,
    EARLIER_UNKNOWN: 404,
    aside.ANOTHER_BODY: 409,
    EARLIER_CHANGED: 409,
    ANOTHER_FILE: 409,
    LOCKED_FORM: 201,
}


@with_device
def forms(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the form in use, or every version of it where the app asks for all."""
    if request.method not in {"GET", "HEAD"}:
        return say(request, 405, _not_this_way())
    rows = FormVersion.objects.filter(country=actor.country, in_use=True)
    if request.GET.get("listAllVersions") == "true":
        used = rows.values("form_id")
        rows = FormVersion.objects.filter(country=actor.country, form_id__in=used)
    wanted = request.GET.get("formID")
    if wanted:
        rows = rows.filter(form_id=wanted)
    listed = [_listed(request, row) for row in rows.order_by("form_id", "published_at")]
    return reply(request, 200, xml.form_list(listed))


@with_device
def form(request: HttpRequest, actor: Actor, row: int) -> HttpResponse:
    """Give one form as XForm, the very bytes whose digest is in the list."""
    found = FormVersion.objects.filter(country=actor.country, pk=row).first()
    if found is None:
        return say(request, 404, _no_form())
    return reply(request, 200, bytes(found.xform))


@with_device
def manifest(request: HttpRequest, actor: Actor, row: int) -> HttpResponse:
    """Say that the form needs no further files."""
    if not FormVersion.objects.filter(country=actor.country, pk=row).exists():
        return say(request, 404, _no_form())
    return reply(request, 200, xml.manifest())


@with_device
def submission(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Take a note, or say before it is sent that one can be sent here."""
    if request.method in {"HEAD", "GET"}:
        response = reply(request, 204)
        response["Location"] = request.build_absolute_uri(reverse("collect-submission"))
        return response
    if request.method != "POST":
        return say(request, 405, _not_this_way())
    if not request.headers.get("X-OpenRosa-Version"):
        return say(request, 400, _no_version())
    return _take(request, actor)


def _take(request: HttpRequest, actor: Actor) -> HttpResponse:
    team = teams_of(actor).first()
    if team is None:
        return say(request, 403, _no_team())
    try:
        batch = receive(request)
        receipt = take_batch(
            actor=actor,
            team=team,
            batch=batch,
            vault=FolderVault(settings.VAULT),
            at=timezone.now(),
        )
    except TooLarge:
        return say(request, 413, _too_large())
    except NotReceived:
        return say(request, 400, _not_received())
    except NotASubmission:
        return say(request, 400, _not_readable())
    except KeptAside as kept:
        return say(request, STATUS[kept.reason], _why(kept.reason))
    done = receipt.new and not batch.more_to_come
    return say(request, 201 if done else 202, _thanks(receipt, batch.more_to_come))


def _listed(request: HttpRequest, row: FormVersion) -> xml.Listed:
    titles: dict[str, str] = row.title
    name = titles.get(get_language() or "") or next(iter(titles.values()), row.form_id)
    return xml.Listed(
        form_id=row.form_id,
        name=name,
        version=row.version,
        xform=bytes(row.xform),
        address=request.build_absolute_uri(reverse("collect-form", args=[row.pk])),
    )


def _thanks(receipt: Receipt, more_to_come: bool) -> str:
    if receipt.missing and not more_to_come:
        return ngettext(
            "The note is here. %(n)s of its files is missing: send the note again.",
            "The note is here. %(n)s of its files are missing: send the note again.",
            receipt.missing,
        ) % {"n": receipt.missing}
    if receipt.missing:
        return _("This part is here. Further files are on their way.")
    return _("The note is here, locked for your team.")


def _why(reason: str) -> str:
    return {
        aside.UNKNOWN_FORM: _(
            "This version of the form is not known here. The note is kept, locked. "
            "Fetch the form again in the app, and tell the coordinator."
        ),
        aside.ANOTHER_BODY: _(
            "A note with the same number was sent before, and this one is different. "
            "Both are kept. Tell the coordinator."
        ),
        EARLIER_CHANGED: _(
            "Somebody else has changed this note already. Both versions are kept. "
            "Tell the coordinator."
        ),
        EARLIER_UNKNOWN: _(
            "The note that this one changes is not here. What you sent is kept, "
            "locked. Send the first one as well, and tell the coordinator."
        ),
        ANOTHER_FILE: _(
            "Another file is kept under the same name. Both are kept. Tell the "
            "coordinator."
        ),
        LOCKED_FORM: _(
            "The app has locked this note in its own way. It is kept as it came, and "
            "can be read only with the key of that form. Tell the coordinator."
        ),
    }[reason]


def _not_this_way() -> str:
    return _("This address takes no such request. Check the address in the app.")


def _no_form() -> str:
    return _("This form is not here any more. Fetch the list of forms again.")


def _no_version() -> str:
    return _("The app did not say which OpenRosa it speaks. Use a newer app.")


def _no_team() -> str:
    return _(
        "You are in no team yet. Ask the coordinator to let you in, then send again."
    )


def _too_large() -> str:
    return _("This is too large to be sent at once. Send smaller pictures.")


def _not_received() -> str:
    return _(
        "No note was found in what was sent, and nothing was stored. It is still on "
        "your phone. Send it again."
    )


def _not_readable() -> str:
    return _(
        "This note could not be read, and nothing of it was stored. It is still on "
        "your phone. Fetch the form again, or tell the coordinator."
    )
