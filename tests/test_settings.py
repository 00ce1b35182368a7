"""Settings: an unknown key is a fault, and all faults are told at once with their lines."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sous_voice.errors import SettingsError
from sous_voice.settings import Settings, load_settings, read_settings


def test_all_faults_at_once_with_their_lines() -> None:
    """One run tells everything that is wrong."""
    text = '[hearing]\npatience = 9\nfoo = 1\n[speaking]\nrate = "x"\n[[people]]\nname = "A"\n[[people]]\nnam = "b"\n'
    with pytest.raises(SettingsError) as fault:
        read_settings(text, "s.toml")
    for part in ("line 2, hearing.patience", "line 3, hearing.foo: there is no such key", "line 5", "line 9"):
        assert part in str(fault.value)


def test_empty_text_is_the_defaults() -> None:
    """Nobody has to write settings."""
    assert read_settings("") == Settings()


def test_a_named_file_must_be_there(tmp_path: Path) -> None:
    """A misspelt name is told, not taken as defaults."""
    with pytest.raises(SettingsError, match="no such settings file"):
        load_settings(tmp_path / "none.toml")


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    """A binary file ends in one sentence."""
    path = tmp_path / "s.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="UTF-8"):
        load_settings(path)


@given(st.text(max_size=200))
def test_any_text_is_settings_or_one_error(text: str) -> None:
    """No text makes anything but a SettingsError."""
    try:
        assert isinstance(read_settings(text), Settings)
    except SettingsError as fault:
        assert fault.exit_code == 2
