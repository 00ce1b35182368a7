"""Words that must act at once, noticed in the stream of sound itself, before any recogniser has looked."""
