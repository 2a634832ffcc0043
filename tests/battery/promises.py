"""What must hold after a storm, however bad it was."""

from __future__ import annotations

from tests.battery.storm import Storm


def every_call_left_one_contact(over: Storm) -> None:
    """Hold SIPp's own count, the telephone's journal and the contacts together.

    Whom nobody answered at all (the telephone was dead for longer than a phone asks)
    is in no journal, and is no call that was taken; whoever was answered is.
    """
    found, calls = over.found, over.size.calls
    assert over.counted["created"] == calls, "not everybody called"
    assert over.counted["failed"] <= max(2, calls // 50), "SIPp was not content"
    assert found["calls_without_a_contact"] == 0
    assert found["contacts_without_a_call"] == 0
    assert found["contacts"] == found["calls_in_the_journal"]
    assert found["numbers_with_two_contacts"] == 0
    assert found["named_callers_without_a_contact"] == 0
    # Between the two stand calls that were written down, and whose first answer was
    # lost because the telephone died just then.
    assert len(over.heard) <= found["calls_in_the_journal"] <= calls


def every_contact_is_somebody_s_at_every_moment(over: Storm) -> None:
    """Hold the replay of the log against the rows, up to now.

    Without any tolerance: at every moment an owner, or a due next action, and in the
    end nothing that is overdue. How late what was due was seen to, beyond the time that
    pages or worker were dead, is a wall time of this machine: the table prints it
    (`Storm.tolerance`, and what 10 s would find), and a person judges it.
    """
    found = over.found
    assert found["minutes_with_neither_owner_nor_due"] == 0
    assert found["impossible"] == []
    assert found["impossible_lines"] == 0
    assert found["rows_not_as_their_log"] == 0
    assert found["gaps_in_logs"] == 0
    assert found["neither_owner_nor_due"] == 0
    assert found["overdue_now"] == 0


def no_call_was_joined_to_two_phones(over: Storm) -> None:
    """Hold that of those who press 1 only one speaks with the caller."""
    assert over.found["joined_twice"] == 0


def what_was_told_is_kept_once(over: Storm) -> None:
    """Hold the journal's news against those that were kept."""
    assert over.found["news_not_kept"] == 0
    assert over.found["news_of_no_journal"] == 0
    assert over.found["put_aside"] == 0


def no_number_lies_open_anywhere(over: Storm) -> None:
    """Hold that the search finds numbers where they should be, and nowhere else."""
    assert over.found["found_where_they_should_be"] == 1
    assert over.found["numbers_found_in_clear"] == 0
