"""The few things we ask a channel to do, by the names that Asterisk gives them."""

from __future__ import annotations

from .wire import Channel, ChannelGone


def show(channel: Channel, number: str) -> None:
    """Let phones see this number from now on, and nothing of the caller."""
    channel.ask("SET", "CALLERID", "".join(s for s in number if s in "+0123456789"))
    channel.ask("EXEC", "Set", "CALLERID(name)=")
    channel.ask("EXEC", "Set", "CALLERID(ani)=")
    channel.ask("EXEC", "Set", "CALLERID(pres)=allowed")


def remember(channel: Channel, name: str, value: str) -> None:
    """Set a variable that the dialplan reads when we have let go."""
    channel.ask("SET", "VARIABLE", name, value)


def question(channel: Channel, sound: str, *, wait: int) -> str:
    """Play a sentence and return the one key pressed within `wait` seconds, or none.

    Raise ChannelGone where she hung up instead.
    """
    reply = channel.ask("GET", "DATA", sound, str(wait * 1000), "1")
    if channel.hung_up or reply.result == "-1":
        raise ChannelGone
    return reply.result


def play(channel: Channel, sound: str) -> None:
    """Play a sentence to its end."""
    channel.ask("STREAM", "FILE", sound, "")


def answer(channel: Channel) -> None:
    """Answer the call: only whoever is answered can be asked."""
    channel.ask("EXEC", "Answer", "")


def dial(channel: Channel, what: str, *, wait: int, options: str) -> str:
    """Ring, and return how that ended (DIALSTATUS) once all is over; ChannelGone."""
    reply = channel.ask("EXEC", "Dial", f"{what},{wait},{options}")
    if channel.hung_up or reply.result == "-1":
        raise ChannelGone
    return channel.ask("GET", "VARIABLE", "DIALSTATUS").more


def go_to(channel: Channel, context: str) -> None:
    """Let the dialplan go on in another context once we have let go."""
    channel.ask("SET", "CONTEXT", context)
    channel.ask("SET", "EXTENSION", "s")
    channel.ask("SET", "PRIORITY", "1")


def turn_away(channel: Channel) -> None:
    """Hang up as busy: the caller pays nothing."""
    channel.ask("EXEC", "Hangup", "17")
