"""Read before the first call comes what every call needs."""

from __future__ import annotations

from django.db import DatabaseError

from payung.programme.hotline.models import Line
from payung.programme.places.packs import pack_of


def read_packs() -> None:
    """Read the folder of each country that has a line open.

    A telephone waits a second and a half for its plan; reading a folder takes as long.
    """
    try:
        lines = Line.objects.filter(closed_at=None)
        countries = list(lines.values_list("country", flat=True).distinct())
    except DatabaseError:
        # The tables are not there yet: then neither is a line.
        return
    for country in countries:
        pack_of(country)
