"""What surrounds every page: who acts, in which language, and leaving no trace."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils import timezone, translation

from payung.programme.people.actors import Actor, actor_of
from payung.programme.people.key_sessions import open_key_session
from payung.programme.people.models import Person
from payung.programme.people.signing_out import sign_out


# Pages ask these by themselves; an unattended phone must still lock.
BY_ITSELF = {
    "keys-go-on",
    "calls-live",
    "alert-live",
    "custody-live",
    "door-counts",
    "door-taps",
    "visit-counts",
    "visit-taps",
}
Answer = Callable[[HttpRequest], HttpResponse]


class WithActor(HttpRequest):
    """A request after ActorMiddleware: `actor` is None before sign-in."""

    actor: Actor | None


class LeftMiddleware:
    """Sign out who left without a network, before anything is answered.

    "Leave" tells the server at once; where it cannot, the page's mark tells it with
    whatever this browser asks next, whoever holds the phone by then.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.COOKIES.get(settings.LEFT_COOKIE_NAME):
            return self.get_response(request)
        sign_out(request, at=timezone.now())
        response = self.get_response(request)
        for name in (settings.LEFT_COOKIE_NAME, settings.KEY_COOKIE_NAME):
            if name not in response.cookies:
                response.delete_cookie(name, samesite="Strict")
        return response


class ActorMiddleware:
    """Open the keys of this session for this request, and forget them after it."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: WithActor) -> HttpResponse:
        request.actor = self._actor(request)
        try:
            return self.get_response(request)
        finally:
            request.actor = None

    def _actor(self, request: HttpRequest) -> Actor | None:
        person = request.user
        if not isinstance(person, Person):
            return None
        cookie = request.COOKIES.get(settings.KEY_COOKIE_NAME, "")
        keys = open_key_session(
            person=person,
            cookie=cookie,
            at=timezone.now(),
            in_use=not _asks_by_itself(request),
        )
        return actor_of(person, keys=keys)


def _asks_by_itself(request: HttpRequest) -> bool:
    """Return whether a page asks this again and again with nobody in front of it."""
    try:
        return resolve(request.path_info).url_name in BY_ITSELF
    except Resolver404:
        return False


class LanguageMiddleware:
    """Speak the language that a person chose; before sign-in, her browser's."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: WithActor) -> HttpResponse:
        with translation.override(self._language(request)):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language())
        return response

    def _language(self, request: WithActor) -> str:
        if request.actor is not None:
            return request.actor.language
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if chosen in dict(settings.LANGUAGES):
            return chosen
        return translation.get_language_from_request(request)


class DiscreetMiddleware:
    """Keep pages out of every cache and every search engine."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        return response
