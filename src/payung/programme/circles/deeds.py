"""What can be written down on a page: a form, and what is done when it holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from django import forms

from payung.programme.people.actors import Actor

from .access import NoSuchCircle


# A form's data as Django takes it; None shows an empty form.
Data = Any
# Called with the moment it is kept, and the day on which it was said; returns an address.
Keep = Callable[[datetime, date], str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Deed:
    """One form with its heading; `keep` does it and returns where to go then."""

    title: str
    form: forms.Form
    keep: Keep


class Maker(Protocol):
    """Makes a deed of a sitting or a meeting; `at` decides what the form shows first."""

    def __call__(
        self, actor: Actor, here: Any, row: Any, data: Data, /, *, at: datetime
    ) -> Deed: ...


def chosen(makers: Mapping[str, Maker], what: str) -> Maker:
    """Return the maker that an address or a phone names; raise NoSuchCircle."""
    found = makers.get(what)
    if found is None:
        raise NoSuchCircle
    return found
