"""Write down what was done with a file, each event chained to the one before it."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import transaction

from payung.engines.bundles import FIRST, CustodyLink, broken_links, chain_digest

from .models import Custody, CustodyEvent, Evidence


@transaction.atomic
def add_event(
    *,
    evidence: Evidence,
    kind: Custody,
    by: str,
    digest: str,
    at: datetime,
    about: str = "",
) -> CustodyEvent:
    """Add an event to the chain of a file; `about` is a code or a digest, no words.

    What was written before there was a chain is put into it first: from then on it
    cannot be changed unseen. Nothing proves that it was not before.
    """
    # One after another: two that came at once would both follow the same event.
    Evidence.objects.select_for_update(of=("self",)).get(pk=evidence.pk)
    chained = evidence.custody.filter(number__isnull=False)
    last = chained.order_by("-number").first()
    for older in evidence.custody.filter(number=None).order_by("id"):
        last = _chained(older, last)
        last.save(update_fields=["number", "chain"])
    event = CustodyEvent(
        evidence=evidence, at=at, kind=kind, by=by, digest=digest, about=about
    )
    _chained(event, last).save(force_insert=True)
    return event


def links_of(evidence: Evidence) -> tuple[CustodyLink, ...]:
    """Return the chained events of a file as the engine takes them, oldest first."""
    events = evidence.custody.filter(number__isnull=False).order_by("number")
    return tuple(_link(event) for event in events)


def breaks_of(evidence: Evidence) -> tuple[int, ...]:
    """Return the numbers of the events at which the chain does not hold."""
    return broken_links(str(evidence.pk), links_of(evidence))


def _chained(event: CustodyEvent, last: CustodyEvent | None) -> CustodyEvent:
    event.number = last.number + 1 if last and last.number else 1
    previous = last.chain if last else FIRST
    event.chain = chain_digest(str(event.evidence_id), _link(event), previous=previous)
    return event


def _link(event: CustodyEvent) -> CustodyLink:
    return CustodyLink(
        number=event.number or 0,
        at=f"{event.at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}",
        kind=str(event.kind),
        by=event.by,
        sha256=event.digest,
        about=event.about,
        chain=event.chain,
    )
