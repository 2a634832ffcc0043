"""Ask a country's own tables what is left of a storm: printed as JSON.

python -m tests.battery.reckoning FILE      (with the country's environment)
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import django


def main() -> None:
    """Print what was found."""
    django.setup()
    given = json.loads(Path(sys.argv[1]).read_text())
    at = datetime.now(UTC)
    found = {**contacts(given, at), **news(given), **proof(given, at)}
    json.dump({**found, **secrecy(given)}, sys.stdout)


def contacts(given: dict[str, Any], at: datetime) -> dict[str, Any]:
    """Return how calls and contacts stand against each other."""
    from payung.programme.alerts.machine import number_token
    from payung.programme.hotline.models import Contact
    from payung.programme.hotline.source_keys import call_key

    rows = list(Contact.objects.filter(country=given["country"]))
    keys = {call_key(given["country"], call) for call in given["calls"]}
    kept = {row.source_key for row in rows}
    tokens = Counter(bytes(row.token) for row in rows if row.token)
    named = {who: tokens[number_token(given["country"], who)] for who in given["heard"]}
    open_rows = [row for row in rows if row.state != "closed"]
    late = at - timedelta(seconds=given["tolerance"])
    return {
        "calls_in_the_journal": len(keys),
        "contacts": len(rows),
        "calls_without_a_contact": len(keys - kept),
        "contacts_without_a_call": len(kept - keys),
        "contacts_without_a_number": sum(row.token is None for row in rows),
        "numbers_with_two_contacts": sum(count > 1 for count in named.values()),
        "named_callers_with_a_contact": sum(count == 1 for count in named.values()),
        "named_callers_without_a_contact": sum(count == 0 for count in named.values()),
        "states": dict(Counter(row.state for row in rows)),
        "neither_owner_nor_due": sum(
            not row.owner and row.due_at is None for row in open_rows
        ),
        "overdue_now": sum(row.due_at < late for row in open_rows if row.due_at),
    }


def news(given: dict[str, Any]) -> dict[str, Any]:
    """Return whether what the telephone reported was kept, all of it and once."""
    from payung.programme.hotline.models import CallNews, Voicemail

    kept = set(CallNews.objects.filter(is_order=False).values_list("id", flat=True))
    told = set(given["news"])
    outcomes = CallNews.objects.filter(is_order=False, kind="ended")
    return {
        "news_told": len(told),
        "news_not_kept": len(told - {str(each) for each in kept}),
        "news_of_no_journal": len({str(each) for each in kept} - told),
        "outcomes": dict(Counter(outcomes.values_list("outcome", flat=True))),
        "messages_left": Voicemail.objects.count(),
    }


def proof(given: dict[str, Any], at: datetime) -> dict[str, Any]:
    """Replay the whole log, with the tolerance given and with none but the sweeper's."""
    from payung.engines.dispatch import prove
    from payung.programme.hotline.models import Contact, ContactEvent
    from payung.programme.hotline.nights.log_reading import log_of
    from payung.programme.hotline.nights.proving import drifted

    rows = Contact.objects.filter(country=given["country"])
    log = list(log_of(rows))
    tolerance = timedelta(seconds=given["tolerance"])
    allowed = prove(log, until=at, tolerance=tolerance)
    strict = prove(log, until=at)
    # Whatever is missed, this must not be: nobody's, and nothing planned.
    bare = prove(log, until=at, tolerance=timedelta(days=1))
    from django.db import transaction

    with transaction.atomic():
        strange = drifted(given["country"], allowed)
    numbers = Counter(ContactEvent.objects.values_list("contact", flat=True))
    first = ContactEvent.objects.filter(number=0).select_related("contact")
    waited = [event.at - event.contact.opened_at for event in first]
    return {
        "tolerance_s": round(given["tolerance"], 1),
        "open_minutes": round(allowed.open_minutes, 1),
        "minutes_with_neither_owner_nor_due": bare.unowned_minutes,
        "unowned_minutes": round(allowed.unowned_minutes, 4),
        "unowned": [
            [one.reference, round(one.span.minutes * 60, 1)] for one in allowed.unowned
        ][:5],
        "unowned_minutes_at_10_s": round(strict.unowned_minutes, 2),
        "contacts_unowned_at_10_s": len({one.reference for one in strict.unowned}),
        "impossible_lines": len(allowed.refused),
        "impossible": [one.why for one in allowed.refused][:5],
        "rows_not_as_their_log": len(strange),
        "gaps_in_logs": sum(numbers[row.pk] != row.version + 1 for row in rows),
        "written_down_late_at_most_s": round(
            max((each.total_seconds() for each in waited), default=0), 1
        ),
    }


def secrecy(given: dict[str, Any]) -> dict[str, Any]:
    """Return whether any caller's number lies open in what was kept or printed."""
    from django.conf import settings
    from django.db import connection

    from tests.needles import bytes_of_database, bytes_of_folder, found

    kept = bytes_of_folder(settings.DATA) + bytes_of_folder(Path(given["said"]))
    if connection.vendor == "postgresql":
        kept += bytes_of_database()
    control = bytes_of_folder(Path(given["control"]))
    return {
        "bytes_looked_through": len(kept),
        "numbers_found_in_clear": len(found([given["needle"]], kept)),
        # The same search finds them where the callers themselves have written them.
        "found_where_they_should_be": len(found([given["needle"]], control)),
    }


if __name__ == "__main__":
    main()
