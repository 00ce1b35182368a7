"""A real browser for tests: headless Chromium, spoken to in the DevTools protocol over a plain web socket."""

import base64
import json
import os
import shutil
import signal
import socket
import struct
import subprocess
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome")


def find() -> str | None:
    """The browser's program; None where there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class WebSocket:
    """A client that sends and takes text messages."""

    def __init__(self, host: str, port: int, path: str) -> None:
        self._socket = socket.create_connection((host, port), timeout=60)
        key = base64.b64encode(os.urandom(16)).decode()
        head = (
            f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n"
        )
        self._socket.sendall(head.encode())
        self._rest = b""
        while b"\r\n\r\n" not in self._rest:
            self._rest += self._socket.recv(4096)
        answer, _, self._rest = self._rest.partition(b"\r\n\r\n")
        assert b" 101 " in answer.splitlines()[0], answer

    def send(self, text: str) -> None:
        data, mask = text.encode(), os.urandom(4)
        size = len(data)
        head = bytes([0x81, 0x80 | (size if size < 126 else 126 if size < 65536 else 127)])
        head += b"" if size < 126 else struct.pack(">H", size) if size < 65536 else struct.pack(">Q", size)
        self._socket.sendall(head + mask + bytes(byte ^ mask[i % 4] for i, byte in enumerate(data)))

    def receive(self) -> str:
        text = b""
        while True:
            first, second = self._take(2)
            size = second & 0x7F
            if size > 125:
                size = int.from_bytes(self._take(2 if size == 126 else 8), "big")
            data = self._take(size)
            if first & 0x0F in (0, 1):
                text += data
                if first & 0x80:
                    return text.decode()

    def _take(self, count: int) -> bytes:
        while len(self._rest) < count:
            more = self._socket.recv(1 << 16)
            assert more, "the browser closed the connection"
            self._rest += more
        data, self._rest = self._rest[:count], self._rest[count:]
        return data

    def close(self) -> None:
        self._socket.close()


class Browser:
    """One page in a browser of its own."""

    def __init__(self, program: str, folder: Path) -> None:
        flags = "--headless --no-sandbox --disable-gpu --disable-dev-shm-usage --remote-debugging-port=0"
        more = "--autoplay-policy=no-user-gesture-required --no-first-run --hide-scrollbars"
        self._process = subprocess.Popen(
            [program, *flags.split(), *more.split(), f"--user-data-dir={folder}", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        port_file = folder / "DevToolsActivePort"
        for _ in range(600):
            if port_file.is_file() and port_file.read_text().count("\n") >= 1:
                break
            threading.Event().wait(0.1)
        port, path = port_file.read_text().split("\n")[:2]
        self._socket = WebSocket("127.0.0.1", int(port), path)
        self._count = 0
        self._session = ""
        (page, *_) = [one for one in self.ask("Target.getTargets")["targetInfos"] if one["type"] == "page"]
        self._session = self.ask("Target.attachToTarget", targetId=page["targetId"], flatten=True)[
            "sessionId"
        ]
        self.ask("Page.enable")

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._count += 1
        message: dict[str, Any] = {"id": self._count, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        self._socket.send(json.dumps(message))
        while True:
            answer = json.loads(self._socket.receive())
            if answer.get("id") == self._count:
                assert "error" not in answer, answer
                return dict(answer["result"])

    def open(self, path: Path) -> None:
        self.ask("Page.navigate", url=path.as_uri())
        self.run(
            "new Promise(done => document.readyState === 'complete' ? done() : window.onload = () => done())"
        )

    def run(self, script: str) -> Any:
        """The value of a script, or of its promise."""
        answer = self.ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def accessibility(self) -> list[dict[str, Any]]:
        """What a screen reader is given: role, name, level of each node."""
        self.ask("Accessibility.enable")
        found = []
        for node in self.ask("Accessibility.getFullAXTree")["nodes"]:
            if node.get("ignored"):
                continue
            properties = {one["name"]: one["value"].get("value") for one in node.get("properties", [])}
            role, name = node.get("role", {}).get("value"), node.get("name", {}).get("value", "")
            found.append({"role": role, "name": name, **properties})
        return found

    def screenshot(self, path: Path, width: int = 800, height: int = 1400) -> None:
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        path.write_bytes(base64.b64decode(self.ask("Page.captureScreenshot", format="png")["data"]))

    def close(self) -> None:
        """End it and all its processes; Debian's program is a script that would leave them behind."""
        self._session = ""
        with suppress(AssertionError, OSError):
            self.ask("Browser.close")
        self._socket.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=10)
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
