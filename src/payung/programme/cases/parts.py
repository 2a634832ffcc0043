"""The pages that belong to a case besides its own, in the order of a week's work.

Apps above this one show most of them; here stand only their names and addresses.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from .models import Case


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A way from the case to one of its pages."""

    url: str
    icon: str
    label: str


def parts_of(case: Case) -> tuple[Part, ...]:
    """Return the ways to the pages of a case."""
    known = (
        ("case-counselling", "people", _("Her wishes and the plan")),
        ("case-consents", "check", _("Her permissions")),
        ("case-proceedings", "day", _("Court and offices")),
        ("case-papers", "page", _("Papers to fill in")),
        ("case-bundle", "attach", _("Bundle for a court")),
        ("case-staff-notes", "notes", _("Notes among us")),
        ("case-side", "lock", _("Who may see this")),
    )
    return tuple(
        Part(url=reverse(name, args=[case.reference]), icon=icon, label=label)
        for name, icon, label in known
    )
