"""The rooms that something can be planned at, as they are chosen from a list.

Rooms are written down in an app above this one. That app tells here, when the program
starts, how they are asked for: so a short name is chosen and never typed, and what is
planned cannot come loose from its room by a slip of the finger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.programme.people.actors import Actor


@dataclass(frozen=True, kw_only=True, slots=True)
class Room:
    """A room in use: its short name, what people call it, and whose it is."""

    code: str
    name: str
    team: UUID


Rooms = Callable[[Actor], Iterable[Room]]
_told: list[Rooms] = []


def rooms_are_told_by(rooms: Rooms) -> None:
    """Let rooms be asked for in this way."""
    _told[:] = [rooms]


def rooms_of(actor: Actor) -> tuple[Room, ...]:
    """Return the rooms of her teams that are in use, by name."""
    return tuple(room for rooms in _told for room in rooms(actor))


class RoomField(forms.ChoiceField):
    """Choose a room; nothing where it is held in none of them."""

    rooms: tuple[Room, ...] = ()

    def offer(self, rooms: tuple[Room, ...]) -> None:
        """Set what can be chosen."""
        self.rooms = rooms
        self.choices = [("", _("Somewhere else")), *((r.code, r.name) for r in rooms)]

    def is_of(self, code: str, team: UUID) -> bool:
        """Return whether a choice is no room, or one of this team."""
        return not code or any(r.code == code and r.team == team for r in self.rooms)


def offer_rooms(form: forms.Form, rooms: tuple[Room, ...]) -> None:
    """Set what can be chosen as `site` of a form."""
    field = form.fields["site"]
    if isinstance(field, RoomField):
        field.offer(rooms)


def refuse_room_of_others(form: forms.Form, *, team: UUID) -> None:
    """Put a sentence under `site` where the room belongs to another team."""
    field, code = form.fields["site"], form.cleaned_data.get("site") or ""
    if isinstance(field, RoomField) and not field.is_of(code, team):
        form.add_error(
            "site", _("This room belongs to another team. Choose one of this team.")
        )
