"""The topics of the conversation, one module each; ``sous_voice.core.decide`` plugs them together."""
