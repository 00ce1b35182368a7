"""The embedded default: a small Whisper model, and a grammar laid over what it hears."""
