"""Cards about the conversation just had, in the current language. Kept out of the pile until somebody asks for one."""

from random import Random

from dialogkort.core.cards import Card, Kind
from dialogkort.language import N_
from dialogkort.language import gettext as _

_CARDS = (
    (
        "who-moved-you",
        N_("Who said something in the last round that shifted your view, and from what to what?"),
        (N_("What was it about the way they said it?"), N_("Tell the person who said it.")),
    ),
    (
        "not-said",
        N_("What was in the room during the last round but went unsaid?"),
        (N_("What would it take to say it now?"), N_("Who outside this room would have said it?")),
    ),
    (
        "not-heard",
        N_("Whose view of this have we not heard: someone here, or someone who is not in the room?"),
        (N_("What would they have said, in their own words?"), N_("Who will ask them before Friday?")),
    ),
    (
        "agreed-too-soon",
        N_("Where did we agree before we had time to think?"),
        (N_("What would someone say who sees it the other way?"), N_("What do we need to come back to?")),
    ),
    (
        "where-we-slid",
        N_("When did we drift away from the card, and what did that give us, or spare us?"),
        (N_("What are we avoiding?"), N_("What must we not lose in the next round?")),
    ),
    (
        "what-you-held-back",
        N_("What did you nearly say, but left unsaid? You may pass, or just say why you held back."),
        (N_("What would have made it easier to say?"), N_("What can we do to make it easier next time?")),
    ),
    (
        "how-we-talk",
        N_("If a stranger had filmed the last round: who spoke most, who was interrupted, and who did people look at?"),
        (N_("What will you do differently in the next round?"),),
    ),
    (
        "one-word-home",
        N_("What is the one thing from the last round that you will tell someone about at home, or on the way out?"),
        (N_("Why that one?"), N_("Is there an agreement in that?")),
    ),
)


def talk_cards(rng: Random) -> tuple[Card, ...]:
    """Return the cards in a shuffled order of their own."""
    cards = [
        Card(f"talk-{name}", "", Kind.TALK, _(question), follow_ups=tuple(_(follow_up) for follow_up in follow_ups))
        for name, question, follow_ups in _CARDS
    ]
    rng.shuffle(cards)
    return tuple(cards)
