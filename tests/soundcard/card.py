"""A sound card that is not there: PulseAudio with two null sinks, one the microphone, one the loudspeaker."""

import os
import subprocess
import threading
from pathlib import Path

SCRIPT = """
load-module module-native-protocol-unix auth-anonymous=1 socket={folder}/native
load-module module-null-sink sink_name=sv_mic rate=16000 channels=1 norewinds=1
load-module module-null-sink sink_name=sv_speaker rate=22050 channels=1 norewinds=1
set-default-sink sv_speaker
set-default-source sv_mic.monitor
"""
ECHO = "load-module module-loopback source=sv_speaker.monitor sink=sv_mic latency_msec=80\n"
"""The room: what the loudspeaker plays comes back into the microphone, as loud as it was."""


class VirtualCard:
    """Starts, stops and uses the sound server."""

    def __init__(self, folder: Path, echo: bool = False) -> None:
        """``echo``: the microphone hears the loudspeaker."""
        self._folder = folder
        (folder / "virtual.pa").write_text(SCRIPT.format(folder=folder) + (ECHO if echo else ""))
        self.environment = {
            **os.environ,
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder),
            "PULSE_SERVER": f"unix:{folder}/native",
            "PULSE_COOKIE": str(folder / "cookie"),
        }
        self._server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server and wait until it answers."""
        flags = "--exit-idle-time=-1 --daemonize=no --disallow-exit --use-pid-file=no --realtime=no"
        self._server = subprocess.Popen(
            [
                "pulseaudio",
                "-n",
                "-F",
                str(self._folder / "virtual.pa"),
                *flags.split(),
                "--high-priority=no",
            ],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(100):
            if self._ask("pactl", "info") == 0:
                return
            threading.Event().wait(0.1)
        raise RuntimeError("the virtual sound server does not answer")

    def stop(self) -> None:
        """Kill the server, as an unplugged card would vanish."""
        if self._server is not None:
            self._server.kill()
            self._server.wait()
            self._server = None

    def say(self, wav: Path) -> None:
        """Speak into the microphone; returns when it is said."""
        self._ask("paplay", "--device=sv_mic", str(wav))

    def record(self, wav: Path) -> "subprocess.Popen[bytes]":
        """Record the loudspeaker until the process is terminated."""
        return subprocess.Popen(
            [
                "parec",
                "--device=sv_speaker.monitor",
                "--file-format=wav",
                "--rate=22050",
                "--channels=1",
                str(wav),
            ],
            env=self.environment,
        )

    def _ask(self, *command: str) -> int:
        nothing = subprocess.DEVNULL
        return subprocess.run(
            command, env=self.environment, stdout=nothing, stderr=nothing, check=False
        ).returncode
