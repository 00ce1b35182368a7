"""Makes the weights that notice stop, off and fire in the stream."""
