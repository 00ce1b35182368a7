"""Stories on disk: recordings as they are made, what was kept of them, and the family book."""
