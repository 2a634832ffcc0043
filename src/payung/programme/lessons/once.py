"""What was sent before under the same key: stored once, answered as before."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model
from django.utils.translation import gettext as _

from payung.programme.people.actors import Actor

from .refusals import SentElsewhere


Row = TypeVar("Row", bound=Model)


def kept_before(model: type[Row], key: UUID, actor: Actor, **same: Any) -> Row | None:
    """Return what this form gave before; raise SentElsewhere where it gave another.

    `same` says what must be as it is now, such as the tool that is rated.
    """
    found = model._default_manager.filter(pk=key).first()
    if found is None:
        return None
    wanted = {"country": actor.country, **same}
    if any(getattr(found, name, value) != value for name, value in wanted.items()):
        raise SentElsewhere(_("Open the page again and send it from there."))
    return found
