"""The people of one call: who waits, whose phones ring, who speaks with whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from payung.engines.dispatch import (
    Call,
    CallState,
    CancelPhone,
    Effect,
    HangUpPhone,
    JoinCaller,
    LegState,
    PlayPrompt,
    Prompt,
    RingPhone,
    TakeVoicemail,
    TellTaken,
)
from payung.gateways.telephone.speaking import PlanPaper, Voicemail

from .call_memory import CallMemory
from .dialog_memory import Remembered
from .exchange import Exchange
from .phones import Heard, Phone
from .recording import Recording
from .stack import Answered
from .talk import Talk
from .waiting import WaitingCaller


LONGEST_GOODBYE = 8.0
LONGEST_TALK = 3600


@dataclass(frozen=True, kw_only=True, slots=True)
class Reports:
    """Who is told what the people do. `recorded` gets None where nothing was said."""

    key: Callable[[str], None]
    caller_gone: Callable[[], None]
    acknowledged: Callable[[], None]
    phone: Callable[[str, Heard], None]
    recorded: Callable[[Voicemail | None], None]
    still_waits: Callable[[], bool]


class Parties:
    """Carries effects out; knows nothing of why. `paper` is the plan in force."""

    def __init__(
        self, exchange: Exchange, reports: Reports, memory: CallMemory | None = None
    ) -> None:
        self._exchange = exchange
        self._reports = reports
        self._phones: dict[str, Phone] = {}
        self._talk: Talk | None = None
        self._recording: Recording | None = None
        self.paper: PlanPaper | None = memory.paper if memory else None
        self.caller = WaitingCaller(
            exchange,
            key=reports.key,
            gone=self._caller_gone,
            acknowledged=reports.acknowledged,
            tag=memory.tag if memory else None,
            port=memory.caller.port if memory else None,
        )

    @property
    def remembered(self) -> dict[str, Remembered]:
        """Return what brings the phones back after a crash."""
        return {target: phone.remembered for target, phone in self._phones.items()}

    def take(self, request: Any, transaction: Any) -> Answered:
        """Begin with the caller's INVITE."""
        return self.caller.take(request, transaction)

    def follow(self, paper: PlanPaper | None) -> None:
        """Follow this paper from now on."""
        self.paper = paper or self.paper
        if self.paper is not None:
            self.caller.language = self.paper.language

    def carry_out(self, effect: Effect) -> None:
        """Do what the call machine says; raise NoWay for a phone that is nowhere."""
        match effect:
            case RingPhone(target=target):
                self._phone(target).ring()
            case PlayPrompt(prompt=prompt, target=""):
                self._say(prompt)
            case PlayPrompt(prompt=prompt, target=target):
                self._phones[target].ask(prompt)
            case JoinCaller(target=target):
                self.caller.answer()
                self._join(target)
            case TellTaken(person=target):
                self._phones[target].part(Prompt.TAKEN)
            case CancelPhone(target=target) | HangUpPhone(target=target):
                self.let_go(target)
            case TakeVoicemail(longest=longest):
                self._take_message(longest)
            case _:
                pass  # what is left is told, not done

    def let_go(self, target: str) -> None:
        """Stop a phone's ringing, or hang it up."""
        phone = self._phones.pop(target, None)
        if phone is not None:
            phone.let_go()

    def stop_recording(self) -> bool:
        """End a message that is being taken; return whether there is one."""
        if self._recording is None:
            return False
        self._recording.stop()
        return True

    def end(self, goodbye: Callable[[], None], *, speaks: bool) -> None:
        """Let every phone go; `goodbye` comes when the caller has heard the end."""
        self._part()
        for target in list(self._phones):
            self.let_go(target)
        if speaks and not self.caller.dialog.over:
            self.caller.say(Prompt.RECORDED, goodbye)
            self._exchange.loop.later(LONGEST_GOODBYE, goodbye)
        else:
            goodbye()

    def hang_up(self) -> None:
        """Let the caller go, with the answer that fits."""
        if self.paper is not None and self.paper.rejects:
            self.caller.end(code=486, reason="Busy Here")
        elif not self.caller.speaks:
            self.caller.end(code=488, reason="Not Acceptable Here")
        else:
            self.caller.end()

    # ---- after a crash -------------------------------------------------------------

    def revive_phones(self, memory: CallMemory) -> None:
        """Bring back every phone that was remembered."""
        for target, remembered in memory.phones.items():
            if remembered.dialog:
                self._phone(target, remembered.port).revive(remembered)

    def revive_caller(self, memory: CallMemory) -> None:
        """Go on speaking with a caller who had been answered."""
        self.follow(memory.paper)
        self.caller.revive(memory.caller, seen=memory.source[0])

    def go_on(self, call: Call) -> None:
        """Let everybody hear again what they heard before."""
        for target in call.in_state(LegState.SCREENING):
            if target in self._phones:
                self._phones[target].ask(Prompt.PRESS_ONE)
        if call.state is CallState.CHOOSING:
            self._say(Prompt.CHOOSE)
        elif call.state is CallState.RINGING:
            self.caller.wait()
        elif call.state is CallState.TALKING:
            self.caller.answer()
            self._join(call.in_state(LegState.TALKING)[0])
        elif call.state is CallState.MESSAGE:
            self._take_message(call.plan.longest_message)

    # ---- one by one ----------------------------------------------------------------

    def _phone(self, target: str, port: int | None = None) -> Phone:
        paper = self.paper
        phone = Phone(
            self._exchange,
            way=self._exchange.way(paper.addresses.get(target, "") if paper else ""),
            shows=paper.shows if paper else "",
            language=_language(paper, target),
            told=lambda heard: self._phone_did(target, heard),
            port=port,
        )
        self._phones[target] = phone
        return phone

    def _phone_did(self, target: str, heard: Heard) -> None:
        if heard is Heard.GONE:
            self._phones.pop(target, None)
        self._reports.phone(target, heard)

    def _caller_gone(self) -> None:
        # Whoever has left a message hangs up: that is its end, not its loss.
        if not self.stop_recording():
            self._reports.caller_gone()

    def _say(self, prompt: Prompt) -> None:
        # What belongs to a message is said where it is taken, or when it is over.
        if prompt not in (Prompt.LEAVE_A_MESSAGE, Prompt.RECORDED):
            self.caller.say(prompt, self._wait)

    def _wait(self) -> None:
        if self._reports.still_waits():
            self.caller.wait()

    def _join(self, target: str) -> None:
        self._talk = Talk(
            self._exchange,
            caller=self.caller.seat,
            phone=self._phones[target].seat,
            longest=self.paper.longest_talk if self.paper else LONGEST_TALK,
            caller_gone=self._reports.caller_gone,
            phone_gone=lambda: self._phone_silent(target),
        )

    def _phone_silent(self, target: str) -> None:
        self.let_go(target)
        self._reports.phone(target, Heard.GONE)

    def _part(self) -> None:
        if self._talk is not None:
            self._talk.end()
            self._talk = None

    def _take_message(self, longest: int) -> None:
        self.caller.answer()
        self._recording = Recording(
            self._exchange,
            caller=self.caller,
            seal_to=self.paper.seal_to if self.paper else None,
            longest=longest,
            then=self._recorded,
        )
        self._recording.begin()

    def _recorded(self, left: Voicemail | None) -> None:
        self._recording = None
        self._reports.recorded(left)


def _language(paper: PlanPaper | None, target: str) -> str:
    if paper is None:
        return "en"
    return paper.languages.get(target, paper.language)
