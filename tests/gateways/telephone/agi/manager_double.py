"""The manager interface of the Asterisk double: Login, Originate, Hangup, Ping."""

from __future__ import annotations

from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread

from tests.gateways.telephone.agi.double import AsteriskDouble, Chan, Leg


class ManagerDouble:
    """Answers as documented; `says_no` lets it refuse every order."""

    def __init__(self, asterisk: AsteriskDouble, *, user: str, secret: str) -> None:
        self.asterisk, self.user, self.secret = asterisk, user, secret
        self.actions: list[dict[str, str]] = []
        self.says_no = False
        self.banner = "Asterisk Call Manager/9.0.0"
        outer = self

        class Handler(StreamRequestHandler):
            def handle(self) -> None:
                outer.talk(self)

        self._server = _Server(("127.0.0.1", 0), Handler)
        self.port = int(self._server.server_address[1])
        Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def talk(self, handler: StreamRequestHandler) -> None:
        handler.wfile.write(f"{self.banner}\r\n".encode())
        logged_in = False
        while action := self._read(handler):
            self.actions.append(action)
            if action["Action"] == "Login":
                right = (action["Username"], action["Secret"]) == (
                    self.user,
                    self.secret,
                )
                logged_in = right
                handler.wfile.write(
                    b"Event: FullyBooted\r\nStatus: Fully Booted\r\n\r\n"
                )
                self._say(handler, action, "Success" if right else "Error")
            elif not logged_in or self.says_no:
                self._say(handler, action, "Error")
            else:
                self._do(action)
                self._say(handler, action, "Success")

    def _do(self, action: dict[str, str]) -> None:
        if action["Action"] == "Originate":
            name = action["Channel"].removeprefix("Local/").partition("@")[0]
            leg = self.asterisk.local(name, action["CallerID"])
            exten, shown = action["Exten"], action["CallerID"]
            Thread(target=self._near, args=(leg, exten, shown), daemon=True).start()
        elif action["Action"] == "Hangup":
            self.asterisk.cut_locals(action["Channel"].strip("/").replace("\\/", "/"))

    def _near(self, leg: Leg, exten: str, shown: str) -> None:
        """The near half of an originated Local channel runs [payung-order]."""
        asterisk = self.asterisk
        asterisk.wait_for(lambda: leg.bridged or leg.over)
        if not leg.bridged:
            return
        near = Chan(name=f"{leg.far.name};1", caller_id=shown)
        Thread(target=self._end_together, args=(leg, near), daemon=True).start()
        asterisk.agi(near, "order", exten)
        with asterisk.at:
            leg.far.cut = near.cut = True
            asterisk.at.notify_all()

    def _end_together(self, leg: Leg, near: Chan) -> None:
        self.asterisk.wait_for(lambda: leg.over or near.cut)
        with self.asterisk.at:
            near.cut = True
            self.asterisk.at.notify_all()

    def _read(self, handler: StreamRequestHandler) -> dict[str, str]:
        said: dict[str, str] = {}
        while line := handler.rfile.readline().decode().strip():
            name, _, value = line.partition(":")
            said[name] = value.strip()
        return said

    def _say(
        self, handler: StreamRequestHandler, action: dict[str, str], word: str
    ) -> None:
        lines = f"Response: {word}\r\nActionID: {action.get('ActionID', '')}\r\n"
        handler.wfile.write(f"{lines}Message: as told\r\n\r\n".encode())


class _Server(ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
