"""Close the keys and sign out: asked for with a network, or found out afterwards."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest

from payung.programme.journal.actions import record
from payung.programme.people import kinds
from payung.programme.people.key_sessions import end_key_session
from payung.programme.people.models import Person


def sign_out(request: HttpRequest, *, at: datetime) -> None:
    """End the keys and the session of a request; nothing where nobody was signed in."""
    end_key_session(cookie=request.COOKIES.get(settings.KEY_COOKIE_NAME, ""))
    person = request.user
    if isinstance(person, Person):
        record(kinds.SIGNED_OUT, actor=person, subject=person.handle, at=at)
    logout(request)
