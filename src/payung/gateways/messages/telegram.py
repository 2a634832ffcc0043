"""Texts by a Telegram bot. Telegram reads along: say nothing that names anybody.

Made after https://core.telegram.org/bots/api: `setWebhook` with a `secret_token` that
comes in the header X-Telegram-Bot-Api-Secret-Token of every call, `Update`, `Message`,
and `sendMessage`. The bot's token stands in the address of every request.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from .addressing import address_of, whom
from .json_reading import moment, read, under, words
from .left_to_send import LeftToSend
from .mended import mended
from .message_keys import key_of
from .proofs import need_size, need_token
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


LONGEST_BODY = 1_000_000  # octets
# What a message can be instead of a text; the thing itself stays with Telegram.
THINGS: tuple[str, ...] = (
    "voice",
    "audio",
    "photo",
    "video",
    "video_note",
    "document",
    "sticker",
)
THINGS += ("animation", "location", "contact", "story", "poll", "dice")


@dataclass(frozen=True, kw_only=True, slots=True)
class TelegramSettings:
    """A bot: its token, the secret of its webhook, and the secret our keys are made of.

    `secret_token` has 1 to 256 signs of A-Z, a-z, 0-9, _ and -.
    """

    token: str = field(repr=False)
    secret_token: str = field(repr=False)
    secret: bytes = field(repr=False)
    service: str = "https://api.telegram.org"


class Telegram:
    """A bot. Texts may be sent from any thread."""

    scheme = "telegram"
    caps = MessageCaps(
        longest=4096,
        receipts=False,
        free_text_hours=0,
        stores_at_provider=True,
        end_to_end=False,
        comes_by="webhook",
    )

    def __init__(self, settings: TelegramSettings) -> None:
        """Ask nothing yet; raise UnsafeAddress."""
        self._settings = settings
        self._service = WebService(settings.service)
        self._left: LeftToSend[Outbound] = LeftToSend()

    def send(self, message: Outbound) -> Sent:
        """Send a text to somebody who wrote to the bot before; raise NotSent."""
        chat = whom(message, self.scheme, self.caps)
        if not _is_chat(chat):
            raise NotSent("no_such_address", again=False)
        text = self._left.of(message.key, lambda: [message])
        return Sent(id=text.send(lambda one: self._sent(chat, one)))

    def poll(self) -> Iterable[Inbound]:
        """Return nothing: it comes by webhook."""
        return ()

    def verify(self, request: WebRequest, *, at: datetime) -> None:
        """Raise Forged unless Telegram called; it signs no time, so none is checked."""
        need_size(request.body, LONGEST_BODY)
        said = request.headers.get("x-telegram-bot-api-secret-token", "")
        need_token(said, self._settings.secret_token)

    def parse(self, request: WebRequest) -> Sequence[Inbound | Receipt]:
        """Return the one message of an update from one person; other updates are none.

        A text that was changed afterwards is a new one: it says something else.
        """
        update = read(request.body)
        message = under(update, "message") or under(update, "edited_message")
        name, chat = words(update, "update_id"), words(message, "chat", "id")
        private = words(message, "chat", "type") == "private"
        if not (private and name and _is_chat(chat)):
            return []
        return [
            Inbound(
                key=key_of(self._settings.secret, "telegram", name),
                kind=InboundKind.TEXT,
                address=address_of(self.scheme, chat),
                text=_text(message),
                sent_at=moment(message, "edit_date")
                if under(message, "edit_date") is not None
                else moment(message, "date"),
            )
        ]

    def greet(self, request: WebRequest) -> str | None:
        """Return None: Telegram does not check an address."""
        return None

    def close(self) -> None:
        """Close its connections."""
        self._service.close()

    def _sent(self, chat: str, message: Outbound) -> str:
        said = {
            "chat_id": int(chat),
            "text": mended(message.text),
            "link_preview_options": {"is_disabled": True},
        }
        try:
            answer = self._service.ask(
                "POST", f"/bot{self._settings.token}/sendMessage", said=said
            )
        except ChannelGone as gone:
            raise NotSent(gone.why, again=True) from None
        if not answer.is_good or under(answer.said, "ok") is not True:
            raise _refusal(answer)
        return words(answer.said, "result", "message_id")


def _is_chat(said: str) -> bool:
    digits = said.removeprefix("-")
    return digits.isascii() and digits.isdecimal() and len(digits) <= 16


def _text(message: Any) -> str:
    thing = next((f"[{one}]" for one in THINGS if under(message, one) is not None), "")
    said = words(message, "text") or words(message, "caption")
    return " ".join(filter(None, (thing, said))) or "[message]"


def _refusal(answer: Answer) -> NotSent:
    match answer.status:
        case 403:
            return NotSent("blocked_by_her", again=False)
        case 400:
            return NotSent("no_such_address", again=False)
        case 401 | 404:
            return NotSent("service_refuses_us", again=True)
        case status:
            return NotSent(f"service_{status}", again=True)
