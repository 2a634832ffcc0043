"""The masks of a case as its page lists them, and whether the journal says the same."""

from __future__ import annotations

from dataclasses import dataclass

from payung.programme.cases import kinds
from payung.programme.cases.models import Case, Mask, Masked, MaskReason
from payung.programme.journal.models import Entry


@dataclass(frozen=True, kw_only=True, slots=True)
class MaskLine:
    """A mask as a line of a list. `stands`: neither lifted nor with its words gone."""

    mask: Mask
    where: str
    reason: str
    length: int
    stands: bool


def masks_of(case: Case) -> tuple[MaskLine, ...]:
    """Return every mask that ever lay in a case, newest first."""
    return tuple(
        MaskLine(
            mask=mask,
            where=str(Masked(mask.part).label),
            reason=str(MaskReason(mask.reason).label),
            length=mask.end - mask.start,
            stands=mask.lifted_at is None and mask.removed_at is None,
        )
        for mask in case.masks.order_by("-at", "part", "start")
    )


def differ_from_journal(case: Case) -> tuple[str, ...]:
    """Return the numbers of masks that the journal tells otherwise, or that are gone.

    Everything that was done with a mask is in the journal, which is chained: so a row
    that somebody changed, added or deleted in the database does not agree with it.
    """
    kept = {str(mask.pk): _facts(mask) for mask in case.masks.all()}
    told = _told(case)
    return tuple(
        sorted(
            number
            for number in kept.keys() | told.keys()
            if kept.get(number) != told.get(number)
        )
    )


def _facts(mask: Mask) -> tuple[object, ...]:
    return (
        mask.part,
        mask.start,
        mask.end - mask.start,
        mask.reason,
        mask.by,
        mask.lifted_by,
        mask.removed_by,
    )


def _told(case: Case) -> dict[str, tuple[object, ...]]:
    about_masks = (kinds.MASKED, kinds.UNMASKED, kinds.WORDS_REMOVED)
    entries = Entry.objects.filter(
        subject=case.reference, kind__in=[kind.name for kind in about_masks]
    )
    told: dict[str, tuple[object, ...]] = {}
    for entry in entries.order_by("number"):
        said, number = entry.details, str(entry.details["mask"])
        if entry.kind == kinds.MASKED.name:
            place = (said["part"], said["start"], said["length"], said["reason"])
            told[number] = (*place, entry.actor, "", "")
        elif number in told:
            end = (entry.actor, "") if entry.kind == kinds.UNMASKED.name else None
            told[number] = (*told[number][:5], *(end or ("", entry.actor)))
    return told
