"""Who came with a card to something that was held: so many of a category, no card."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from django.db.models import QuerySet, Sum

from payung.programme.activities.models import Activity, Participation


def forget_who_came(activities: QuerySet[Activity]) -> None:
    """Put a count in the place of the cards, inside a transaction."""
    rows = Participation.objects.filter(activity__in=activities)
    shown = rows.filter(card__isnull=False).order_by()
    counted: Counter[tuple[UUID, str]] = Counter()
    for activity, letters, n in shown.values_list("activity", "category").annotate(
        n=Sum("count")
    ):
        counted[activity, letters] = n
    if not counted:
        return
    held = {activity for activity, _letters in counted}
    for row in rows.filter(by_card=True, activity__in=held):
        more = counted.pop((row.activity_id, row.category), 0)
        if more:
            row.count += more
            row.save(update_fields=["count"])
    shown.delete()
    Participation.objects.bulk_create(
        Participation(activity_id=activity, category=letters, count=n, by_card=True)
        for (activity, letters), n in counted.items()
    )
