"""Whether the conversation itself stood still; alone here, as a command that starts at once needs it too."""

STALL = 1.0
"""Seconds between two looks from which we take ourselves for stopped: as much as the link process allows itself."""
