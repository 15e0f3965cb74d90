"""What is on the table, in words: a card, a draft, the rules of the conversation. The widgets decide how it looks."""

from dataclasses import dataclass, replace

from dialogkort.core.agreements.agreement import Agreement, Draft
from dialogkort.core.cards import Card, Kind
from dialogkort.core.game.dealing import LEVELS
from dialogkort.core.notes import Note
from dialogkort.core.text import clean, clean_line
from dialogkort.files.problems import FileProblem
from dialogkort.language import gettext as _
from dialogkort.language import ngettext
from dialogkort.language.dates import long_date
from dialogkort.language.words import choice_words, company_words, delegation_level, kind_name
from dialogkort.views.lines import EMPTY, Line, Role, faint, line, strong


@dataclass(frozen=True, slots=True)
class More:
    """Something that can be opened on a card: the move that opens it, and what it is."""

    move: str
    words: str


@dataclass(frozen=True, slots=True)
class Face:
    """The upper side of whatever is on the table: a band, the text that is read aloud, and the accompanying details.

    `deck` is the id of the card's deck, empty for an agreement; a `fault` is not a card at all.
    """

    title: str
    text: str
    mark: str = ""
    deck: str = ""
    fault: bool = False
    details: tuple[Line, ...] = ()
    more: tuple[More, ...] = ()
    foot: str = ""
    """A line below everything else."""


def text_of(face: Face) -> str:
    """Return what is on the table as plain text, to be read in a chat or heard."""
    return "\n".join(spoken(face))


def spoken(face: Face) -> tuple[str, ...]:
    """Return the lines of a face in words, without anything purely visual: columns, empty lines, circles."""
    told = [face.title, *face.text.splitlines(), *(_said_of(detail) for detail in face.details), face.foot]
    return tuple(words for words in told if words.strip())


def _said_of(line: Line) -> str:
    """Return a line in words: a label in its own column gets a colon instead."""
    first = line.spans[0] if line.spans else None
    if first and len(line.spans) > 1 and first.text.endswith("  "):
        return f"{first.text.strip()}: " + "".join(span.text for span in line.spans[1:])
    return line.plain


def card_face(
    card: Card,
    *,
    follow_ups: bool = False,
    advice: bool = False,
    offer: bool = True,
    levelled: str = "",
    steps: tuple[Line, ...] = (),
    on_list: tuple[Line, ...] = (),
) -> Face:
    """Return a card's face; `follow_ups` and `advice` are opened, `offer` says what can be opened.

    `levelled` gives the level that the decision on a delegation card already has. `steps` and the lines `on_list` are
    shown in their current state in the game; without a game, the card shows its own text.
    """
    title = card.theme.upper() if card.theme else _("card").upper()
    if card.kind is Kind.TALK:
        title = kind_name(card.kind).upper()
    elif card.kind is not Kind.QUESTION:
        title = f"{title} · {kind_name(card.kind).upper()}"
    face = Face(
        title,
        card.question,
        mark="●" * card.level + "○" * (LEVELS - card.level),
        deck=card.deck,
        details=_details(card, levelled, steps),
    )
    beside = on_list or _list_words(card)
    if beside:
        face = replace(face, details=(*face.details, *([EMPTY] if face.details else []), *beside))
    if follow_ups and card.follow_ups:
        more = (strong(_("Follow-up questions")), *_listed("·", card.follow_ups))
        face = replace(face, details=(*face.details, EMPTY, *more))
    if advice and card.advice:
        told = [strong(_("Advice")), line(card.advice)]
        if card.source:
            told.append(faint(card.source))
        face = replace(face, details=(*face.details, EMPTY, *told))
    return replace(face, more=_more(card, follow_ups=follow_ups, advice=advice)) if offer else face


def _details(card: Card, levelled: str = "", steps: tuple[Line, ...] = ()) -> tuple[Line, ...]:
    company = tuple(faint(words) for words in (company_words(card),) if words)
    match card.kind:
        case Kind.DILEMMA | Kind.SCALE:
            return (*company, *_numbered(card))
        case Kind.DELEGATION:
            known = (faint(levelled),) if levelled else ()
            return (strong(card.decision), *company, *known, *_numbered(card))
        case Kind.EXERCISE if card.steps:
            return (*company, *(steps or _step_lines(card)))
        case Kind.EXERCISE:
            minutes = ngettext("{number} minute", "{number} minutes", card.minutes)
            return (faint(" · ".join(filter(None, (minutes, company_words(card))))),)
        case Kind.REVIEW:
            return _numbered(card)
        case Kind.SPOKEN | Kind.QUESTION | Kind.TALK:
            return company


def _step_lines(card: Card) -> tuple[Line, ...]:
    minutes = [_("{number} min").format(number=step.minutes) for step in card.steps]
    numbered = enumerate(zip(card.steps, minutes, strict=True), 1)
    return tuple(
        line((f"{number} ", Role.STRONG), (f"{own} ", Role.FAINT), step.text) for number, (step, own) in numbered
    )


def _list_words(card: Card) -> tuple[Line, ...]:
    """Return which list a card opens or shows."""
    if card.collect:
        return (faint(_("Opens the list: {name}").format(name=card.collect)),)
    return (faint(_("Shows the list: {name}").format(name=card.shows)),) if card.shows else ()


def _numbered(card: Card) -> tuple[Line, ...]:
    """Return the choices that have words, each with its number."""
    words = zip(card.choices, choice_words(card), strict=True)
    return tuple(replace(line((f"{number} ", Role.STRONG), text), number=number) for number, text in words if text)


def _listed(mark: str, texts: tuple[str, ...]) -> list[Line]:
    return [line(f"{mark} {text}") for text in texts]


def _more(card: Card, *, follow_ups: bool, advice: bool) -> tuple[More, ...]:
    more = []
    if card.follow_ups and not follow_ups:
        number = len(card.follow_ups)
        words = ngettext("{number} follow-up question", "{number} follow-up questions", number)
        more.append(More("follow_ups", words))
    if card.advice and not advice:
        more.append(More("advice", _("advice")))
    return tuple(more)


def review_face(agreement: Agreement, card: Card, *, asked: bool) -> Face:
    """Return an agreement under review: the rule, and what was said when it was made.

    While the question whether it has helped is `asked`, the answers are shown instead.
    """
    if asked:
        return Face(_("review").upper(), agreement.rule, details=_details(card))
    rows = [
        (_("Keeper"), agreement.keeper),
        (_("Agreed on"), long_date(agreement.decided)),
        (_("Last reviewed"), long_date(agreement.reviewed) if agreement.reviewed else ""),
        (_("Level"), _level(agreement.level)),
        (_("It works when"), agreement.signs),
        (_("Guardrails"), agreement.corner_flags),
        (_("Concerns"), "; ".join(agreement.concerns)),
        (_("Objections that were met"), "; ".join(agreement.objections)),
    ]
    details = (*_labelled(rows), *_occasion(agreement.question))
    title = _("review").upper()
    if not agreement.rule.startswith(agreement.title.rstrip("…")):
        title = f"{title} · {agreement.title}"
    return Face(title, agreement.rule, details=details)


def rules_face(notes: tuple[Note, ...] = ()) -> Face:
    """Return the rules of the conversation, which open every game, and the notes that are still open."""
    rules = (
        _("Everyone gets the floor, and everyone may pass."),
        _("What is said here stays here. Only what we agree on is written down."),
        _("There are no right answers, and we do not have to agree."),
        _("One person speaks at a time. The rest of us listen."),
    )
    lines: list[Line] = []
    for number, rule in enumerate(rules, 1):
        lines += [line((f"{number} ", Role.STRONG), rule), EMPTY]
    if notes:
        told = [line("· ", note.text, (f"  {long_date(note.parked)}", Role.FAINT)) for note in notes]
        more = (More("drop_note", _("drop a note")),)
        details = (*lines, strong(_("Parked, and still open")), *told)
        return Face(_("how we talk").upper(), _("Four rules for our conversation"), details=details, more=more)
    return Face(_("how we talk").upper(), _("Four rules for our conversation"), details=tuple(lines[:-1]))


def draft_face(
    draft: Draft,
    question: str,
    concerns: tuple[str, ...] = (),
    *,
    objections: tuple[str, ...] = (),
    moved: str = "",
    before: str = "",
) -> Face:
    """Return a draft as it is put to the team.

    Objections and concerns come first. `moved` is how it would change a level, `before` the title of the agreement
    that it would replace.
    """
    rows = [
        (_("Keeper"), draft.keeper),
        (_("Review"), long_date(draft.review) if draft.review else ""),
        (_("It works when"), draft.signs),
        (_("Guardrails"), draft.corner_flags),
        (_("Level"), _level(draft.level)),
        (_("Change of level"), moved),
        (_("Replaces"), before),
        (_("Reason"), draft.reason),
    ]
    heading = _("adjusted agreement") if draft.adjusts else _("new agreement")
    face = _rule_face(heading.upper(), draft.title, draft.rule, rows)
    said = _said((_("Objection"), objections), (_("Concern"), concerns))
    return replace(face, details=(*said, *face.details, *_occasion(question)))


def _said(*texts: tuple[str, tuple[str, ...]]) -> list[Line]:
    """Return what was said about a draft, each remark with its label, above an empty line."""
    told = [line((f"{label}  ", Role.STRONG), words) for label, said in texts for words in said if words]
    return [*told, EMPTY] if told else []


def agreement_face(
    agreement: Agreement,
    *,
    mark: str = "",
    before: str = "",
    after: str = "",
    history: tuple[str, ...] = (),
    moved: str = "",
    team: str = "",
) -> Face:
    """Return an agreement that has been made; `mark` says where it is in its life, `moved` how its level has changed.

    `team` is given if there are several teams.

    `before` is the title of the agreement that it replaced, `after` that of the one that replaced it, and
    `history` is the history in its file.
    """
    rows = [
        (_("Team"), team),
        (_("Keeper"), agreement.keeper),
        (_("Review"), long_date(agreement.review) if agreement.in_force else ""),
        (_("Agreed on"), long_date(agreement.decided)),
        (_("Decision"), agreement.decision),
        (_("Level"), _level(agreement.level)),
        (_("Level changed"), moved),
        (_("Replaces"), before),
        (_("Replaced by"), after),
    ]
    texts = [
        (_("It works when"), agreement.signs),
        (_("Guardrails"), agreement.corner_flags),
        (_("Concerns"), "; ".join(agreement.concerns)),
        (_("Objections that were met"), "; ".join(agreement.objections)),
    ]
    face = _rule_face(_("agreement").upper(), agreement.title, agreement.rule, rows)
    details = [
        *face.details,
        *_paragraphs(texts),
        *_occasion(agreement.question, agreement.deck_title or agreement.deck),
    ]
    if history:
        told = [line(f"· {item}") for item in history]
        details += [EMPTY, strong(_("History")), *told]
    return replace(face, mark=mark, details=tuple(details))


def fault_face(problem: FileProblem) -> Face:
    """Return what is wrong with the file of an agreement, and where. The file can be edited."""
    place = [clean_line(str(problem.path), 400)]
    if problem.line:
        place.append(_("line {line}").format(line=problem.line))
    return Face(
        problem.brief().upper(),
        clean(problem.message()),
        fault=True,
        more=() if problem.unread else (More("edit", _("opens the file")),),
        details=(faint(" · ".join(place)), EMPTY),
    )


def _rule_face(title: str, name: str, rule: str, rows: list[tuple[str, str]]) -> Face:
    """Return a rule, under its `name` if that differs from it, with its details in labelled `rows`."""
    named = name and name != rule.rstrip(".")
    details: list[Line] = [line(rule), EMPTY] if named else []
    details += _labelled(rows)
    return Face(title, name if named else rule, details=tuple(details))


def _level(level: int) -> str:
    return f"{level} · {delegation_level(level)}" if level else ""


def _labelled(rows: list[tuple[str, str]]) -> list[Line]:
    rows = [row for row in rows if row[1]]
    widest = max((len(label) for label, _text in rows), default=0) + 2
    return [line((f"{label:<{widest}}", Role.FAINT), text) for label, text in rows]


def _paragraphs(texts: list[tuple[str, str]]) -> list[Line]:
    """Return paragraphs that may be long, each after its label, below an empty line."""
    told = [line((f"{label}  ", Role.FAINT), text) for label, text in texts if text]
    return [EMPTY, *told] if told else []


def _occasion(question: str, deck: str = "") -> list[Line]:
    said = [_("From the card: {question}").format(question=question)] if question else []
    said += [_("Deck: {deck}").format(deck=deck)] if deck else []
    return [EMPTY, *(faint(line) for line in said)] if said else []
