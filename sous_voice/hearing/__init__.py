"""From sound to text: sources, endpointing, recognisers."""
