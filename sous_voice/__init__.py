"""Sous Voice: a hands-free, offline cooking assistant."""

__version__ = "0.1.0"
