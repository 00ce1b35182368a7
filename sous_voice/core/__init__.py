"""The pure core: events in, a new session and effects out. No clock, no I/O, no randomness."""
