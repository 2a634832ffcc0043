"""Why some numbers of the sheets are never made here, each in a sentence of its own."""

from __future__ import annotations

from django.utils.translation import gettext as _

from .queries.registry import is_recorded


def why_never(code: str) -> str:
    """Return why a country cannot make a number by itself; nothing where it can."""
    if is_recorded(code):
        return ""
    return _sentences().get(code) or _("No page records this yet.")


def _sentences() -> dict[str, str]:
    network = _(
        "It counts what other countries do with it. It is made in the network of "
        "countries, not in one of them."
    )
    return {
        "VIO_EST": _(
            "It needs three lists of what happened that were made apart from one "
            "another, and who is on more than one of them. There are no such lists here."
        ),
        "VIO_PREV": _(
            "It needs a survey of people who were chosen by chance. What people report "
            "to us says nothing of those who do not."
        ),
        "LESSON_PUB": _(
            "Lessons are written for other countries. They are counted in the network of "
            "countries, where they are published."
        ),
        "LESSON_ACTED": network,
        "TOOL_USEFUL": _(
            "Those who used a tool in another country say how useful it was. They are "
            "asked in the network of countries."
        ),
        "TOOL_USED": network,
        "REP_ASSESS": _(
            "It needs a place elsewhere that was looked at before work began there. Such "
            "places are kept in the network of countries."
        ),
        "REP_READY": _(
            "It says how ready another place is. Those who work there answer, in the "
            "network of countries."
        ),
        "REP_ADOPT": network,
        "REP_FIDEL": _(
            "It looks at what is kept at another place half a year after it began. That "
            "is looked at in the network of countries."
        ),
        "REP_SUST": _(
            "It asks whether what was taken up elsewhere still runs a year later. "
            "That is asked in the network of countries."
        ),
    }
