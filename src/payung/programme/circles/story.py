"""Where the words of one person's story go: a new note, sealed in the browser.

The finding's page seals them into the draft of a note before they could be sent; so
they are in no address, and on this machine only as what that note later brings.
"""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.engines import sealed
from payung.programme.people.actors import Actor
from payung.programme.reports.published import NoFormYet, Published, in_use


STORY = "story"


def carrying_of(actor: Actor) -> dict[str, object] | None:
    """Return what the page needs to begin a note, or None where there is no form.

    The key is that of her drafts, as on the page of a new note.
    """
    try:
        form = in_use(actor.country)
    except NoFormYet:
        return None
    path = path_of_story(form)
    if path is None:
        return None
    return {
        "to": reverse("note-new"),
        "draftKey": sealed.to_text(sealed.draft_key(actor.unlocked.seed)),
        "person": actor.person_id,
        "form": form.form.id,
        "version": form.form.version,
        "path": path.split("/"),
        "taken": _(
            "You have begun another note on this phone. Finish that one first; what "
            "you wrote here stays on this page."
        ),
        "cannot": _(
            "This browser cannot lock it. Go to Notes and write it there; nothing was "
            "sent."
        ),
    }


def path_of_story(form: Published) -> str | None:
    """Return the path of the question whose answer is the story in words.

    One that can be asked several times is a story of a deed, not hers.
    """
    for path, node in form.nodes.items():
        is_text = node.get("type") == "text" and form.keep.get(path) == STORY
        if is_text and not _repeated(form, path):
            return path
    return None


def _repeated(form: Published, path: str) -> bool:
    parts = path.split("/")
    above = ("/".join(parts[:depth]) for depth in range(1, len(parts)))
    return any(form.nodes[one].get("kind") == "repeat" for one in above)
