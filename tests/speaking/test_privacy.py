"""Nothing of a kitchen leaves it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.audio
def test_speaking_leaves_no_trace_of_the_runtimes_telemetry(tmp_path: Path) -> None:
    """Given a fresh home, when something is spoken, then only our own files are in it: no device id, no events."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("CI", "ORT_DISABLE_TELEMETRY") and not name.startswith("XDG_")
    }
    subprocess.run(
        [
            sys.executable,
            "-m",
            "sous_voice.cli.main",
            "speak",
            "Ready.",
            "--out",
            str(tmp_path / "ready.wav"),
        ],
        env=environment | {"HOME": str(tmp_path)},
        check=True,
        capture_output=True,
        timeout=120,
    )

    kept = {place.relative_to(tmp_path).parts[:3] for place in tmp_path.rglob("*") if place.is_file()}
    assert kept == {("ready.wav",), (".cache", "sous-voice", "speech"), (".cache", "sous-voice", "voices")}
