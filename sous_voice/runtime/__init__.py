"""The imperative shell: one conductor thread, one inbox, a journal."""
