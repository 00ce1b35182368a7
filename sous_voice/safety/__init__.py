"""The safety kernel: pure, alone, standard library only. Nothing else may make a Permit."""
