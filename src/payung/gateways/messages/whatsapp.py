"""Texts by WhatsApp's Cloud API. Meta reads along: say nothing that names anybody.

Made after https://developers.facebook.com/documentation/business-messaging/whatsapp/:
webhooks (X-Hub-Signature-256 over the raw body, `hub.challenge`), `messages` (texts
within 24 hours after somebody wrote, else a template that Meta has approved) and
support/error-codes. Every id of WhatsApp holds a telephone number in base64, so none is
ever handed on as it is.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from .addressing import address_of, whom
from .json_reading import each, moment, read, under, words
from .left_to_send import LeftToSend
from .mended import mended
from .message_keys import key_of
from .proofs import need_signature, need_size
from .speaking import (
    ChannelGone,
    Inbound,
    InboundKind,
    MessageCaps,
    NotSent,
    Outbound,
    Receipt,
    Sent,
    WebRequest,
)
from .web_calls import Answer, WebService


LONGEST_BODY = 3_000_000  # octets; the most that Meta sends
WINDOW = timedelta(hours=24)
WINDOW_CLOSED = 131047
# Meta's codes: what they mean for us, and whether trying later may help.
CODES = {
    131026: ("not_on_this_channel", False),
    131021: ("no_such_address", False),
    131008: ("bad_message", False),
    131009: ("bad_message", False),
    WINDOW_CLOSED: ("window_closed", False),
    131049: ("held_back", True),
    4: ("too_fast", True),
    80007: ("too_fast", True),
    130429: ("too_fast", True),
    131048: ("too_fast", True),
    131056: ("too_fast", True),
    131000: ("service_ill", True),
    131016: ("service_ill", True),
    131057: ("service_ill", True),
    0: ("service_refuses_us", True),
    3: ("service_refuses_us", True),
    10: ("service_refuses_us", True),
    190: ("service_refuses_us", True),
    131005: ("service_refuses_us", True),
    131031: ("service_refuses_us", True),
    131042: ("service_refuses_us", True),
    132001: ("template_unknown", True),
    132015: ("template_paused", True),
    132016: ("template_unknown", True),
}
STATES = frozenset({"delivered", "read", "failed"})
# Kinds of messages that nobody wrote.
NOBODY = frozenset({"system", "unsupported", "unknown"})


@dataclass(frozen=True, kw_only=True, slots=True)
class WhatsAppSettings:
    """A number at Meta and what proves us and them.

    `template` is the name of an approved one without gaps that says nothing but "we
    have a message for you"; without one nothing is sent outside the window.
    """

    phone_number_id: str
    access_token: str = field(repr=False)
    app_secret: str = field(repr=False)
    verify_token: str = field(repr=False)
    secret: bytes = field(repr=False)
    template: str = ""
    template_language: str = "en"
    service: str = "https://graph.facebook.com/v23.0"


class WhatsApp:
    """A number at Meta. Texts may be sent from any thread.

    `wrote_at` tells when somebody last wrote from an address, None where it is not
    known: only the application remembers that.
    """

    scheme = "whatsapp"
    caps = MessageCaps(
        longest=4096,
        receipts=True,
        free_text_hours=24,
        stores_at_provider=True,
        end_to_end=False,
        comes_by="webhook",
    )

    def __init__(
        self,
        settings: WhatsAppSettings,
        *,
        clock: Callable[[], datetime],
        wrote_at: Callable[[str], datetime | None],
    ) -> None:
        """Ask nothing yet; raise UnsafeAddress."""
        self._settings = settings
        self._clock = clock
        self._wrote_at = wrote_at
        self._service = WebService(settings.service)
        self._left: LeftToSend[Outbound] = LeftToSend()

    def send(self, message: Outbound) -> Sent:
        """Send a text, or outside the window the template instead; raise NotSent."""
        number = whom(message, self.scheme, self.caps).removeprefix("+")
        if not (number.isascii() and number.isdecimal()):
            raise NotSent("no_such_address", again=False)
        text = self._left.of(message.key, lambda: [message])
        return Sent(id=text.send(lambda one: self._sent(number, one)))

    def poll(self) -> Iterable[Inbound]:
        """Return nothing: it comes by webhook."""
        return ()

    def verify(self, request: WebRequest, *, at: datetime) -> None:
        """Raise Forged unless Meta signed it. It signs no time: what is replayed has
        the same key, and what is late is wanted all the same.
        """
        need_size(request.body, LONGEST_BODY)
        said = request.headers.get("x-hub-signature-256", "")
        need_signature(
            said.removeprefix("sha256="),
            secret=self._settings.app_secret.encode(),
            over=request.body,
        )

    def parse(self, request: WebRequest) -> Sequence[Inbound | Receipt]:
        """Return texts to our number and what became of ours."""
        told: list[Inbound | Receipt] = []
        for entry in each(read(request.body), "entry"):
            for change in each(entry, "changes"):
                value = under(change, "value")
                if self._is_ours(value):
                    told += self._inbounds(value)
                    told += self._receipts(value)
        return told

    def greet(self, request: WebRequest) -> str | None:
        """Return Meta's challenge if it says the word we agreed on."""
        said, right = request.query.get("hub.verify_token", ""), self._settings
        challenge = request.query.get("hub.challenge", "")
        knows = hmac.compare_digest(
            said.encode("utf-8", "surrogatepass"), right.verify_token.encode()
        )
        asks = request.query.get("hub.mode") == "subscribe" and bool(right.verify_token)
        # Nothing but a plain word is ever said back.
        plain = re.fullmatch(r"[A-Za-z0-9_-]{1,128}", challenge) is not None
        return challenge if asks and knows and plain else None

    def close(self) -> None:
        """Close its connections."""
        self._service.close()

    def _is_ours(self, value: Any) -> bool:
        return words(value, "metadata", "phone_number_id") == (
            self._settings.phone_number_id
        )

    def _inbounds(self, value: Any) -> Iterator[Inbound]:
        for message in each(value, "messages"):
            sender, name = words(message, "from"), words(message, "id")
            kind = words(message, "type")
            if sender and name and kind not in NOBODY:
                yield Inbound(
                    key=key_of(self._settings.secret, "whatsapp", name),
                    kind=InboundKind.TEXT,
                    address=address_of(self.scheme, "+" + sender.removeprefix("+")),
                    text=_text(message, kind),
                    sent_at=moment(message, "timestamp"),
                )

    def _receipts(self, value: Any) -> Iterator[Receipt]:
        for status in each(value, "statuses"):
            name, state = words(status, "id"), words(status, "status")
            if name and state in STATES:
                yield Receipt(id=self._name(name), state=state)

    def _name(self, name: str) -> str:
        return key_of(self._settings.secret, "whatsapp sent", name)

    def _sent(self, number: str, message: Outbound) -> str:
        wrote_at = self._wrote_at(message.address)
        open_ = wrote_at is not None and self._clock() - wrote_at < WINDOW
        if open_:
            answer = self._asked(number, _free(mended(message.text)))
            # Meta's own watch counts: it may have closed the window meanwhile.
            if _code(answer) != WINDOW_CLOSED:
                return self._taken(answer)
        if not self._settings.template:
            raise NotSent("window_closed", again=False)
        return self._taken(self._asked(number, self._template()))

    def _template(self) -> dict[str, Any]:
        language = {"code": self._settings.template_language}
        template = {"name": self._settings.template, "language": language}
        return {"type": "template", "template": template}

    def _asked(self, number: str, what: dict[str, Any]) -> Answer:
        said = {"messaging_product": "whatsapp", "recipient_type": "individual"}
        try:
            return self._service.ask(
                "POST",
                f"/{self._settings.phone_number_id}/messages",
                headers={"Authorization": f"Bearer {self._settings.access_token}"},
                said={**said, "to": number, **what},
            )
        except ChannelGone as gone:
            raise NotSent(gone.why, again=True) from None

    def _taken(self, answer: Answer) -> str:
        name = words(answer.said, "messages", 0, "id")
        if answer.is_good and name:
            return self._name(name)
        passing = answer.status == 429 or answer.status >= 500
        unknown = (f"service_{answer.status}", passing)
        why, again = CODES.get(_code(answer) or -1, unknown)
        raise NotSent(why, again=again)


def _free(text: str) -> dict[str, Any]:
    return {"type": "text", "text": {"preview_url": False, "body": text}}


def _code(answer: Answer) -> int | None:
    code = under(answer.said, "error", "code")
    return code if isinstance(code, int) and not answer.is_good else None


def _text(message: Any, kind: str) -> str:
    match kind:
        case "text":
            return words(message, "text", "body") or "[text]"
        case "button":
            return words(message, "button", "text") or "[button]"
        case "interactive":
            replies = ("button_reply", "list_reply")
            said = [words(message, "interactive", one, "title") for one in replies]
            return next(filter(None, said), "[interactive]")
        case _:
            # The thing itself stays with Meta; that somebody sent one does not.
            said_with_it = words(message, kind, "caption")
            return " ".join(filter(None, (f"[{kind or 'message'}]", said_with_it)))
