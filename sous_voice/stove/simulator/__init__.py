"""A stove that does not exist: thermal physics, electrical stage, every fault of the hazard table."""
