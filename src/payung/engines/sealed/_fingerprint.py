"""Say a public key aloud: six words that any two people can compare by telephone."""

from __future__ import annotations

from . import primitives


CONSONANTS = "bdfghjklmnprstvz"
VOWELS = "aiou"


def words_of(key: bytes) -> tuple[str, ...]:
    """Return six five-letter words, 16 bits each, from the SHA-256 of a key.

    The spelling is the public "proquint" scheme: consonant, vowel, consonant, vowel,
    consonant; no list of words to translate or to mispronounce.
    """
    digest = primitives.plain_hash(key)
    return tuple(
        _word(int.from_bytes(digest[at : at + 2], "big")) for at in range(0, 12, 2)
    )


def _word(number: int) -> str:
    return (
        CONSONANTS[number >> 12 & 15]
        + VOWELS[number >> 10 & 3]
        + CONSONANTS[number >> 6 & 15]
        + VOWELS[number >> 4 & 3]
        + CONSONANTS[number & 15]
    )
