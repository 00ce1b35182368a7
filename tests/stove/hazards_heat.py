"""Hazards of sensors, switches, pans and oil, and of nobody there."""

from .hazard_table import hazard
from .rig import Rig


@hazard(13, within=0.3)
def sensor_open(rig: Rig) -> float:
    """Three readings that cannot be: everything cut, second switch open, latched."""
    rig.cook()
    rig.stove.fault("sensor_open front_left")
    seconds = rig.until_off(1.0)
    rig.run(0.6)
    assert rig.fault_code() == "SENSOR"
    assert not rig.stove.state()["contactor"]
    rig.stove.fault("clear")
    rig.run(0.6)
    assert rig.offer()[:2] == ["-", "FAULT"]
    return seconds


@hazard(14, within=0.3)
def sensor_short(rig: Rig) -> float:
    """A shorted sensor reads beyond the range: the same."""
    rig.cook()
    rig.stove.fault("sensor_short front_left")
    seconds = rig.until_off(1.0)
    rig.run(0.6)
    assert rig.fault_code() == "SENSOR"
    return seconds


@hazard(15, within=60.5)
def sensor_frozen(rig: Rig) -> float:
    """Readings that do not move at all for a minute of quarter power, or sooner above, are no readings."""
    rig.cook(level=25)
    rig.run(1.0)
    rig.stove.fault("sensor_stuck front_left")
    seconds = rig.until_off(65.0)
    rig.run(0.6)
    assert rig.fault_code() == "FROZEN"
    return seconds


@hazard(16, within=90.0)
def sensors_swapped(rig: Rig) -> float:
    """The zone that is heated stays cold and another warms up: the wrong sensor is believed no longer."""
    rig.stove.fault("sensor_swap front_left front_right")
    rig.stove.fault("load front_right empty")
    rig.cook(level=60)
    seconds = rig.until_off(100.0)
    rig.run(0.6)
    assert rig.fault_code() == "SWAP"
    assert max(rig.stove.state()["pan"]) < 270.0
    return seconds


@hazard(17, within=2.6)
def relay_welded(rig: Rig) -> float:
    """Power that flows two seconds after off opens the second switch, with siren and latch."""
    rig.cook()
    rig.run(2.0)
    rig.stove.fault("weld front_left")
    rig.send("O", "ALL")
    seconds = rig.until_off(4.0)
    rig.run(0.6)
    assert seconds > 1.5
    assert rig.fault_code() == "WELD"
    assert rig.stove.state()["siren"]
    return seconds


@hazard(18)
def relay_and_contactor_welded(rig: Rig) -> None:
    """Nothing of ours can cut it: the stove says so, loudly, until a hand is at the breaker."""
    rig.cook()
    rig.stove.fault("double_weld front_left")
    rig.send("O", "ALL")
    rig.run(6.0)
    assert rig.power() > 0.0
    assert rig.fault_code() == "DWELD"
    assert rig.stove.state()["siren"]


@hazard(19, within=60.0)
def boiled_dry(rig: Rig) -> float:
    """A plateau and then a rise: that zone off, softly latched, until a person clears it."""
    rig.stove.fault("load front_left water 0.15 90")
    rig.cook(level=70)
    for _ in range(600):
        rig.run(1.0)
        if rig.events_of("DRY") or rig.stove.state()["pan"][0] > 200.0:
            break
    seconds = rig.until_off(20.0)
    assert rig.events_of("DRY")
    assert rig.stove.state()["pan"][0] < 200.0
    rig.run(0.6)
    assert rig.offer()[:2] == ["-", "FAULT"]
    answer = rig.send("R", "-")
    rig.run(1.0)
    assert rig.send("C", answer[1], "L", 0)[:1] == ["+"]
    rig.run(0.6)
    assert rig.offer()[0] == "OF"
    assert rig.power() == 0.0
    return seconds


@hazard(20)
def oil_overheats(rig: Rig) -> None:
    """Half a kilogram of oil at full power never comes near the 320 °C of the stove-guard test."""
    rig.stove.fault("load front_left oil 0.5")
    rig.cook(level=90)
    rig.run(240.0, each=0.1)
    state = rig.stove.state()
    assert rig.events_of("HOT")
    assert max(state["pan"]) < 290.0
    assert max(state["food"]) < 270.0
    assert rig.offer(0, 100)[0] == "-", "a pan that hot is not heated more"


@hazard(20, zones="left=coil:2100:glass:20")
def oil_on_cast_iron_and_a_coil(rig: Rig) -> None:
    """The slow sensor and the heavy pan of the stove test: cut with lead, before 320 °C."""
    rig.stove.fault("pan left cast_iron")
    rig.stove.fault("load left oil 0.25")
    rig.cook(level=100)
    hottest = 0.0
    for _ in range(60):
        rig.run(15.0, each=0.1)
        hottest = max(hottest, *rig.stove.state()["food"])
    assert 200.0 < hottest < 320.0
    assert not rig.stove.state()["ignited"]


@hazard(21, within=3.0)
def power_runs_away(rig: Rig) -> float:
    """More power than ordered for two seconds: the second switch opens."""
    rig.cook(level=30)
    rig.run(1.0)
    rig.stove.fault("runaway front_left")
    seconds = rig.until_off(4.0)
    rig.run(0.6)
    assert rig.fault_code() == "RUNAWAY"
    return seconds


@hazard(21, within=0.8, zones="gas=gas:2000:pan:1")
def temperature_over_the_limit(rig: Rig) -> float:
    """Where no current tells of a runaway, the temperature does."""
    rig.stove.fault("load gas oil 0.5")
    rig.cook(level=60)
    rig.run(2.0)
    rig.stove.fault("sensor_offset gas 300")
    seconds = rig.until_off(1.0)
    rig.run(0.6)
    assert rig.fault_code() in ("OVERTEMP", "SENSOR")
    return seconds


@hazard(22, within=0.2)
def pan_lifted(rig: Rig) -> float:
    """No pan, no power; after ten seconds the consent is gone with it."""
    rig.cook()
    rig.stove.fault("pan_off front_left")
    seconds = rig.until_off(1.0)
    rig.run(0.3)
    assert rig.stove.state()["ordered"][0] == 0, "the coil is not driven without a pan"
    rig.run(11.0)
    rig.stove.fault("pan_on front_left")
    rig.run(1.0)
    assert rig.power() == 0.0
    return seconds


@hazard(22)
def pan_lifted_for_a_moment(rig: Rig) -> None:
    """Tossing the pan for three seconds is cooking: what was agreed still holds."""
    rig.cook()
    rig.stove.fault("pan_off front_left")
    rig.run(3.0)
    assert rig.power() == 0.0
    rig.stove.fault("pan_on front_left")
    rig.run(0.5)
    assert rig.power() > 0.0


@hazard(23)
def empty_pan_on_high(rig: Rig) -> None:
    """An empty pan at full power is cut before it reaches 290 °C."""
    rig.stove.fault("load front_left empty")
    rig.cook(level=100)
    hottest = 0.0
    for _ in range(90):
        rig.run(1.0)
        hottest = max(hottest, rig.stove.state()["pan"][0])
    assert rig.power() == 0.0
    assert hottest < 270.0
    assert rig.fault_code() == "EMPTY"


@hazard(23, zones="left=ind:3700:glass:20")
def empty_pan_over_a_slow_sensor(rig: Rig) -> None:
    """3.7 kW and a sensor that lags 20 s: without lead compensation the pan would reach 384 °C."""
    rig.stove.fault("load left empty")
    rig.cook(level=100)
    hottest = 0.0
    for _ in range(90):
        rig.run(1.0)
        hottest = max(hottest, rig.stove.state()["pan"][0])
    assert rig.power() == 0.0
    assert hottest < 300.0


@hazard(24, within=901.0)
def nobody_attends(rig: Rig) -> float:
    """Full power without a sign of a person: told at 80 % of the time, siren for 15 s, then off."""
    rig.stove.fault("load front_left water 5")
    rig.cook(level=100)
    rig.run(700.0, each=0.1)
    assert not rig.events_of("ATTEND")
    rig.run(50.0, each=0.1)
    assert rig.events_of("ATTEND")
    rig.run(134.0, each=0.1)
    assert not rig.stove.state()["siren"]
    rig.run(8.0, each=0.1)
    assert rig.stove.state()["siren"]
    seconds = 892.3 + rig.until_off(20.0, each=0.1)
    assert rig.events_of("ATTENDOFF")
    return seconds


@hazard(24)
def a_person_attends(rig: Rig) -> None:
    """A sign of a person starts the time anew; a heartbeat is none."""
    rig.stove.fault("load front_left water 5")
    rig.cook(level=100)
    rig.run(800.0, each=0.1)
    assert rig.send("P", "voice")[:1] == ["+"]
    rig.run(200.0, each=0.1)
    assert rig.power() > 0.0


@hazard(25, within=130.0, zones="left=ind:1800:none")
def asleep_over_a_stove_without_sensors(rig: Rig) -> float | None:
    """Without a sensor high power comes in slices of two minutes between signs of a person, and never
    full."""
    rig.hello()
    rig.run(0.6)
    assert rig.offer(0, 80) == ["-", "SENSOR"]
    rig.cook(level=70)
    rig.run(110.0)
    assert rig.watts(0) > 1200.0
    rig.run(15.0)
    assert rig.events_of("SLICE")
    assert rig.watts(0) < 750.0


@hazard(47, zones="a=ind:3700,b=ind:3700,c=ind:3700")
def too_much_at_once(rig: Rig) -> None:
    """7.4 kW in all: the order that would exceed it is refused."""
    rig.cook(0, 100)
    rig.run(20.0)
    rig.cook(1, 99)
    assert rig.offer(2, 10) == ["-", "BUDGET"]


@hazard(48, within=4.3, zones="gas=gas:2000")
def gas_does_not_light(rig: Rig) -> float:
    """No flame for four seconds: the valve shuts and stays shut."""
    rig.hello()
    rig.run(0.6)
    rig.stove.fault("no_flame gas")
    rig.cook(0, 50)
    seconds = 0.3 + rig.until_off(6.0)
    rig.run(0.6)
    assert rig.fault_code() == "NOLIGHT"
    assert rig.send("R", "-") == ["-", "LOCAL"]
    return seconds


@hazard(49, zones="back=rad:1800:glass:8")
def still_hot_after_off(rig: Rig) -> None:
    """A zone is told as hot until it is below 60 °C, long after it is off."""
    rig.stove.fault("load back oil 0.5")
    rig.cook(level=70)
    rig.run(300.0, each=0.1)
    rig.send("O", "ALL")
    rig.run(1.0)
    assert rig.power() == 0.0
    assert "H" in rig.last()[5].split("/")[3]
    rig.run(30.0, each=0.1)
    assert "H" in rig.last()[5].split("/")[3]


@hazard(50)
def telemetry_tells_the_truth(rig: Rig) -> None:
    """What flows is told, not what was ordered: a welded relay shows its watts after off."""
    rig.cook()
    rig.stove.fault("double_weld front_left")
    rig.send("O", "ALL")
    rig.run(1.2)
    level, watts = rig.last()[5].split("/")[:2]
    assert level == "0"
    assert int(watts) > 1000


@hazard(52, within=0.2)
def short_circuit(rig: Rig) -> float:
    """A dip of the supply: everything off, siren, latched, before and after the breaker trips."""
    rig.cook()
    rig.stove.fault("short_circuit")
    seconds = rig.until_off(2.0)
    rig.run(1.0)
    assert rig.fault_code() == "SUPPLY"
    assert rig.stove.state()["siren"]
    return seconds
