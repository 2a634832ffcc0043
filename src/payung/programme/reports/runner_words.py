"""The runner's own words, in the reader's language: keys as its page knows them."""

from __future__ import annotations

from django.utils.translation import gettext as _


def runner_words() -> dict[str, str]:
    """Return every word of the form's page that is not the form's own."""
    return {**_walking(), **_entries(), **_files(), **_problems(), **_groups()}


def _walking() -> dict[str, str]:
    return {
        "part": _("Part %(at)s of %(of)s"),
        "next": _("Next"),
        "back": _("Back"),
        "finish": _("Finish"),
        "language": _("Language"),
        "optional": _("Can be left empty"),
        "choose_many": _("Choose all that fit"),
        "choose_one": _("Choose one"),
        "clear": _("Clear this answer"),
        "search": _("Search the list"),
        "search_none": _("Nothing in the list fits that. Try fewer letters."),
        "search_chosen": _("Chosen: %(count)s"),
        "show": _("Show"),
        "hide": _("Hide"),
        "not_here": _("This page cannot ask this question. It is left empty."),
        "confirm": _("Yes, done"),
        "review": _("Read it through"),
        "review_note": _("Look over the answers. Anything can still be changed."),
        "review_change": _("Change"),
        "review_hidden": _("Written, not shown here"),
    }


def _entries() -> dict[str, str]:
    return {
        "add": _("Add"),
        "add_another": _("Add another"),
        "entry": _("Entry %(at)s"),
        "entry_empty": _("Nothing written yet"),
        "entries_none": _("Nothing added yet. If there is nothing to add, go on."),
        "entry_change": _("Change"),
        "entry_remove": _("Remove"),
        "entry_remove_sure": _("Remove entry %(at)s and what is written in it?"),
        "entry_keep": _("Keep it"),
        "entry_done": _("Done with this entry"),
    }


def _files() -> dict[str, str]:
    return {
        "photo": _("Take or choose a picture"),
        "photo_note": _(
            "The picture is made smaller. Where and when it was taken is left out."
        ),
        "photo_fails": _(
            "This picture could not be read. Take it again, or choose another."
        ),
        "audio": _("Record or choose a recording"),
        "video": _("Record or choose a video"),
        "file": _("Choose a file"),
        "file_kept": _("Kept: %(name)s"),
        "file_remove": _("Take it away"),
    }


def _problems() -> dict[str, str]:
    return {
        "problems": _("Before going on"),
        "problem_required": _("Please answer this. If it is not known, choose that."),
        "problem_required_text": _("Please write something here."),
        "problem_constraint": _(
            "This answer does not fit. Look at the hint, then change it."
        ),
        "problem_integer": _("Write a whole number, in figures, such as 3."),
        "problem_decimal": _("Write a number, in figures, such as 2.5."),
        "problem_date": _("Choose a day, month and year."),
        "problem_time": _("Choose the hour and minutes."),
        "problem_least": _("%(least)s or more fits here. Change the number."),
        "problem_most": _("%(most)s or less fits here. Change the number."),
        "problem_above": _("More than %(least)s fits here. Change the number."),
        "problem_below": _("Less than %(most)s fits here. Change the number."),
        "problem_future": _("This is still to come. Choose today or earlier."),
        "problem_past": _("This is over. Choose today or later."),
        "problem_before": _(
            "This is earlier than the answer to “%(question)s” (%(answer)s). "
            "Change one of the two."
        ),
        "problem_after": _(
            "This is later than the answer to “%(question)s” (%(answer)s). "
            "Change one of the two."
        ),
        "problem_choice": _("This choice is no longer offered. Choose again."),
    }


def _groups() -> dict[str, str]:
    return {
        "group.PHY": _("Hurt to the body"),
        "group.SEX": _("Sexual violence"),
        "group.PSY": _("Threats and insults"),
        "group.ECO": _("Money and belongings"),
        "group.LIB": _("Arrest, raids and being held"),
        "group.DUE": _("Rights when held or charged"),
        "group.HLT": _("Health care"),
        "group.DIS": _("Refused a service or a home"),
        "group.OTH": _("Other"),
        "group.STATE": _("Police and officials"),
        "group.CLIENT": _("Clients"),
        "group.INTIM": _("Partner and family"),
        "group.WORK": _("At work"),
        "group.COMM": _("Neighbours and groups"),
        "group.UNK": _("Not known"),
    }
