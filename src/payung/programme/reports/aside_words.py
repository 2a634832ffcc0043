"""Why something waits to be placed, in a sentence, and what can be done with it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from .aside import ANOTHER_BODY, UNKNOWN_FORM, UNKNOWN_KEY


def why_aside(reason: str) -> str:
    """Return a sentence for a reason; a general one for a reason nobody knows here."""
    sentences = {
        UNKNOWN_FORM: _("It was written in a version of the form that is not here."),
        ANOTHER_BODY: _("A note with the same number was here, and this one differs."),
        UNKNOWN_KEY: _("It was locked with a key that the team never had."),
        "locked_by_app": _(
            "The collecting app locked it, and nobody here can open it."
        ),
        "earlier_unknown": _("It corrects a note that is not here."),
        "earlier_changed": _("It corrects a note that was changed since."),
        "another_file": _("One of its files differs from a file that is kept."),
    }
    return sentences.get(reason, _("It fits nowhere as it stands."))


def not_yet() -> str:
    """Return why it cannot be taken in, and what to do."""
    return _(
        "It cannot be taken in as it stands, and it stays here. If its form is not in "
        "use yet, ask the coordinator to put that version into use, then try again. "
        "If it does not open for the team, ask whoever sent it to write it anew."
    )


def settled_already() -> str:
    """Return that somebody was quicker."""
    return _("Somebody decided about this one before. See below what became of it.")
