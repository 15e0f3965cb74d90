"""What lies on the table, in words: a card, a draft, the rules of the talk. How it looks is the widgets'."""

from dataclasses import dataclass, field, replace

from textual.content import Content

from dialogkort.core.agreements.agreement import Agreement, Draft
from dialogkort.core.cards import Card, Kind
from dialogkort.core.game.dealing import LEVELS
from dialogkort.core.text import clean, clean_line
from dialogkort.files.problems import FileProblem
from dialogkort.language import gettext as _
from dialogkort.language import ngettext
from dialogkort.language.dates import long_date
from dialogkort.language.words import choice_words, delegation_level, kind_name
from dialogkort.tui.look.theme import AGREEMENT_BAND, band_of

_FAULT_BAND = 0


@dataclass(frozen=True, slots=True)
class Face:
    """The upper side of what lies on the table: a band, the text that is read aloud, and what goes with it."""

    title: str
    text: str
    mark: str = ""
    band: int = AGREEMENT_BAND
    details: tuple[Content, ...] = ()
    foot: Content = field(default_factory=lambda: Content(""))


def card_face(
    card: Card, *, follow_ups: bool = False, advice: bool = False, offer: bool = True, levelled: str = ""
) -> Face:
    """Return a card's face; `follow_ups` and `advice` are opened, `offer` says with which keys they are.

    `levelled` says which level the decision on a delegation card has already.
    """
    title = card.theme.upper() if card.theme else _("card").upper()
    if card.kind is not Kind.QUESTION:
        title = f"{title} · {kind_name(card.kind).upper()}"
    face = Face(
        title,
        card.question,
        mark="●" * card.level + "○" * (LEVELS - card.level),
        band=band_of(card.deck),
        details=_details(card, levelled),
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


def _details(card: Card, levelled: str = "") -> tuple[Content, ...]:
    match card.kind:
        case Kind.DILEMMA | Kind.SCALE:
            return _numbered(card)
        case Kind.DELEGATION:
            known = (Content.styled(levelled, "$faint"),) if levelled else ()
            return (Content.styled(card.decision, "bold"), *known, *_numbered(card))
        case Kind.EXERCISE:
            minutes = ngettext("{number} minute", "{number} minutes", card.minutes)
            return (Content.styled(minutes, "$faint"),)
        case Kind.REVIEW:
            return _numbered(card)
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


def review_face(agreement: Agreement, card: Card, *, asked: bool) -> Face:
    """Return an agreement that is reviewed: the rule, and what was said when it was made.

    While it is `asked` whether it has helped, the answers stand there instead.
    """
    if asked:
        return Face(_("review").upper(), agreement.rule, details=_details(card))
    rows = [
        (_("Keeper"), agreement.keeper),
        (_("Agreed on"), long_date(agreement.decided)),
        (_("Last reviewed"), long_date(agreement.reviewed) if agreement.reviewed else ""),
        (_("Level"), _level(agreement.level)),
        (_("It works when"), agreement.signs),
        (_("Corner flags"), agreement.corner_flags),
        (_("Concerns"), "; ".join(agreement.concerns)),
    ]
    details = (*_labelled(rows), *_occasion(agreement.question))
    title = _("review").upper()
    if not agreement.rule.startswith(agreement.title.rstrip("…")):
        title = f"{title} · {agreement.title}"
    return Face(title, agreement.rule, details=details)


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


def draft_face(
    draft: Draft, question: str, concerns: tuple[str, ...] = (), *, moved: str = "", before: str = ""
) -> Face:
    """Return a draft as it lies before the team.

    `moved` is how it would move a level, `before` the title of the agreement whose place it would take.
    """
    rows = [
        (_("Keeper"), draft.keeper),
        (_("Review"), long_date(draft.review) if draft.review else ""),
        (_("It works when"), draft.signs),
        (_("Corner flags"), draft.corner_flags),
        (_("Concerns"), "; ".join(concerns)),
        (_("Level"), _level(draft.level)),
        (_("Moves"), moved),
        (_("Instead of"), before),
        (_("Because"), draft.reason),
    ]
    heading = _("adjusted agreement") if draft.adjusts else _("new agreement")
    face = _rule_face(heading.upper(), draft.title, draft.rule, rows)
    return replace(face, details=(*face.details, *_occasion(question)))


def agreement_face(
    agreement: Agreement,
    *,
    mark: str = "",
    before: str = "",
    after: str = "",
    history: tuple[str, ...] = (),
    moved: str = "",
) -> Face:
    """Return an agreement that has been made; `mark` says where it is in its life, `moved` how its level has.

    `before` is the title of the one whose place it took, `after` of the one that took its place, and
    `history` what its file says has become of it.
    """
    rows = [
        (_("Keeper"), agreement.keeper),
        (_("Review"), long_date(agreement.review) if agreement.in_force else ""),
        (_("Agreed on"), long_date(agreement.decided)),
        (_("Decision"), agreement.decision),
        (_("Level"), _level(agreement.level)),
        (_("Moved"), moved),
        (_("Instead of"), before),
        (_("Superseded by"), after),
    ]
    texts = [
        (_("It works when"), agreement.signs),
        (_("Corner flags"), agreement.corner_flags),
        (_("Concerns"), "; ".join(agreement.concerns)),
    ]
    face = _rule_face(_("agreement").upper(), agreement.title, agreement.rule, rows)
    details = [*face.details, *_paragraphs(texts), *_occasion(agreement.question, agreement.deck)]
    if history:
        told = [Content(f"· {item}") for item in history]
        details += [Content(""), Content.styled(_("History"), "bold"), *told]
    return replace(face, mark=mark, details=tuple(details))


def fault_face(problem: FileProblem) -> Face:
    """Return what is wrong with the file of an agreement, and where."""
    place = [clean_line(str(problem.path), 400)]
    if problem.line:
        place.append(_("line {line}").format(line=problem.line))
    details = [Content.styled(" · ".join(place), "$faint"), Content(""), Content(_("e opens the file."))]
    return Face(_("not understood").upper(), clean(problem.message()), band=_FAULT_BAND, details=tuple(details))


def _rule_face(title: str, name: str, rule: str, rows: list[tuple[str, str]]) -> Face:
    """Return a rule, under its `name` where that says anything else, with what goes with it in labelled `rows`."""
    named = name and name != rule.rstrip(".")
    details: list[Content] = [Content(rule), Content("")] if named else []
    details += _labelled(rows)
    return Face(title, name if named else rule, details=tuple(details))


def _level(level: int) -> str:
    return f"{level} · {delegation_level(level)}" if level else ""


def _labelled(rows: list[tuple[str, str]]) -> list[Content]:
    rows = [row for row in rows if row[1]]
    widest = max((len(label) for label, _text in rows), default=0) + 2
    return [Content.assemble((f"{label:<{widest}}", "$faint"), text) for label, text in rows]


def _paragraphs(texts: list[tuple[str, str]]) -> list[Content]:
    """Return texts that may be long, each after its label, below an empty line."""
    told = [Content.assemble((f"{label}  ", "$faint"), text) for label, text in texts if text]
    return [Content(""), *told] if told else []


def _occasion(question: str, deck: str = "") -> list[Content]:
    said = [_("From the card: {question}").format(question=question)] if question else []
    said += [_("Deck: {deck}").format(deck=deck)] if deck else []
    return [Content(""), *(Content.styled(line, "$faint") for line in said)] if said else []
