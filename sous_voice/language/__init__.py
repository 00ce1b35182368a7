"""From text to meaning, and from recipe text to words that can be spoken."""
