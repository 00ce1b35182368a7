"""The safety kernel, alone and pure: ``Guard`` gives permits and takes them away."""

from sous_voice.safety.kernel import Down, Guard, Off, Offer, Order, Permit, Refusal, Seen
from sous_voice.safety.limits import Limits, Zone

__all__ = ["Down", "Guard", "Limits", "Off", "Offer", "Order", "Permit", "Refusal", "Seen", "Zone"]
