"""The kernel's edge cases, as functions over a kernel module: run on the real one and on every mutant."""

from dataclasses import replace
from types import ModuleType

from sous_voice.safety.limits import Limits, Zone

ZONES = (Zone("front_left", 1800, True), Zone("back_left", 1800, False))


def guard(kernel: ModuleType, at: float = 10.0, celsius: float | None = 30.0, **limits: float):
    """A guard that has just seen a cold, dark stove."""
    made = kernel.Guard(Limits(**limits), ZONES)
    made.present(at)
    seen(kernel, made, at, celsius=celsius)
    return made


def seen(kernel, made, at, level=0, watts=0.0, celsius=30.0, zone="front_left", **more):
    """One report; the other zone is dark."""
    other = "back_left" if zone == "front_left" else "front_left"
    frames = [kernel.Seen(zone, level, watts, celsius), kernel.Seen(other, 0, 0.0, None)]
    return made.report(at, frames, **more)


def offer(made, at, level=5, watts=900.0, zone="front_left", token="t1", until=3600.0, ttl=20.0):
    """The stove's offer."""
    made.offered(at, token, zone, level, watts, (at + ttl, at + until))


def agree(kernel, made, at, level=5, zone="front_left", token="t1", words="confirm five"):
    """Ask, one second after an offer made now, with a fresh report."""
    return made.ask(at, zone, level, token, words)


def hot(kernel, level=5, **more):
    """A guard with front left agreed at 11 s."""
    made = guard(kernel)
    offer(made, 10.0, level, **more)
    assert isinstance(agree(kernel, made, 11.0, level), kernel.Permit)
    return made


def code(kernel, answer) -> str:
    """The refusal's code; "" for a permit."""
    return answer.code if isinstance(answer, kernel.Refusal) else ""


def offs(kernel, orders) -> list[str]:
    """Why of the offs among orders."""
    return [order.why for order in orders if isinstance(order, kernel.Off)]


def a_confirmed_offer_gives_a_short_permit(k):
    made = guard(k)
    offer(made, 10.0)
    permit = agree(k, made, 11.0)
    assert isinstance(permit, k.Permit) and permit.expires == 14.0
    assert (permit.zone, permit.level, permit.token) == ("front_left", 5, "t1")


def an_offer_counts_once(k):
    made = hot(k)
    assert code(k, agree(k, made, 11.5)) == "NOOFFER"


def a_refusal_uses_the_offer_up(k):
    made = guard(k)
    offer(made, 10.0)
    assert code(k, agree(k, made, 11.0, token="t2")) == "MISMATCH"
    assert code(k, agree(k, made, 11.5)) == "NOOFFER"


def level_and_zone_are_bound(k):
    for wrong in ({"level": 6}, {"zone": "back_left"}, {"token": "x"}):
        made = guard(k)
        offer(made, 10.0)
        assert code(k, agree(k, made, 11.0, **wrong)) == "MISMATCH"


def too_early_and_just_in_time(k):
    made = guard(k)
    offer(made, 10.0)
    assert code(k, agree(k, made, 10.79)) == "EARLY"
    offer(made, 10.5)
    assert code(k, agree(k, made, 11.31)) == ""


def an_offer_runs_out(k):
    made = guard(k)
    offer(made, 10.0, ttl=5.0)
    seen(k, made, 15.0)
    assert code(k, agree(k, made, 15.1)) == "EXPIRED"


def an_offer_never_lives_longer_than_the_limit(k):
    made = guard(k)
    offer(made, 10.0, ttl=500.0)
    seen(k, made, 41.0)
    assert code(k, agree(k, made, 41.0)) == "EXPIRED"


def words_must_carry_the_order(k):
    made = guard(k)
    offer(made, 10.0)
    assert code(k, agree(k, made, 11.0, words="yes please")) == "WORDS"


def stale_telemetry_permits_nothing(k):
    made = guard(k)
    offer(made, 10.0)
    assert code(k, agree(k, made, 12.1)) == "STALE"
    made = guard(k)
    offer(made, 10.0)
    assert code(k, agree(k, made, 12.0)) == ""


def stale_telemetry_ends_the_heat(k):
    made = hot(k)
    assert offs(k, made.tick(12.1)) == ["stale"]
    assert made.granted == {}


def without_a_sensor_not_above_seventy_per_cent(k):
    for level, expected in ((6, ""), (7, "SENSOR")):
        made = guard(k)
        offer(made, 10.0, level, zone="back_left")
        assert code(k, agree(k, made, 11.0, level, zone="back_left")) == expected


def boost_and_nonsense_levels_are_refused(k):
    for level, expected in ((9, ""), (10, "BOOST"), (0, "RANGE")):
        made = guard(k)
        offer(made, 10.0, level)
        assert code(k, agree(k, made, 11.0, level)) == expected


def unknown_zones_are_refused(k):
    made = guard(k)
    offer(made, 10.0, zone="oven")
    assert code(k, agree(k, made, 11.0, zone="oven")) == "RANGE"


def a_hot_pan_is_not_raised(k):
    for celsius, expected in ((229.9, ""), (230.0, "HOT")):
        made = guard(k, celsius=celsius)
        offer(made, 10.0)
        assert code(k, agree(k, made, 11.0)) == expected


def the_line_carries_so_much(k):
    made = guard(k, total_watts=1500.0)
    offer(made, 10.0, 5, 900.0)
    assert code(k, agree(k, made, 11.0)) == ""
    offer(made, 11.0, 3, 601.0, "back_left", "t2")
    assert code(k, agree(k, made, 12.0, 3, "back_left", "t2")) == "BUDGET"
    offer(made, 11.0, 3, 600.0, "back_left", "t3")
    assert code(k, agree(k, made, 12.0, 3, "back_left", "t3")) == ""


def permits_are_renewed_while_all_is_well(k):
    made = hot(k)
    seen(k, made, 12.0, 5, 900.0)
    permit = made.tick(12.5)[0]
    assert isinstance(permit, k.Permit) and permit.expires == 15.5 and permit.token == ""


def no_permit_outlives_the_agreed_time(k):
    made = hot(k, until=4.0)  # until 14 s
    seen(k, made, 12.0, 5, 900.0)
    assert made.tick(12.0)[0].expires == 14.0
    seen(k, made, 14.0, 5, 900.0)
    assert offs(k, made.tick(14.0)) == ["time"]


def nobody_there_ends_the_heat(k):
    made = hot(k, 9)
    last = 11.0 + 15 * 60
    seen(k, made, last - 0.5, 9, 0.0)
    assert offs(k, made.tick(last - 0.1)) == []
    seen(k, made, last, 9, 0.0)
    assert offs(k, made.tick(last)) == ["attendance"]


def presence_keeps_the_heat(k):
    made = hot(k, 9)
    made.present(800.0)
    seen(k, made, 1000.0, 9, 0.0)
    assert offs(k, made.tick(1000.0)) == []


def energy_is_bounded(k):
    made = guard(k, energy_wh=1.0)
    offer(made, 10.0)
    agree(k, made, 11.0)
    seen(k, made, 11.9, 5, 1800.0)
    seen(k, made, 12.9, 5, 1800.0)
    assert offs(k, made.tick(12.9)) == ["energy"] or offs(k, _more(k, made)) == ["energy"]


def _more(k, made):
    seen(k, made, 13.9, 5, 1800.0)
    return made.tick(13.9)


def off_takes_grant_and_offer(k):
    made = hot(k)
    offer(made, 11.0, 6, token="t2")
    made.off(11.5, "front_left")
    assert made.granted == {}
    assert code(k, agree(k, made, 12.0, 6, token="t2")) == "NOOFFER"


def off_for_all_takes_everything(k):
    made = hot(k)
    made.off(11.5)
    assert made.granted == {} and made.tick(11.6) == ()


def lower_only_lowers(k):
    made = hot(k)
    made.lower(11.5, "front_left", 7)
    assert made.granted == {"front_left": 5}
    made.lower(11.6, "front_left", 2)
    assert made.granted == {"front_left": 2}
    made.lower(11.7, "front_left", 0)
    assert made.granted == {}


def a_latch_stays(k):
    made = hot(k)
    made.latch(11.5, "emergency")
    offer(made, 11.6, token="t2")
    assert code(k, agree(k, made, 13.0, token="t2")) == "LATCHED"
    assert made.granted == {}


def a_latch_goes_only_with_a_dark_stove(k):
    made = guard(k)
    made.latch(10.1, "emergency")
    seen(k, made, 10.5, 3, 300.0)
    assert not made.unlatch(10.6) and made.latched
    seen(k, made, 11.0)
    assert not made.unlatch(13.5)  # stale
    seen(k, made, 14.0)
    assert made.unlatch(14.1) and not made.latched


def a_latched_guard_repeats_off(k):
    made = guard(k)
    made.latch(10.1, "emergency")
    seen(k, made, 10.5, 3, 300.0, zone="front_left")
    assert offs(k, made.tick(10.6)) == ["emergency"]


def a_fault_latches(k):
    made = hot(k)
    assert offs(k, seen(k, made, 11.5, 5, 900.0, fault="SENSOR")) == ["SENSOR"]
    assert made.latched and made.granted == {}


def heat_nobody_asked_for_goes_off(k):
    made = guard(k)
    assert offs(k, seen(k, made, 10.5, 4, 600.0)) == ["unasked"]
    made = hot(k)
    assert offs(k, seen(k, made, 13.0, 6, 1100.0)) == ["unasked"]
    assert made.granted == {}


def the_knob_is_the_cooks(k):
    made = guard(k)
    assert seen(k, made, 10.5, 4, 600.0, state="local") == ()


def a_stove_may_take_a_moment_to_follow(k):
    made = hot(k, 5)
    made.lower(12.0, "front_left", 2)
    assert seen(k, made, 13.4, 5, 900.0) == ()
    assert offs(k, seen(k, made, 13.6, 5, 900.0)) == ["unasked"]


def what_the_stove_ended_is_not_renewed(k):
    made = hot(k)
    seen(k, made, 11.5, 0)
    assert made.granted == {"front_left": 5}, "it may take a moment to follow"
    seen(k, made, 12.6, 0)
    assert made.granted == {} and made.tick(12.7) == ()
    assert offs(k, seen(k, made, 13.1, 5, 900.0)) == ["unasked"]


def power_behind_an_off_is_a_weld(k):
    made = hot(k)
    made.off(11.5, "front_left")
    assert "welded" not in offs(k, seen(k, made, 13.5, 0, 900.0))
    assert offs(k, seen(k, made, 13.6, 0, 900.0)) == ["welded"]
    assert made.latched == "welded"


def too_warm_goes_down(k):
    made = hot(k)
    down = seen(k, made, 11.5, 5, 900.0, celsius=230.0)
    assert [(o.zone, o.level) for o in down if isinstance(o, k.Down)] == [("front_left", 3)]
    assert made.granted == {"front_left": 3}


def hotter_goes_off_and_hottest_latches(k):
    made = hot(k)
    assert offs(k, seen(k, made, 11.5, 5, 900.0, celsius=250.0)) == ["too hot"] and not made.latched
    made = hot(k)
    assert offs(k, seen(k, made, 11.5, 5, 900.0, celsius=270.0)) == ["too hot"] and made.latched


def readings_that_cannot_be_latch(k):
    for celsius in (float("nan"), float("inf"), -21.0, 501.0):
        made = hot(k)
        assert offs(k, seen(k, made, 11.5, 5, 900.0, celsius=celsius)) == ["sensor"] and made.latched
    made = hot(k)
    assert offs(k, seen(k, made, 11.5, 5, float("nan"))) == ["sensor"]


def time_that_jumps_back_ends_the_heat(k):
    for at in (9.9, float("nan"), float("-inf")):
        made = hot(k)
        assert offs(k, made.tick(at)) == ["clock"] and made.granted == {}
    made = hot(k)
    assert offs(k, made.tick(10.5)) == []


def a_lost_link_or_a_new_session_forgets(k):
    made = hot(k)
    made.lost()
    assert made.granted == {} and code(k, agree(k, made, 12.0)) == "STALE"
    made = hot(k)
    made.meet(ZONES)
    assert made.granted == {}


def broken_offers_are_none(k):
    for watts, until in ((float("nan"), 60.0), (-1.0, 60.0), (900.0, float("nan"))):
        made = guard(k)
        offer(made, 10.0, watts=watts, until=until)
        assert code(k, agree(k, made, 11.0)) == "NOOFFER"


def a_cancelled_offer_is_none(k):
    made = guard(k)
    offer(made, 10.0)
    made.cancelled()
    assert code(k, agree(k, made, 11.0)) == "NOOFFER"


def nobody_else_makes_permits(k):
    made = guard(k)
    offer(made, 10.0, 3)
    real = agree(k, made, 11.0, 3)
    for forged in (
        lambda: k.Permit("front_left", 9, 99.0, "t"),
        lambda: replace(real, level=9),
        lambda: replace(real, zone="back_left"),
        lambda: replace(real, expires=real.expires + 60.0),
        lambda: k.Permit("front_left", 9, real.expires, real.token, real.seal),
    ):
        try:
            forged()
        except TypeError:
            continue
        raise AssertionError("a permit was forged")


EDGES = [f for name, f in list(globals().items()) if callable(f) and getattr(f, "__module__", "") == __name__]
HELPERS = {"guard", "seen", "offer", "agree", "hot", "code", "offs", "_more"}
EDGES = [f for f in EDGES if f.__name__ not in HELPERS]
