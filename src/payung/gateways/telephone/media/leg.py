"""One telephone as the media thread sees it. Nobody else may touch it."""

from __future__ import annotations

import socket
from collections.abc import Callable

from .companding import FRAME_BYTES, PCMU_SILENCE, Codec, transcode
from .counts import Counts
from .key_presses import KeyPad
from .latch import Address, Latch
from .listening import Listening
from .outgoing import Outgoing
from .playing import Playing
from .rtp import Packet, read_packet
from .sdp import OUR_EVENTS, Voice


Later = Callable[[Callable[[], None]], None]

# Routers forget a silent connection, and a telephone that waits for us to speak first
# would wait for ever: so often one packet of silence goes out, in seconds.
_SIGN_OF_LIFE = 1.0
_ENDS_MESSAGE = "#"
_HOLD = ("0.0.0.0", "::")  # noqa: S104 - an address in SDP, nothing is bound to it


class Leg:
    """A port of ours with one telephone behind it. `now` is seconds of one clock."""

    def __init__(
        self,
        link: socket.socket,
        outgoing: Outgoing,
        *,
        counts: Counts,
        later: Later,
        on_digit: Callable[[str], None],
        now: float,
    ) -> None:
        self.link = link
        self.partner: Leg | None = None
        self.heard_at = now
        self._outgoing = outgoing
        self._counts = counts
        self._later = later
        self._on_digit = on_digit
        self._latch = Latch()
        self._keys = KeyPad()
        self._voice: Voice | None = None
        self._playing: Playing | None = None
        self._listening: Listening | None = None
        self._sent_at = float("-inf")

    def hears(self, voice: Voice, *, seen: str, now: float) -> None:
        """Take what the telephone says about itself; say hello to open its router."""
        self._voice = voice
        if voice.host not in _HOLD:
            self._latch.expect(voice.host, voice.port, seen=seen)
        self.heard_at = now
        self._sent_at = float("-inf")
        self.tick(now)

    def play(self, playing: Playing | None) -> None:
        """Begin a sound; what was playing stops and never calls its `then`."""
        self._playing = playing

    def record(self, listening: Listening) -> None:
        """Begin to take a message; one that was being taken ends."""
        self.stop_recording()
        self._listening = listening

    def stop_recording(self) -> None:
        """End the message that is being taken, if there is one."""
        if self._listening is not None:
            self._listening.end()
        self._listening = None

    def receive(self, data: bytes, sender: Address, *, now: float) -> None:
        """Take one packet that came to our port, from whomever."""
        packet = read_packet(data)
        voice = self._voice
        if packet is None or voice is None or not self._is_hers(packet, sender, now):
            self._counts.ignored += 1
            return
        self.heard_at = now
        self._counts.heard += 1
        if packet.payload_type in (Codec.PCMU, Codec.PCMA):
            self._sound(packet, Codec(packet.payload_type), now)
        elif packet.payload_type in (voice.events, OUR_EVENTS):
            self._key(packet, now)

    def tick(self, now: float) -> None:
        """Do what is due every 20 ms: a frame of sound, the end of a message."""
        if self._playing is not None:
            self._play_on(self._playing, now)
        elif now - self._sent_at > _SIGN_OF_LIFE:
            self._speak(PCMU_SILENCE * FRAME_BYTES, now)
        if self._listening is not None:
            self._listening.look(now=now)
            if self._listening.ended:
                self._listening = None

    def close(self) -> None:
        """End what goes on and give the port back."""
        self.stop_recording()
        self.part()
        self._playing = None
        self._voice = None
        self.link.close()

    def join(self, other: Leg) -> None:
        """Relay between the two; whoever either spoke with before is let go."""
        self.part()
        other.part()
        self.partner, other.partner = other, self
        self._playing = other._playing = None

    def part(self) -> None:
        """Stop relaying."""
        if self.partner is not None:
            self.partner.partner = None
        self.partner = None

    def _is_hers(self, packet: Packet, sender: Address, now: float) -> bool:
        return self._latch.believes(sender, now=now) or self._latch.weigh(
            sender, packet, now=now
        )

    def _sound(self, packet: Packet, codec: Codec, now: float) -> None:
        if self._listening is not None and not self._listening.ended:
            pcmu = transcode(packet.payload, was=codec, becomes=Codec.PCMU)
            self._listening.hear(packet, pcmu, now=now)
        if self.partner is not None and self.partner._playing is None:
            self.partner._pass_on(packet, codec, now)

    def _key(self, packet: Packet, now: float) -> None:
        # Not relayed: a press speaks to us, and the beginning of it may lie before the
        # two were joined.
        key = self._keys.press(packet, now=now)
        if not key:
            return
        on_digit = self._on_digit
        self._later(lambda: on_digit(key))
        if key == _ENDS_MESSAGE:
            self.stop_recording()

    def _play_on(self, playing: Playing, now: float) -> None:
        frame = playing.frame()
        if frame:
            self._speak(frame, now)
            return
        self._playing = None
        if playing.then is not None:
            self._later(playing.then)

    def _speak(self, pcmu: bytes, now: float) -> None:
        voice, target = self._voice, self._latch.target
        self._sent_at = now
        if voice is None or target is None or not voice.listens:
            return
        sound = transcode(pcmu, was=Codec.PCMU, becomes=voice.codec)
        kind = int(voice.codec)
        self._send(self._outgoing.say(sound, payload_type=kind, now=now), target)

    def _pass_on(self, packet: Packet, codec: Codec, now: float) -> None:
        voice, target = self._voice, self._latch.target
        if voice is None or target is None or not voice.listens:
            return
        sound = transcode(packet.payload, was=codec, becomes=voice.codec)
        kind = int(voice.codec)
        data = self._outgoing.pass_on(packet, sound, payload_type=kind, now=now)
        if data is not None:
            self._sent_at = now
            self._counts.relayed += 1
            self._send(data, target)

    def _send(self, data: bytes, target: Address) -> None:
        try:
            self.link.sendto(data, target)
        except OSError:
            # No room or no way: this packet is lost, as on any network. Waiting for
            # one telephone would make all others stutter.
            self._counts.unsent += 1
