"""A deck made from the team's own agreements: which are kept, which are broken, and what they were for.

It is listed among the other decks as soon as the team has `ENOUGH` agreements in force.
"""

from collections.abc import Iterable

from dialogkort.core.agreements.agreement import Agreement
from dialogkort.core.agreements.reviews import due_first
from dialogkort.core.cards import Card, Deck, Kind
from dialogkort.language import current, ngettext
from dialogkort.language import gettext as _

OWN = "own-agreements"
"""The word that names the deck, in every language; no deck on the shelf has that name."""
ENOUGH = 5
_OPTIONS = 5


def own_deck(agreements: Iterable[Agreement]) -> Deck | None:
    """Return the deck in the current language, or None if there are too few agreements."""
    standing = due_first(agreement for agreement in agreements if agreement.in_force)
    if len(standing) < ENOUGH:
        return None
    return Deck(
        OWN,
        own_title(),
        language=current(),
        description=_("Your own agreements as cards: which ones hold, which ones get broken, and what they were for."),
        cards=(*_about_all(standing), *(_about_one(agreement) for agreement in standing if agreement.question)),
    )


def too_few_words() -> str:
    """Return the reason why the team has no deck of its own."""
    return _("There are too few agreements for a deck of your own: you need {enough} in force.").format(enough=ENOUGH)


def own_title(number: int = 0) -> str:
    """Return the title of the deck, with its number of agreements if that is known."""
    if not number:
        return _("Our own agreements")
    return ngettext("Our own agreements ({number})", "Our own agreements ({number})", number)


def _about_all(standing: tuple[Agreement, ...]) -> tuple[Card, ...]:
    options = tuple(agreement.title for agreement in standing[:_OPTIONS])
    few = len(standing) <= _OPTIONS
    theme = _("Our agreements")
    beside = () if few else (_("Is there another of our agreements that belongs here?"),)
    return (
        Card(
            "broken-most",
            OWN,
            Kind.DILEMMA,
            _("Which of these agreements do we break most often?"),
            theme=theme,
            options=options,
            follow_ups=(
                *beside,
                _("What do we do instead, and what do we get out of it?"),
                _("Should we change the agreement, or what we do?"),
            ),
            advice=_(
                "An agreement that is broken every day is not an agreement. Say which one it is, not who breaks it."
            ),
        ),
        Card(
            "new-colleague",
            OWN,
            Kind.DILEMMA,
            _("Which of these would a new colleague not understand on the first day?"),
            theme=theme,
            level=2,
            options=options,
            follow_ups=(
                *beside,
                _("Explain it in one sentence to the person next to you. Which word does the work?"),
                _("How should it be worded so that it explains itself?"),
            ),
        ),
        Card(
            "would-miss",
            OWN,
            Kind.DILEMMA,
            _("One of these disappears tonight. Which one would you miss first?"),
            theme=theme,
            level=2,
            options=options,
            follow_ups=(*beside, _("What would you do yourself to get it back?"), _("Which one would nobody miss?")),
        ),
        Card(
            "nobody-asked",
            OWN,
            Kind.QUESTION,
            _("Which of our agreements affects people who were not there when we made it?"),
            theme=theme,
            level=3,
            follow_ups=(_("What do they say about it when we are not listening?"), _("Who will ask them, and when?")),
        ),
    )


def _about_one(agreement: Agreement) -> Card:
    """Return a card about the problem that an agreement was meant to solve."""
    return Card(
        f"was-for-{agreement.id}",
        OWN,
        Kind.QUESTION,
        _("“{title}” What question were we answering with that?").format(title=agreement.title[:160]),
        theme=_("What was it for?"),
        level=2,
        follow_ups=(
            _("The card asked: {question}").format(question=agreement.question),
            _("Would we give the same answer today?"),
            _("What would it have to say now?"),
        ),
    )
