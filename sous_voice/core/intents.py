"""What people mean: the catalogue of intents, each with its risk class.

An ``Intent`` is what was meant, without context: "yes" is ``affirm`` whatever was asked.
Only ``sous_voice.core.decide`` knows what it answers.

Risk classes
    R0  always obeyed at once, in any state, without confirmation; low confidence is enough
    R1  harmless
    R2  changes timers or records
    R3  raises heat or leaves it on: full read-back, the answer must carry burner or level back
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from types import MappingProxyType

Slot = str | int | float | bool | tuple[str, ...]
"""A slot's value: durations in seconds, amounts as numbers, names as they were said (lower case)."""

Slots = Mapping[str, Slot]


class Risk(IntEnum):
    """How much harm a wrongly understood command can do."""

    R0 = 0
    R1 = 1
    R2 = 2
    R3 = 3


_CATALOGUE = {
    Risk.R0: """
        emergency_stop heat_off heat_down reject_heat lock_stove fault_report fire_help leave_room hands_on
        stop_talking cancel_flow""",
    Risk.R1: """
        confirm_heat heat_status i_am_here fire_out hands_on_end
        pause resume repeat_last repeat_part repeat_slower repeat_simpler repeat_shorter help_now undo
        rate_set volume_set verbosity_set sleep wake mute affirm negate acknowledge greeting goodbye
        choose_option
        find_recipe recipe_title recipe_overview start_cooking start_gather next_ingredient ingredient_count
        ingredients_done have_ingredient lack_ingredient next_step previous_step goto_step skip_step
        where_am_i recap mark_done is_finished more_to_do amount use_all duration doneness temperature tool
        how_to define substitute add_extra change meanwhile check_understanding scale convert problem
        missed_step switch_dish both serve_at when_ready
        timer_query timer_list stopwatch missed_list
        nutrition nutrition_compare diet_suggest how_sure
        story_tell story_stop story_more story_skip story_who story_when story_where story_ask_me story_play lineage
        in_season workshop_start workshop_hold everyone_ready workshop_pace
        accessible_mode braille_mode one_key cue_style spell_it privacy what_did_you_hear out_of_grammar""",
    Risk.R2: """
        save rate note
        timer_start timer_accept timer_change timer_pause timer_resume timer_cancel timer_cancel_all
        timer_dismiss timer_snooze
        diet_check set_profile allergy_set
        story_record story_record_stop story_record_keep story_record_discard story_consent story_share_with
        market_list_add market_list_remove market_list_read market_list_tick share_recipe import_recipe
        potluck_plan potluck_claim potluck_unclaim potluck_name potluck_who_brings potluck_allergies train_word""",
    Risk.R3: """
        heat_set heat_up_relative preheat_pan hold_temperature heat_for_duration unlock_stove clear_stop""",
}

RISK: Mapping[str, Risk] = MappingProxyType(
    {name: risk for risk, names in _CATALOGUE.items() for name in names.split()}
)
"""The risk class of each intent, by name. ``heat_set`` to a lower level is treated as R0 by the core."""

IntentName = StrEnum("IntentName", {name.upper(): name for name in RISK})  # type: ignore[misc]
"""Every intent, e.g. ``IntentName.NEXT_STEP == "next_step"``."""


@dataclass(frozen=True, slots=True)
class Intent:
    """One thing meant in a turn."""

    name: str
    """A name of ``RISK``."""
    slots: Slots = field(default_factory=dict)
    """Named details; see ``docs/understanding.md`` for the names and their value types."""
    confidence: float = 1.0
    """0 to 1; calibrated by the parser."""
    span: tuple[int, int] | None = None
    """Character offsets of its words in the utterance, end exclusive; None where not known."""

    def __post_init__(self) -> None:
        if self.name not in RISK:
            raise ValueError(f"no such intent: {self.name}")

    @property
    def risk(self) -> Risk:
        """The risk class of this intent."""
        return RISK[self.name]


@dataclass(frozen=True, slots=True)
class HeatFrame:
    """One heat command, as heard; made by the closed heat grammar only, never by a statistical model."""

    op: str
    """set, on, off, raise, lower."""
    zone: str | None = None
    """front_left, front_right, back_left, back_right, center, all, current, or a side alone."""
    level: str | None = None
    """off, low, medium_low, medium, medium_high, high, max, warm, simmer, n:5, percent:20, celsius:200,
    fahrenheit:300."""
    by: int | None = None
    """How many levels, for raise and lower."""
    for_s: float | None = None
    """Seconds to hold it, then off."""
    in_s: float | None = None
    """Seconds to wait before it."""
    when: str | None = None
    """A condition for it to happen."""
    until: str | None = None
    """A condition for it to end."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """What one utterance means: several intents in their order, or an explicit abstention."""

    text: str
    intents: tuple[Intent, ...] = ()
    frames: tuple[HeatFrame, ...] = ()
    clarify: bool = False
    """True where a heat order was meant but must be asked back."""
    abstained: bool = False
    """True where nothing was understood (then ``intents`` is empty)."""
    kinds: tuple[tuple[str, float], ...] = ()
    """In a session of ours, what kind of question about food this may be, with its chance, the likeliest first."""
    guessed: bool = False
    """True where ``intents`` rest on that alone: no sentence was read."""
    confidence: float = 1.0
