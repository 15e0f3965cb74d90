"""What lies on the table, in words: a card, a draft, the rules of the talk. How it looks is the widgets'."""

from dataclasses import dataclass, field, replace

from textual.content import Content

from dialogkort.core.agreements import Agreement, Draft
from dialogkort.core.cards import Card, Kind
from dialogkort.core.dealing import LEVELS
from dialogkort.language import gettext as _
from dialogkort.language import ngettext
from dialogkort.language.dates import long_date
from dialogkort.language.words import choice_words, kind_name
from dialogkort.tui.theme import AGREEMENT_BAND, band_of


@dataclass(frozen=True, slots=True)
class Face:
    """The upper side of what lies on the table: a band, the text that is read aloud, and what goes with it."""

    title: str
    text: str
    mark: str = ""
    band: int = AGREEMENT_BAND
    details: tuple[Content, ...] = ()
    foot: Content = field(default_factory=lambda: Content(""))


def card_face(card: Card, *, follow_ups: bool = False, advice: bool = False, offer: bool = True) -> Face:
    """Return a card's face; `follow_ups` and `advice` are opened, `offer` says with which keys they are."""
    title = card.theme.upper() if card.theme else _("card").upper()
    if card.kind is not Kind.QUESTION:
        title = f"{title} · {kind_name(card.kind).upper()}"
    face = Face(
        title,
        card.question,
        mark="●" * card.level + "○" * (LEVELS - card.level),
        band=band_of(card.deck),
        details=_details(card),
    )
    if follow_ups and card.follow_ups:
        more = (Content.styled(_("To go on with"), "bold"), *_listed("·", card.follow_ups))
        face = replace(face, details=(*face.details, Content(""), *more))
    if advice and card.advice:
        told = [Content.styled(_("Good advice"), "bold"), Content(card.advice)]
        if card.source:
            told.append(Content.styled(card.source, "$faint"))
        face = replace(face, details=(*face.details, Content(""), *told))
    return replace(face, foot=_offered(card, follow_ups=follow_ups, advice=advice)) if offer else face


def _details(card: Card) -> tuple[Content, ...]:
    match card.kind:
        case Kind.DILEMMA | Kind.SCALE:
            return _numbered(card)
        case Kind.DELEGATION:
            return (Content.styled(card.decision, "bold"), *_numbered(card))
        case Kind.EXERCISE:
            minutes = ngettext("{number} minute", "{number} minutes", card.minutes)
            return (Content.styled(minutes, "$faint"),)
        case Kind.QUESTION:
            return ()


def _numbered(card: Card) -> tuple[Content, ...]:
    """Return the choices that have words, each with its number."""
    words = zip(card.choices, choice_words(card), strict=True)
    return tuple(Content.assemble((f"{number} ", "bold"), text) for number, text in words if text)


def _listed(mark: str, texts: tuple[str, ...]) -> list[Content]:
    return [Content(f"{mark} {text}") for text in texts]


def _offered(card: Card, *, follow_ups: bool, advice: bool) -> Content:
    parts = []
    if card.follow_ups and not follow_ups:
        number = len(card.follow_ups)
        parts.append(("f", ngettext("{number} follow-up question", "{number} follow-up questions", number)))
    if card.advice and not advice:
        parts.append(("g", _("good advice")))
    hints = [Content.assemble((key, "bold $ink"), f" {words}") for key, words in parts]
    return Content("   ").join(hints)


def rules_face() -> Face:
    """Return the rules of the conversation, with which every game opens."""
    rules = (
        _("Everyone gets the word, and everyone may pass."),
        _("What is said here stays here. Only what we agree on is written down."),
        _("There are no right answers, and we need not agree."),
        _("One speaks at a time. The rest of us listen."),
    )
    lines: list[Content] = []
    for number, rule in enumerate(rules, 1):
        lines += [Content.assemble((f"{number} ", "bold"), rule), Content("")]
    return Face(_("how we talk").upper(), _("Four rules for the talk"), details=tuple(lines[:-1]))


def draft_face(draft: Draft, question: str, concerns: tuple[str, ...] = ()) -> Face:
    """Return a draft as it lies before the team."""
    return _rule_face(_("new agreement").upper(), draft, question, concerns)


def agreement_face(agreement: Agreement) -> Face:
    """Return an agreement that has been made."""
    draft = Draft(
        agreement.title,
        agreement.rule,
        agreement.keeper,
        agreement.review,
        agreement.signs,
        agreement.corner_flags,
    )
    return _rule_face(_("agreement").upper(), draft, agreement.question, agreement.concerns)


def _rule_face(title: str, draft: Draft, question: str, concerns: tuple[str, ...]) -> Face:
    rows = [
        (_("Keeper"), draft.keeper),
        (_("Review"), long_date(draft.review) if draft.review else ""),
        (_("It works when"), draft.signs),
        (_("Corner flags"), draft.corner_flags),
        (_("Concerns"), "; ".join(concerns)),
    ]
    widest = max(len(label) for label, _text in rows) + 2
    named = draft.title and draft.title != draft.rule.rstrip(".")
    details: list[Content] = [Content(draft.rule), Content("")] if named else []
    for label, text in rows:
        if text:
            details.append(Content.assemble((f"{label:<{widest}}", "$faint"), text))
    if question:
        said = _("From the card: {question}").format(question=question)
        details += [Content(""), Content.styled(said, "$faint")]
    return Face(title, draft.title if named else draft.rule, details=tuple(details))
