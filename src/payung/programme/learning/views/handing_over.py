"""Give the phone out of one's hand: signed out on it, it opens one thing only."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from payung.programme.people.key_sessions import end_key_session


def hand_over(request: HttpRequest, name: str, token: str) -> HttpResponse:
    """Sign her out here and go to what the token opens.

    Whoever holds the phone next must find nothing of hers open.
    """
    end_key_session(cookie=request.COOKIES.get(settings.KEY_COOKIE_NAME, ""))
    logout(request)
    response = redirect(name, token)
    response.delete_cookie(settings.KEY_COOKIE_NAME, samesite="Strict")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response
