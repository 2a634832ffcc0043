"""Human references: country, year, running number, without gaps."""

from __future__ import annotations

from django.db import connection


# One statement that both databases know: the row stays locked until the transaction
# ends, so nobody gets the same number, and a number whose report failed is given again.
NEXT = """
INSERT INTO reports_counter (key, last) VALUES (%s, 1)
ON CONFLICT (key) DO UPDATE SET last = reports_counter.last + 1
RETURNING last
"""


def next_reference(*, country: str, year: int, letter: str = "") -> str:
    """Return the next reference, such as NP-26-000049, or NP-26-C-000012 with a letter.

    Call it inside the transaction that stores what the reference names.
    """
    parts = [country.upper(), f"{year % 100:02}", *([letter] if letter else [])]
    key = "-".join(parts)
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [key])
        [number] = cursor.fetchone()
    return f"{key}-{number:06}"
