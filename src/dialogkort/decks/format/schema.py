"""The single description of the deck format, versions 1 and 2: fields, types, limits, and their purpose.

Reading (`dialogkort.decks.reading.checking`) and the JSON Schema for editors (`json_schema`) are both derived from it.
"""

from dataclasses import dataclass
from typing import Final

from dialogkort.core.cards import DECK_KINDS, Kind, Order, Together
from dialogkort.decks.format.field_types import (
    CardsType,
    ChoiceType,
    Field,
    FieldsType,
    FlagType,
    Form,
    NumberType,
    SourcesType,
    StepsType,
    TextsType,
    TextType,
)
from dialogkort.language import N_

FORMAT: Final = 2
"""The newest version. Version 2 added Danish names, and the words marked as `newer`."""
QUESTION_LIMIT: Final = 280
ID_LIMIT: Final = 80
LIST_LIMIT: Final = 60
STEPS_MOST: Final = 8


@dataclass(frozen=True, slots=True)
class Limits:
    """What is rejected before anything is built: bytes in a file, entries in a list, nodes, depth."""

    size: int = 2_000_000
    items: int = 5_000
    nodes: int = 200_000
    depth: int = 8


LIMITS: Final = Limits()


_KIND: Final = ChoiceType(
    DECK_KINDS,
    (
        ("åbent", "question"),
        ("dilemmaer", "dilemma"),
        ("valg", "dilemma"),
        ("beslutning", "delegation"),
        ("opgave", "exercise"),
        ("sig det", "spoken"),
        ("sig det højt", "spoken"),
        ("say it", "spoken"),
        ("say", "spoken"),
    ),
    danish=(
        ("spørgsmål", "question"),
        ("skala", "scale"),
        ("delegering", "delegation"),
        ("øvelse", "exercise"),
        ("replik", "spoken"),
    ),
    newer=(Kind.SPOKEN,),
)
_TOGETHER: Final = ChoiceType(
    tuple(Together),
    (("to og to", "pairs"), ("tre og tre", "threes"), ("grupper", "threes"), ("groups", "threes")),
    danish=(("par", "pairs"), ("treer", "threes"), ("alle", "all")),
)
_ORDER: Final = ChoiceType(
    tuple(Order),
    (
        ("tilfældig", "shuffled"),
        ("random", "shuffled"),
        ("rækkefølge", "fixed"),
    ),
    danish=(("blandet", "shuffled"), ("fast", "fixed")),
)

CARD_FIELDS: Final[tuple[Field, ...]] = (
    Field(
        "id",
        TextType(Form.ID, ID_LIMIT, 1),
        N_(
            "The card's name within the deck. It stays the same when the question is edited, so that"
            " agreements can find the card."
        ),
        ("navn", "nøgle", "key"),
    ),
    Field(
        "kind",
        _KIND,
        N_(
            "How the card is answered: question, dilemma, scale, delegation, exercise, or spoken (said aloud in pairs)."
        ),
        ("type", "slags", "korttype", "art"),
        danish="slags",
    ),
    Field(
        "theme",
        TextType(),
        N_("A short heading that cards share."),
        ("tema", "emne", "kategori", "topic"),
        danish="tema",
    ),
    Field(
        "level",
        NumberType(1, 3),
        N_("1 is a warm-up, 2 is for everyday use, 3 goes deep."),
        ("niveau", "dybde", "sværhedsgrad"),
        danish="niveau",
    ),
    Field(
        "question",
        TextType(Form.PROSE, QUESTION_LIMIT),
        N_("The text to read aloud: an open question of at most 280 characters."),
        ("spørgsmål", "spoergsmaal", "sporgsmal", "tekst", "text", "spørg"),
        required=True,
        danish="spørgsmål",
    ),
    Field(
        "options",
        TextsType(TextType(), 2, 5),
        N_("The 2 to 5 answers of a dilemma."),
        ("valgmuligheder", "svarmuligheder", "muligheder", "svar", "choices", "answers"),
        kinds=(Kind.DILEMMA,),
        needed_by=(Kind.DILEMMA,),
        danish="svar",
    ),
    Field(
        "low",
        TextType(),
        N_("What 1 means on a scale."),
        ("lav", "mindst", "min"),
        kinds=(Kind.SCALE,),
        needed_by=(Kind.SCALE,),
        danish="lav",
    ),
    Field(
        "high",
        TextType(),
        N_("What 5 means on a scale."),
        ("høj", "mest", "max"),
        kinds=(Kind.SCALE,),
        needed_by=(Kind.SCALE,),
        danish="høj",
    ),
    Field(
        "decision",
        TextType(),
        N_("The decision that a delegation card is about."),
        ("beslutning", "afgørelse"),
        kinds=(Kind.DELEGATION,),
        needed_by=(Kind.DELEGATION,),
        danish="beslutning",
    ),
    Field(
        "minutes",
        NumberType(1, 240),
        N_("How long an exercise takes."),
        ("minutter", "tid", "varighed", "time"),
        kinds=(Kind.EXERCISE,),
        needed_by=(Kind.EXERCISE,),
        danish="minutter",
        instead="steps",
    ),
    Field(
        "steps",
        StepsType(
            (
                Field(
                    "text", TextType(), N_("What to do in this step."), ("gør", "hvad"), required=True, danish="tekst"
                ),
                Field(
                    "minutes",
                    NumberType(1, 240),
                    N_("How long the step takes."),
                    ("tid", "varighed", "time"),
                    required=True,
                    danish="minutter",
                ),
            ),
            1,
            STEPS_MOST,
        ),
        N_(
            "The steps of an exercise, each with its own minutes. The exercise takes as long as all its steps together."
        ),
        ("skridt", "step"),
        kinds=(Kind.EXERCISE,),
        danish="trin",
        newer=True,
    ),
    Field(
        "in",
        _TOGETHER,
        N_(
            "How many people talk together before the whole group does: pairs, threes or all. The table forms"
            " the groups."
        ),
        ("together",),
        danish="sammen",
        newer=True,
    ),
    Field(
        "follow_ups",
        TextsType(TextType(Form.PROSE)),
        N_("Questions to open when the conversation runs dry; the last one should point towards an agreement."),
        ("opfølgning", "opfølgende spørgsmål", "opfølgende", "uddybning", "followups", "follow-ups"),
        danish="opfølgning",
    ),
    Field(
        "advice",
        TextType(Form.PROSE),
        N_("A piece of advice that the team can open."),
        ("råd", "godt råd", "gode råd", "tip", "hint"),
        danish="råd",
    ),
    Field(
        "source",
        TextType(Form.SOURCE),
        N_("Where the card comes from: a key under “sources”."),
        ("kilde", "reference"),
        danish="kilde",
    ),
    Field(
        "tags",
        TextsType(),
        N_("Words that people can search for to find the card."),
        ("mærker", "etiketter", "nøgleord", "emneord"),
        danish="emneord",
    ),
    Field(
        "collect",
        TextType(limit=LIST_LIMIT),
        N_("The name of a list that the team writes while playing the card. The list is kept in the minutes."),
        ("liste", "list"),
        danish="saml",
        newer=True,
    ),
    Field(
        "shows",
        TextType(limit=LIST_LIMIT),
        N_("The name of a list from an earlier card, shown next to this one."),
        ("show",),
        danish="viser",
        newer=True,
    ),
    Field(
        "break_after",
        FlagType(),
        N_("true on a card after which a programme can stop and continue at the next meeting."),
        ("break", "skille", "pause efter"),
        danish="pause",
        newer=True,
    ),
)

DECK_FIELDS: Final[tuple[Field, ...]] = (
    Field(
        "format",
        NumberType(1, FORMAT),
        N_(
            "The version of the deck format: 1, or 2 for a deck that uses newer features, such as Danish names or "
            "steps."
        ),
        ("version",),
    ),
    Field(
        "id",
        TextType(Form.ID, ID_LIMIT, 1),
        N_("The deck's name in commands and agreements. If left out, the name of the file is used."),
        ("navn", "nøgle", "key"),
    ),
    Field(
        "title",
        TextType(),
        N_("The title that people see."),
        ("titel", "overskrift", "heading", "name"),
        required=True,
        danish="titel",
    ),
    Field(
        "language",
        TextType(Form.LANGUAGE, 35, 1),
        N_("The language of the cards, such as da or en."),
        ("sprog",),
        danish="sprog",
    ),
    Field(
        "description",
        TextType(Form.PROSE),
        N_("What the deck is about, in a sentence or two."),
        ("beskrivelse", "om", "about"),
        danish="beskrivelse",
    ),
    Field(
        "authors",
        TextsType(),
        N_("Who wrote the deck."),
        ("forfatter", "forfattere", "author", "af"),
        danish="forfattere",
    ),
    Field(
        "license",
        TextType(),
        N_("How others may use the deck, such as CC-BY-4.0."),
        ("licens", "licence"),
        danish="licens",
    ),
    Field(
        "order",
        _ORDER,
        N_("shuffled, or fixed for a deck that is a programme."),
        ("rækkefølge", "orden", "sortering"),
        danish="rækkefølge",
    ),
    Field(
        "group",
        FieldsType(
            (
                Field(
                    "min",
                    NumberType(1, 100),
                    N_("The smallest group."),
                    ("mindst", "fra"),
                    required=True,
                    danish="mindst",
                ),
                Field(
                    "max", NumberType(1, 100), N_("The largest group."), ("højst", "til"), required=True, danish="højst"
                ),
            )
        ),
        N_("How many people the deck is for."),
        ("gruppe", "deltagere", "antal"),
        danish="gruppe",
    ),
    Field(
        "translation_of",
        TextType(Form.ID, ID_LIMIT, 1),
        N_("The id of the deck that this one translates."),
        ("oversættelse", "oversat fra"),
        danish="oversættelse_af",
    ),
    Field(
        "sources",
        SourcesType(),
        N_("The sources that the cards refer to, by key."),
        ("kilder", "referencer"),
        danish="kilder",
    ),
    Field(
        "format_defaults",
        FieldsType(
            (
                Field(
                    "read",
                    NumberType(5, 3600),
                    N_("Seconds to read the card aloud."),
                    ("læs", "læs højt"),
                    danish="læs",
                ),
                Field(
                    "think",
                    NumberType(5, 3600),
                    N_("Seconds to think in silence."),
                    ("tænk", "tænk selv"),
                    danish="tænk",
                ),
                Field(
                    "go_round",
                    NumberType(5, 3600),
                    N_("Seconds for each person in the go-round."),
                    ("bordet rundt",),
                    danish="bordet_rundt",
                ),
                Field(
                    "discuss",
                    NumberType(5, 3600),
                    N_("Seconds for the open discussion."),
                    ("dialog", "åben dialog"),
                    danish="dialog",
                ),
                Field(
                    "agree", NumberType(5, 3600), N_("Seconds to agree on a rule."), ("aftal", "aftale"), danish="aftal"
                ),
            )
        ),
        N_("Seconds for the phases of a round, where the deck needs something other than the default."),
        ("tider", "sekunder", "faser", "seconds"),
        danish="tider",
    ),
    Field(
        "cards",
        CardsType(),
        N_("The cards, each beginning with a dash."),
        ("kort", "kortene", "spørgsmål"),
        required=True,
        danish="kort",
    ),
)


def names(fields: tuple[Field, ...]) -> dict[str, Field]:
    """Return the fields by the names under which they are read, in English and in Danish."""
    return {name: field for field in fields for name in field.names}


def inner_fields(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """Return the fields that are nested in others."""
    return tuple(inner for field in fields if isinstance(field.type, FieldsType) for inner in field.type.fields)


def words_for(field: str) -> frozenset[str]:
    """Return the names of a field of a card or a deck, and what people write instead, in lower case."""
    return frozenset(
        word.casefold()
        for known in (*DECK_FIELDS, *CARD_FIELDS)
        if known.name == field
        for word in (*known.names, *known.also)
    )


def required(fields: tuple[Field, ...]) -> tuple[str, ...]:
    """Return the names of the required fields."""
    return tuple(field.name for field in fields if field.required)
