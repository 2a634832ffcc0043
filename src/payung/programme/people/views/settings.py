"""One's own settings: language, passphrase, phones."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.engines import sealed
from payung.programme.people import access, actions, devices
from payung.programme.people.actors import Actor
from payung.programme.people.doors import signed_in, unlocked
from payung.programme.people.forms import ChangePassphrase, NameDevice, Preferences
from payung.programme.people.models import DeviceKey, Person
from payung.programme.people.stored_keys import public_of


@signed_in
def own(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show one's own settings."""
    return _own(request, actor)


@require_POST
@signed_in
def prefer(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Keep the language and the signs for figures."""
    form = Preferences(request.POST)
    if not form.is_valid():
        return _own(request, actor, preferences=form)
    Person.objects.filter(pk=actor.person_id).update(**form.cleaned_data)
    response = redirect("settings")
    # The sign-in page speaks it too.
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        form.cleaned_data["language"],
        max_age=365 * 24 * 3600,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


@unlocked
def passphrase(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Change the passphrase; every session ends and she signs in anew."""
    form = ChangePassphrase(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.change_passphrase(
                actor=actor, old=given["old"], new=given["new"], at=timezone.now()
            )
        except sealed.Refused:
            form.add_error("old", _("That did not open. Try again."))
        else:
            logout(request)
            return redirect("sign-in")
    return render(request, "people/passphrase.html", {"form": form})


@require_POST
@unlocked
def add_device(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Give a phone a key of its own and show it once."""
    form = NameDevice(request.POST)
    if not form.is_valid():
        return _own(request, actor, device=form)
    name = form.cleaned_data["name"]
    key = devices.add_device(actor=actor, name=name, at=timezone.now())
    page = {"key": key, "name": name, "actor": actor}
    return render(request, "people/device.html", page)


@require_POST
@signed_in
def end_device(request: HttpRequest, actor: Actor, device_id: int) -> HttpResponse:
    """End a phone's key."""
    own_devices = DeviceKey.objects.filter(person_id=actor.person_id)
    device = own_devices.filter(pk=device_id).first()
    if device is None:
        raise access.NotHers(str(device_id))
    devices.end_device(actor=actor, device=device, at=timezone.now())
    return redirect("settings")


def _own(
    request: HttpRequest,
    actor: Actor,
    *,
    preferences: Preferences | None = None,
    device: NameDevice | None = None,
) -> HttpResponse:
    person = Person.objects.get(pk=actor.person_id)
    chosen = {"language": person.language, "native_digits": person.native_digits}
    page = {
        "actor": actor,
        "preferences": preferences or Preferences(initial=chosen),
        "device": device or NameDevice(),
        "words": public_of(person).fingerprint(),
        "devices": person.device_keys.filter(ended_at=None).order_by("made_at"),
    }
    return render(request, "people/settings.html", page)
