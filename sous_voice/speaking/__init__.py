"""From text to sound: voices, the player, earcons."""
