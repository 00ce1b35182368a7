"""The commands of one to three words that cooks say most.

Too short for a recogniser of free speech to be sure of ("next" comes as "I'm"), and few enough to be
compared one by one. They help where the free words are unsure or mean nothing.
No word of consent is among them: consent is what was heard, not what fits.
"""

COMMANDS = (
    "next", "next step", "next one", "what's next", "go on", "continue", "carry on", "done", "all done",
    "i'm done", "that's done", "done what's next", "back", "go back", "previous step", "repeat",
    "repeat that", "say that again", "again", "come again", "what was that", "pause", "hold on", "wait", "resume",
    "no", "no thanks", "goodbye", "never mind",
    "undo", "undo that", "help", "start", "start cooking", "how long", "how much", "how many", "how hot",
    "slower", "slower please", "faster", "louder", "quieter", "where was i", "where are we", "skip",
    "skip this step", "what temperature", "cancel", "cancel the timer", "stop the timer", "pause the timer",
    "how much time is left", "snooze", "dismiss", "turn it up", "turn it down", "lower", "higher", "off",
    "turn it off", "turn everything off", "heat off", "stop", "stop talking", "emergency", "fire",
)  # fmt: skip

LONGEST = 2.2
"""Seconds of a clip, with the silence around its words, up to which it may hold one of these."""
LIMIT = 2.0
"""How badly a command may fit (``phonetic.phrases``) where the free words are unsure; other speech is
rarely nearer than 3."""
LEAST_LIKELY = -2.6
"""Mean log-probability per token that the decoder must give it: in noise without a voice it has less."""
