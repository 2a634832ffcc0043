"""One SIP dialog each: with a caller who came to us, or with a phone that we ring."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sippy.CCEvents import (
    CCEventConnect,
    CCEventDisconnect,
    CCEventFail,
    CCEventInfo,
    CCEventPreConnect,
    CCEventRedirect,
    CCEventRing,
    CCEventTry,
    CCEventUpdate,
)
from sippy.MsgBody import MsgBody
from sippy.SipCallId import SipCallId
from sippy.SipURL import SipURL
from sippy.UA import UA

from .dialog_memory import Kept, kept_of, revive
from .stack import Answered, Stack
from .ways import Way


@dataclass(frozen=True, kw_only=True, slots=True)
class Ears:
    """Who is told what the other side does.

    `sound` gets the other side's SDP and returns ours in answer, or "" where we have no
    way to speak with it. `answered` comes after it. `gone` comes once, and never
    because we ended it ourselves.
    """

    sound: Callable[[str], str]
    answered: Callable[[], None]
    gone: Callable[[], None]
    digit: Callable[[str], None]


class Dialog:
    """What both kinds of dialog have in common."""

    def __init__(self, stack: Stack, ears: Ears, *, sound: str) -> None:
        self._stack = stack
        self._ears = ears
        self._sound = sound
        self._over = False
        self.ua: Any = None

    @property
    def over(self) -> bool:
        """Return whether nothing more will come of it."""
        return self._over

    @property
    def speaks(self) -> bool:
        """Return whether there is a way to speak with the other side."""
        return bool(self._sound)

    @property
    def kept(self) -> Kept:
        """Return what must be remembered of it now."""
        return {} if self._over else kept_of(self.ua, self._stack)

    def _heard(self, event: Any, _: Any) -> None:
        if self._over:
            return
        if isinstance(event, CCEventFail | CCEventRedirect | CCEventDisconnect):
            self._gone()
        elif isinstance(event, CCEventUpdate):
            if self._heard_sound(event.getData()):
                self._say(CCEventConnect, (200, "OK", MsgBody(self._sound)))
        elif isinstance(event, CCEventInfo):
            self._heard_key(str(event.getData() or ""))
        elif isinstance(event, CCEventConnect | CCEventPreConnect):
            self._heard_answer(event.getData()[2])

    def _heard_answer(self, body: Any) -> None:
        if self._heard_sound(body):
            self._ears.answered()

    def _heard_sound(self, body: Any) -> bool:
        """Return whether we can speak with what the other side describes; else end."""
        ours = self._ears.sound(str(body)) if body is not None else ""
        if not ours:
            self._say(CCEventDisconnect)
            self._gone()
            return False
        self._sound = ours
        return True

    def _gone(self) -> None:
        if not self._over:
            self._over = True
            self._ears.gone()

    def _heard_key(self, text: str) -> None:
        """Hear a key that came as text (application/dtmf-relay), not as sound."""
        for line in text.splitlines():
            name, _, value = line.partition("=")
            if name.strip().lower() == "signal" and value.strip():
                self._ears.digit(value.strip()[:1])

    def _say(self, kind: Any, data: Any = None) -> None:
        if self.ua is not None:
            self.ua.recvEvent(kind(data) if data is not None else kind())


class OutDialog(Dialog):
    """A phone that we ring."""

    def __init__(
        self, stack: Stack, ears: Ears, *, sound: str, way: Way, shows: str
    ) -> None:
        super().__init__(stack, ears, sound=sound)
        self._way = way
        # From is what her phone shows and keeps: the hotline, never the caller.
        self._shows = shows or "line"

    def _fresh(self) -> Any:
        way = self._way
        return UA(
            self._stack.config,
            self._heard,
            username=way.user,
            password=way.password,
            nh_address=(way.host, way.port),
            nh_transport="udp",
        )

    def revive(self, kept: Kept) -> None:
        """Go on where it was: send the same INVITE again, or go on speaking."""
        self.ua = self._fresh()
        revive(self.ua, kept, self._stack, sound=self._sound)

    def ring(self) -> None:
        """Send the INVITE."""
        ua = self._fresh()
        ua.lContact = self._stack.contact(self._shows)
        self.ua = ua
        body = MsgBody(self._sound)
        data = (SipCallId(), self._shows, self._way.callee, body, None, None)
        event = CCEventTry(data)
        if self._way.uri:
            event.onUacSetupComplete = _asking_for(self._way)
        ua.recvEvent(event)

    def let_go(self) -> None:
        """CANCEL, or BYE where it has answered; an answer on its way gets its BYE."""
        if not self._over:
            self._over = True
            self._say(CCEventDisconnect)


class InDialog(Dialog):
    """A caller who came to us."""

    def __init__(
        self, stack: Stack, ears: Ears, *, sound: str, tag: str | None = None
    ) -> None:
        super().__init__(stack, ears, sound=sound)
        self.ua = UA(stack.config, self._heard, ltag=tag)
        self.ua.lContact = stack.contact()
        self._theirs: Any = None
        self.answered = False
        self.acknowledged = False
        self._progressed = False

    def take(self, request: Any, transaction: Any) -> Answered:
        """Begin with the caller's INVITE; sippy says 100 and watches for CANCEL."""
        body = request.getBody()
        self._theirs = body
        if body is not None:
            self._sound = self._ears.sound(str(body))
        taken: Answered = self.ua.recvRequest(request, transaction)
        return taken

    @property
    def tag(self) -> str:
        """Return our tag: an answer after a crash must bear the same one."""
        tag: str = self.ua.lTag
        return tag

    def revive(self, kept: Kept) -> None:
        """Go on speaking where we were."""
        self.answered = self.acknowledged = True
        revive(self.ua, kept, self._stack, sound=self._sound)

    def ringing(self) -> None:
        """Let her hear her own telephone's ringing tone."""
        if not (self.answered or self._progressed or self._over):
            self._say(CCEventRing, (180, "Ringing", None))

    def progress(self) -> None:
        """Let her hear us before anybody has answered."""
        if not (self.answered or self._progressed or self._over):
            self._progressed = True
            self._say(CCEventRing, (183, "Session Progress", MsgBody(self._sound)))

    def answer(self) -> None:
        """Say 200; where she offered nothing, her ACK says where she hears."""
        if self.answered or self._over:
            return
        self.answered = True
        self._say(CCEventPreConnect, (200, "OK", MsgBody(self._sound)))

    def _heard_answer(self, body: Any) -> None:
        """Hear her ACK: before it the answer may be lost, and must be said again."""
        if body is None and self._theirs is not None:
            # sippy forgets here what she said of her ear in the INVITE.
            self.ua.rSDP = self._theirs
        elif not self._heard_sound(body):
            return
        self.acknowledged = True
        self._ears.answered()

    def end(self, *, code: int = 480, reason: str = "Temporarily Unavailable") -> None:
        """Hang up; before the answer with this final response."""
        if self._over:
            return
        self._over = True
        if self.answered:
            self._say(CCEventDisconnect)
        else:
            self._say(CCEventFail, (code, reason))


def _asking_for(way: Way) -> Callable[[Any], None]:
    """Return what puts a registered phone's own address into the INVITE."""

    def put(ua: Any) -> None:
        ua.rTarget = SipURL(way.uri)

    return put
