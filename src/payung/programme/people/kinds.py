"""What the journal says of people, teams and keys."""

from __future__ import annotations

from payung.programme.journal.kinds import declare


SIGNED_IN = declare("person.signed_in", "%(actor)s signed in")
SIGNED_OUT = declare("person.signed_out", "%(actor)s left")
ADDED = declare("person.added", "%(actor)s added %(subject)s", "roles")
CLOSED = declare("person.closed", "%(actor)s closed the account of %(subject)s")
CHANGED_PASSPHRASE = declare(
    "person.changed_passphrase", "%(actor)s changed her passphrase"
)
TEAM_STARTED = declare("team.started", "%(actor)s started the team %(subject)s")
GRANTED = declare(
    "team.granted", "%(actor)s let %(subject)s open the team's notes", "team"
)
REMOVED = declare("team.removed", "%(actor)s took %(subject)s out of the team", "team")
REWRAPPED = declare(
    "team.rewrapped", "All notes of %(subject)s have their new key", "records"
)
SIDE_RENEWED = declare(
    "team.side_renewed", "%(actor)s renewed the key of the side team %(subject)s"
)
DEVICE_ADDED = declare("device.added", "%(actor)s gave a phone its own key", "device")
DEVICE_ENDED = declare("device.ended", "%(actor)s ended a phone's key", "device")
