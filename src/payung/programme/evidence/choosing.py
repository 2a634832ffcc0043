"""What goes into a bundle, for whom, and which of her permissions that needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from payung.programme.cases.letting_go import kept_files
from payung.programme.cases.models import Case, Evidence
from payung.programme.cases.recipients import Recipient
from payung.programme.consents.models import Purpose
from payung.programme.people.refusals import CannotBe

from .models import WorkingCopy


# What she has to have said yes to, by whom the bundle is for. A lawyer may argue with it.
NEEDS: Mapping[Recipient, tuple[Purpose, ...]] = {
    Recipient.ATTORNEY: (Purpose.EVIDENCE, Purpose.ATTORNEY),
    Recipient.COURT: (Purpose.EVIDENCE,),
    Recipient.OVERSIGHT: (Purpose.EVIDENCE, Purpose.COMPLAINT),
    Recipient.POLICE: (Purpose.EVIDENCE, Purpose.COMPLAINT),
    Recipient.HERSELF: (Purpose.EVIDENCE,),
}
# The files' own names may name somebody.
NEEDED_FOR_NAMES = Purpose.IDENTITY


class NothingChosen(CannotBe):
    """A bundle without a file."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Chosen:
    """A file that goes into a bundle; `number` is what it is called there, from 1."""

    number: int
    evidence: Evidence
    original: bool
    copy: WorkingCopy | None


def purposes_for(made_for: Recipient, *, with_names: bool) -> tuple[Purpose, ...]:
    """Return what she has to have said yes to."""
    named = (NEEDED_FOR_NAMES,) if with_names else ()
    return NEEDS[made_for] + named


def chosen_in(
    case: Case, originals: set[UUID], copies: set[UUID]
) -> tuple[Chosen, ...]:
    """Return the chosen files of a case in the order they came; raise NothingChosen."""
    picked = tuple(_chosen(case, originals, copies))
    if not picked:
        raise NothingChosen(_("Choose at least one file."))
    return picked


def _chosen(case: Case, originals: set[UUID], copies: set[UUID]) -> Iterator[Chosen]:
    known = kept_files(case).select_related("working_copy")
    known = known.order_by("added_at", "record")
    number = 0
    for evidence in known:
        copy = getattr(evidence, "working_copy", None)
        copy = copy if evidence.pk in copies else None
        if evidence.pk in originals or copy is not None:
            number += 1
            yield Chosen(
                number=number,
                evidence=evidence,
                original=evidence.pk in originals,
                copy=copy,
            )
