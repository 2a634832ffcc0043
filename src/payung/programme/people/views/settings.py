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
from payung.programme.people import access, actions, devices, tries
from payung.programme.people.actors import Actor
from payung.programme.people.doors import signed_in, unlocked
from payung.programme.people.forms import ChangePassphrase, NameDevice, Preferences
from payung.programme.people.models import DeviceKey, Person
from payung.programme.people.stored_keys import public_of
from payung.programme.people.views.sign_in import wait_sentence


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
        httponly=True,
    )
    return response


@unlocked
def passphrase(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Change the passphrase; every session ends and she signs in anew."""
    form = ChangePassphrase(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _change(actor, old=form.cleaned_data["old"], new=form.cleaned_data["new"])
        except sealed.Refused:
            form.add_error("old", _("That did not open. Try again."))
        except tries.TooSoon as soon:
            form.add_error("old", wait_sentence(soon))
        else:
            logout(request)
            response = redirect("sign-in")
            response.delete_cookie(settings.KEY_COOKIE_NAME, samesite="Strict")
            return response
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


def _change(actor: Actor, *, old: str, new: str) -> None:
    # Her open page in other hands must not become a place to guess at leisure.
    at = timezone.now()
    who = tries.counted_for(actor.handle, where="change")
    tries.begin_try(who=who, at=at)
    actions.change_passphrase(actor=actor, old=old, new=new, at=at)
    tries.forget_tries(who=who)


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
