"""Words by their sound: pronunciations, and the nearest sentences of a grammar to what was heard."""
