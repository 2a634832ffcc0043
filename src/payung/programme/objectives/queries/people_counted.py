"""Different people, without a list of people: sketches of the cards that were shown.

A card's digest goes in, a count with its error comes out; nothing by which a person
could be looked up is stored. The key is one per country and year.
"""

from __future__ import annotations

from collections.abc import Iterable

from payung.engines.indicators import NotComputable, Sketch, Total, sketch_of, union
from payung.engines.indicators import different_people as people_of
from payung.programme.activities.models import Work
from payung.programme.people.installation_keys import key_for

from .forgotten import left_of, months_left, sketches_of
from .scope import Scope


_PERSON = b"payung sketch"
# A sketch takes 16 random bytes; what is kept of a card is 32 that look random.
_TOKEN = 16


def key_of(country: str, year: int) -> bytes:
    """Return the 32 bytes under which the cards of a country and year are hashed."""
    return key_for(_PERSON, f"{country} {year}".encode())


def sketch_of_cards(digests: Iterable[str], scope: Scope) -> Sketch:
    """Return the sketch of cards by what is kept of them: 64 hex digits each."""
    tokens = (bytes.fromhex(digest)[:_TOKEN] for digest in digests)
    return sketch_of(tokens, key=key_of(scope.country, scope.period.year))


def different_cards(
    digests: Iterable[str], scope: Scope, work: Work
) -> Total | NotComputable:
    """Return about how many different people showed a card; no number where nobody did.

    `digests` are of the cards that are still known; what is left of the forgotten ones
    is joined. For readers outside the cards of the country are counted one by one: its
    splits have to add up to it, and they would not to an estimate. They were counted
    before they were forgotten.
    """
    shown = set(digests)
    months = months_left(work, scope)
    known = [sketch_of_cards(shown, scope)] if shown else []
    if scope.outside or any(month.sketch is None for month in months):
        return _one_by_one(len(shown), scope, work)
    return people_of([*sketches_of(months), *known])


def counted_already(digests: Iterable[str], scope: Scope, work: Work) -> set[str]:
    """Return those of these cards that are among the forgotten ones of a period.

    Asked of cards that are still known, so that nobody stands in two cells: an earlier
    quarter of a year is forgotten, and she came again. Wrong of one in so many as there
    are registers for each card.
    """
    left = sketches_of(months_left(work, scope))
    if not left:
        return set()
    before = union(left)
    return {
        digest
        for digest in set(digests)
        if union([before, sketch_of_cards([digest], scope)]) == before
    }


def _one_by_one(shown: int, scope: Scope, work: Work) -> Total | NotComputable:
    left = left_of(work, scope)
    count = shown + (left.count if left else 0)
    return Total(count=count) if count else people_of([])
