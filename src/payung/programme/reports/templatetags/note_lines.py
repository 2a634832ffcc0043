"""The lines of the list: {% load note_lines %}.

Written here and not in a template: 25 lines of six cells are most of what a page of the
list costs, and this way they cost a sixth.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Protocol

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from payung.programme.reports.listing import Line


register = template.Library()
LINE = """<tr role="row">
<td role="cell" class="c-left r2 num"><a href="{0}{1}">{1}</a>{2}</td>
<td role="cell" class="c-title">{3}</td>
<td role="cell" class="c-left r3">{4}</td>
<td role="cell" class="c-right r3">{5}</td>
<td role="cell" class="c-right r2 num">{6}</td>
<td role="cell" class="c-pill"><span class="pill {7}">{8}</span></td>
</tr>
"""


class Moments(Protocol):
    """Whoever says a moment as its reader does."""

    def moment(self, moment: object, /) -> str: ...


@register.simple_tag
def note_lines(lines: Iterable[Line], local: Moments, lock: SafeString) -> SafeString:
    """Return the rows of a table; every word in them is escaped."""
    notes = reverse("notes")
    drawn = [
        LINE.format(
            notes,
            escape(line.reference),
            lock,
            escape(line.what) or "–",
            escape(line.by_whom) or "–",
            escape(line.area) or "–",
            escape(local.moment(line.received_at)),
            escape(line.pill),
            escape(line.stage),
        )
        for line in lines
    ]
    return mark_safe("".join(drawn))  # noqa: S308 - escaped above, each of them
