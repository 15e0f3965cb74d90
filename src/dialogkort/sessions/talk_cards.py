"""Cards about the talk just had, in the language in use. They lie beside the pile until somebody asks for one."""

from random import Random

from dialogkort.core.cards import Card, Kind
from dialogkort.language import N_
from dialogkort.language import gettext as _

_CARDS = (
    (
        "who-moved-you",
        N_("Who said something in the last round that moved you, and from where to where?"),
        (N_("What was it about the way it was said?"), N_("Say it to the one who said it.")),
    ),
    (
        "not-said",
        N_("What was in the room in the last round and was not said?"),
        (N_("What would it take to say it now?"), N_("Who outside the room would have said it?")),
    ),
    (
        "not-heard",
        N_("Whose view of this have we not heard: somebody here, or somebody who is not in the room?"),
        (N_("What would they have said, in their own words?"), N_("Who asks them before Friday?")),
    ),
    (
        "agreed-too-soon",
        N_("Where did we agree faster than we thought?"),
        (N_("What would somebody say who sees it the other way?"), N_("What do we need to take up again?")),
    ),
    (
        "where-we-slid",
        N_("When did we slide away from the card, and what did we gain by it or get out of?"),
        (N_("What are we going round?"), N_("What shall the next round not lose?")),
    ),
    (
        "what-you-held-back",
        N_("What did you let lie that you nearly said? You may pass, or only say why you let it lie."),
        (N_("What would have made it easier?"), N_("What do we do so that it is easier next time?")),
    ),
    (
        "how-we-talk",
        N_("If a stranger had filmed the last round: who spoke most, who was cut off, and who was looked at?"),
        (N_("What do you do differently in the next round?"),),
    ),
    (
        "one-word-home",
        N_("What is the one thing from the last round that you will tell somebody about at home or on the way out?"),
        (N_("Why that?"), N_("Is there an agreement in it?")),
    ),
)


def talk_cards(rng: Random) -> tuple[Card, ...]:
    """Return the cards in an order of their own."""
    cards = [
        Card(f"talk-{name}", "", Kind.TALK, _(question), follow_ups=tuple(_(one) for one in follow_ups))
        for name, question, follow_ups in _CARDS
    ]
    rng.shuffle(cards)
    return tuple(cards)
