"""Different people, without a list of people: sketches of the cards that were shown.

A card's digest goes in, a count with its error comes out; nothing by which a person
could be looked up is stored. The key is one per country and year.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

from django.conf import settings

from payung.engines.indicators import NotComputable, Sketch, Total, sketch_of
from payung.engines.indicators import different_people as people_of

from .scope import Scope


_PERSON = b"payung sketch"
# A sketch takes 16 random bytes; what is kept of a card is 32 that look random.
_TOKEN = 16


def key_of(country: str, year: int) -> bytes:
    """Return the 32 bytes under which the cards of a country and year are hashed."""
    about = f"{country} {year}".encode()
    secret = blake2b(settings.SECRET_KEY.encode(), digest_size=64).digest()
    return blake2b(about, key=secret, digest_size=32, person=_PERSON).digest()


def sketch_of_cards(digests: Iterable[str], scope: Scope) -> Sketch:
    """Return the sketch of cards by what is kept of them: 64 hex digits each."""
    tokens = (bytes.fromhex(digest)[:_TOKEN] for digest in digests)
    return sketch_of(tokens, key=key_of(scope.country, scope.period.year))


def different_cards(digests: Iterable[str], scope: Scope) -> Total | NotComputable:
    """Return about how many different people showed a card; no number where nobody did."""
    shown = list(digests)
    return people_of([sketch_of_cards(shown, scope)] if shown else [])
