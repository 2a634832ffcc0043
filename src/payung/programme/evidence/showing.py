"""What the pages show of evidence, gathered."""

from __future__ import annotations

from dataclasses import dataclass

from payung.engines import sealed
from payung.programme.cases.letting_go import kept_files
from payung.programme.cases.models import Case, Evidence

from .models import BundleMade, StampRequest, WorkingCopy


@dataclass(frozen=True, kw_only=True, slots=True)
class BundleLine:
    """A bundle that was made, and the six words of the key that signed it."""

    row: BundleMade
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FileLine:
    """A file that can go into a bundle, with its copy and whether it is stamped."""

    number: int
    evidence: Evidence
    copy: WorkingCopy | None
    stamped: bool


def copy_of(evidence: Evidence) -> WorkingCopy | None:
    """Return the working copy of a file, or None."""
    return WorkingCopy.objects.filter(evidence=evidence).first()


def stamps_of(evidence: Evidence) -> tuple[StampRequest, ...]:
    """Return the time stamps of a file, also those that are waited for."""
    return tuple(evidence.stamps.order_by("made_at"))


def files_of(case: Case) -> tuple[FileLine, ...]:
    """Return the files of a case in the order they came."""
    stamped = set(
        StampRequest.objects.filter(
            evidence__case=case, token__isnull=False
        ).values_list("evidence_id", flat=True)
    )
    known = kept_files(case).select_related("working_copy")
    known = known.order_by("added_at", "record")
    return tuple(
        FileLine(
            number=number,
            evidence=one,
            copy=getattr(one, "working_copy", None),
            stamped=one.pk in stamped,
        )
        for number, one in enumerate(known, start=1)
    )


def bundles_of(case: Case) -> tuple[BundleLine, ...]:
    """Return the bundles that were made, newest first."""
    return tuple(
        BundleLine(row=row, words=words_of(bytes.fromhex(row.signer)))
        for row in case.bundles.order_by("-at")
    )


def words_of(key: bytes) -> str:
    """Return the six words of a signing key, as they are read out by telephone."""
    return " ".join(sealed.signer_words(key))
