"""Row 42: the controller's millisecond counter wraps."""

from sous_voice.stove.firmware import wire

from .rig import Direct, Rig


def test_the_counter_wraps_in_mid_heat() -> None:
    """Five seconds before the wrap as after it: an honest host heats on, a silent one is off in three
    seconds."""
    rig = Rig(Direct(ticks_from=wire.TICKS - 5000))
    rig.cook()
    rig.run(8.0)
    assert rig.power() > 0.0
    rig.beating = False
    assert 2.0 < rig.until_off(5.0) < 3.2
