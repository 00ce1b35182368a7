"""The stove: protocol, link process, controller firmware, simulator."""
