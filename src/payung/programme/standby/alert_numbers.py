"""References of attorney alerts: country, year, running number, without gaps."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from payung.programme.places.packs import pack_of


# One statement that both databases know: the row stays locked until the transaction
# ends, so nobody gets the same number.
NEXT = """
INSERT INTO standby_alertcounter (key, last) VALUES (%s, 1)
ON CONFLICT (key) DO UPDATE SET last = standby_alertcounter.last + 1
RETURNING last
"""


def next_alert_reference(country: str, at: datetime) -> str:
    """Return the next reference, such as NP-26-A-000012.

    Call it inside the transaction that stores what the reference names.
    """
    local = at.astimezone(pack_of(country).zone())
    key = f"{country.upper()}-{local.year % 100:02}-A"
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [key])
        [number] = cursor.fetchone()
    return f"{key}-{number:06}"
