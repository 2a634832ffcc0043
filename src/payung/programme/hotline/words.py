"""The words for what a contact is and how far it has come."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from payung.engines.dispatch import Channel, Event, Kind, Priority, Report, Stage, State


CHANNELS: dict[Channel, Promise] = {
    Channel.CALL: _("A call"),
    Channel.MISSED_CALL: _("A missed call"),
    Channel.SMS: _("A text"),
    Channel.CHAT: _("A chat"),
    Channel.OWN_PHONE: _("A call on her own phone"),
}
SIGNS = {
    Channel.CALL: "calls",
    Channel.MISSED_CALL: "missed",
    Channel.SMS: "text",
    Channel.CHAT: "text",
    Channel.OWN_PHONE: "phone",
}
STATES: dict[State, Promise] = {
    State.OPENED: _("It waits"),
    State.RINGING: _("We are asking"),
    State.CALL_BACK: _("To be rung back"),
    State.OWNED: _("Somebody has it"),
    State.HANDING_OVER: _("Being handed over"),
    State.CLOSED: _("Closed"),
}
PRIORITIES: dict[Priority, Promise] = {
    Priority.A: _("At once"),
    Priority.B: _("Soon"),
    Priority.C: _("Within the day"),
    Priority.D: _("Can wait"),
}
KINDS: dict[Kind, Promise] = {
    Kind.NOT_SAID: _("Not said yet"),
    Kind.DATA: _("It is about something that happened"),
    Kind.SILENT: _("Nobody spoke"),
    Kind.ABUSIVE: _("Somebody was rude to us"),
    Kind.WRONG_NUMBER: _("Wrong number"),
    Kind.DRILL: _("A test"),
}
EVENTS: dict[str, Promise] = {
    "opened": _("It came in"),
    Event.STARTED: _("Phones began to ring"),
    Event.DUE: _("Nobody yet; others were asked"),
    Event.ALL_BUSY: _("All were busy; others were asked"),
    Event.HUNG_UP: _("She rang off"),
    Event.RAISED: _("Help is needed now"),
    Event.ACCEPTED: _("Somebody took it"),
    Event.REACHED: _("She was reached"),
    Event.NOT_REACHED: _("She was not reached"),
    Event.WROTE_AGAIN: _("She wrote again"),
    Event.RANG_AGAIN: _("She rang again"),
    Event.CHECKED_IN: _("It goes on"),
    Event.GAVE_BACK: _("Given back"),
    Event.SHIFT_ENDED: _("Being handed over"),
    Event.TOOK_OVER: _("Somebody took it over"),
    Event.TYPED: _("What it was"),
    Event.CLOSED: _("Closed"),
}
STAGES: dict[Stage, Promise] = {
    Stage.NEEDED: _("Two are looked for"),
    Stage.PAIRED: _("Two are ready"),
    Stage.EN_ROUTE: _("On the way"),
    Stage.ON_SCENE: _("There"),
    Stage.CLIENT_SEEN: _("She was seen"),
    Stage.COMPLETE: _("Both are back"),
    Stage.CALLED_OFF: _("Called off"),
}
REPORTS: dict[Report, Promise] = {
    Report.EN_ROUTE: _("We are on the way"),
    Report.ON_SCENE: _("We are there"),
    Report.CLIENT_SEEN: _("We have seen her"),
    Report.CHECKED_IN: _("All is well"),
    Report.HELP: _("We need help"),
    Report.COMPLETED: _("We are both back"),
    Report.WITHDREW: _("I cannot go"),
}
