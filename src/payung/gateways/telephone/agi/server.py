"""A FastAGI server: Asterisk connects for every channel it wants to be told about."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Callable, Mapping
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import BoundedSemaphore, Thread

from .settings import AgiSettings
from .wire import Channel, ChannelGone, NotAgi, NotPlain


log = logging.getLogger(__name__)

Script = Callable[[Channel, Mapping[str, str]], None]

_AT_ONCE = 200
_TICK = 0.05


class AgiServer:
    """Runs scripts by name, each conversation in a thread of its own.

    The first argument of every AGI() must be the secret. Listen on the machine itself
    or in a private network only: AGI is not encrypted.
    """

    def __init__(
        self,
        settings: AgiSettings,
        scripts: Mapping[str, Script],
        *,
        tick: Callable[[], None] = lambda: None,
    ) -> None:
        self._settings, self._scripts = settings, scripts
        self._room = BoundedSemaphore(_AT_ONCE)
        self._server = _Server((settings.host, settings.port), self._take, tick)
        self._thread = Thread(
            target=self._server.serve_forever,
            kwargs={"poll_interval": _TICK},
            name="agi",
            daemon=True,
        )

    @property
    def port(self) -> int:
        """Return the port on which Asterisk is listened to."""
        return int(self._server.server_address[1])

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def stop(self) -> None:
        """Listen no more; talks go on in Asterisk without us."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    def _take(self, channel: Channel) -> None:
        if not self._room.acquire(blocking=False):
            # The dialplan goes on to the coordinator.
            log.error("Too many conversations at once; one was not taken.")
            return
        try:
            with channel:
                self._run(channel)
        finally:
            self._room.release()

    def _run(self, channel: Channel) -> None:
        try:
            said = channel.hello()
            script = self._script(said)
            if script is not None:
                script(channel, said)
        except ChannelGone:
            return
        except (NotAgi, NotPlain) as error:
            log.warning("A conversation ended: %s.", type(error).__name__)
        except Exception as error:  # noqa: BLE001 - the dialplan takes over
            # The sentence of a strange error could quote a number.
            log.error("A conversation stumbled over %s.", type(error).__name__)

    def _script(self, said: Mapping[str, str]) -> Script | None:
        secret = said.get("arg_1", "").encode()
        if not hmac.compare_digest(secret, self._settings.secret.encode()):
            log.warning("Somebody without the secret spoke AGI.")
            return None
        return self._scripts.get(said.get("network_script", "").strip("/"))


class _Server(ThreadingTCPServer):
    """One thread per conversation; `tick` is called several times a second."""

    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False

    def __init__(
        self,
        where: tuple[str, int],
        take: Callable[[Channel], None],
        tick: Callable[[], None],
    ) -> None:
        self._tick = tick

        class Handler(BaseRequestHandler):
            def handle(self) -> None:
                take(Channel(self.request))

        super().__init__(where, Handler)

    def service_actions(self) -> None:
        """Let what is due happen."""
        self._tick()
