"""Agreements on file: one markdown file each, for people to read and edit.

The front matter holds what programs need; title and rule, the question, signs, corner flags and concerns are
read from the body, under headings in Danish or English. Keys and headings that are not known are let be.
"""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dialogkort.core.agreements import REVIEW_MONTHS, Agreement, Status, months_later, title_of
from dialogkort.language import LANGUAGES, N_, current
from dialogkort.language.dates import full_date, long_date
from dialogkort.language.names import slug, sorting_key
from dialogkort.storage import atomic, markdown, named_files
from dialogkort.storage.front_matter import Page, decode, read_page, render_page
from dialogkort.storage.problems import FileProblem, NotUnderstood
from dialogkort.storage.yaml_reading import Fields
from dialogkort.storage.yaml_writing import Value

FOLDER = "agreements"


@dataclass(frozen=True, slots=True)
class Words:
    """The headings and fixed words of the body in one language."""

    occasion: str
    signs: str
    corner_flags: str
    concerns: str
    history: str
    deck: str
    decided: str


WORDS = {
    "da": Words(
        occasion="Anledning",
        signs="Tegn på at det virker",
        corner_flags="Hjørneflag",
        concerns="Betænkeligheder",
        history="Historik",
        deck="Kortsæt",
        decided="Aftalt",
    ),
    "en": Words(
        occasion="Occasion",
        signs="Signs that it works",
        corner_flags="Corner flags",
        concerns="Concerns",
        history="History",
        deck="Deck",
        decided="Agreed",
    ),
}
_DATE_IN_NAME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?=\D|\Z)")


@dataclass(frozen=True, slots=True)
class Found:
    """An agreement and the file that it was read from."""

    path: Path
    agreement: Agreement


def render(agreement: Agreement, language: str = "") -> str:
    """Return the agreement's file, with headings in `language`, or the one in use."""
    language = language or current()
    words = WORDS[language]
    values: dict[str, Value] = {
        "id": agreement.id,
        "status": agreement.status.value,
        "decided": agreement.decided,
        "review": agreement.review,
        "keeper": agreement.keeper,
        "deck": agreement.deck,
        "card": agreement.card,
    }
    origin = [
        markdown.quote(agreement.question) if agreement.question else "",
        f"{words.deck}: {markdown.line(agreement.deck)}" if agreement.deck else "",
    ]
    parts = (
        f"# {markdown.heading(agreement.title)}".rstrip(" "),
        markdown.block(agreement.rule),
        _section(words.occasion, "\n\n".join(filter(None, origin))),
        _section(words.signs, markdown.block(agreement.signs)),
        _section(words.corner_flags, markdown.block(agreement.corner_flags)),
        _section(words.concerns, markdown.items(agreement.concerns).rstrip("\n")),
        _section(words.history, f"- {long_date(agreement.decided, language)}: {words.decided}"),
    )
    optional = {"keeper", "deck", "card"}
    kept = {key: value for key, value in values.items() if value or key not in optional}
    return render_page(kept, "\n\n".join(filter(None, parts)) + "\n")


def parse(text: str, path: Path) -> Agreement:
    """Return the agreement in `text`; `path` gives what is missing: the id, and the date it was decided.

    Raises NotUnderstood, with the line, when there is no date or a word has no meaning.
    """
    page = read_page(text, path)
    fields, body = page.fields, _body(page)
    decided = _date(fields, "decided", path) or _date_in_name(path)
    if decided is None:
        words = N_("It does not say when this was agreed. Write “decided: 2026-11-22” between --- and ---.")
        raise NotUnderstood(FileProblem(path, words, 1))
    rule = markdown.read_text(body.get("rule", ()))
    occasion = body.get("occasion", ())
    question = markdown.read_quote(occasion)
    return Agreement(
        id=_words(fields, "id") or path.stem,
        title=markdown.read_text(body["title"]) if "title" in body else title_of(rule),
        rule=rule,
        decided=decided,
        review=_date(fields, "review", path) or months_later(decided, REVIEW_MONTHS),
        keeper=_words(fields, "keeper"),
        signs=markdown.read_text(body.get("signs", ())),
        corner_flags=markdown.read_text(body.get("corner_flags", ())),
        concerns=markdown.read_items(body.get("concerns", ())),
        deck=_words(fields, "deck"),
        card=_words(fields, "card"),
        question=markdown.read_text(_without_deck(occasion)) if question is None else question,
        status=_status(fields, path),
    )


def save(folder: Path, agreement: Agreement, *, before: Agreement | None = None) -> Path:
    """Save `agreement` in the team's `folder` and return its file; raises CannotSave.

    `before` is what was last saved under its id, if anything: when that is the same, what somebody has made of
    the file since counts; when it is not, the file is written anew if nobody has touched it. Any other file
    of the same id is kept, and the agreement gets a file of its own.
    """
    place = folder / FOLDER
    paths = named_files.with_id(place, agreement.id)
    for path in paths:
        if before == agreement or _kept(path) == agreement:
            return path
    data = render(agreement).encode()
    for path in paths:
        if before and _is_rendered(path, before):
            atomic.write(path, data)
            return path
    stem = f"{agreement.decided.isoformat()}-{slug(agreement.title or agreement.rule)}"
    return named_files.save_new(place, stem, data)


def path_of(folder: Path, name: str) -> Path | None:
    """Return the file of the agreement with the id `name` in the team's `folder`, if it is there."""
    return next(iter(named_files.with_id(folder / FOLDER, name)), None)


def withdraw(folder: Path, agreement: Agreement) -> bool:
    """Remove the file of `agreement` from the team's `folder`, and tell whether it is gone.

    A file that somebody has changed since is left. Raises CannotRemove.
    """
    gone = True
    for path in named_files.with_id(folder / FOLDER, agreement.id):
        if _is_rendered(path, agreement):
            atomic.remove(path)
        else:
            gone = False
    return gone


def load_all(folder: Path) -> tuple[tuple[Found, ...], tuple[FileProblem, ...]]:
    """Return the agreements in the team's `folder`, the oldest first, and what could not be understood.

    Of two files with one id the first counts; the other is a problem, never a second agreement.
    """
    found: dict[str, Found] = {}
    problems = []
    try:
        paths = named_files.files(folder / FOLDER)
    except atomic.CannotRead as error:
        return (), (_unreadable(error),)
    for path in paths:
        try:
            agreement = parse(decode(atomic.read(path), path), path)
        except atomic.CannotRead as error:
            problems.append(_unreadable(error))
        except NotUnderstood as error:
            problems.append(error.problem)
        else:
            first = found.setdefault(agreement.id, Found(path, agreement))
            if first.path != path:
                words = N_("This is another version of the agreement in {file}. Keep the one that counts.")
                problems.append(FileProblem(path, words, values=(("file", first.path.name),)))
    ordered = sorted(found.values(), key=lambda one: (one.agreement.decided, sorting_key(one.agreement.title)))
    return tuple(ordered), tuple(problems)


def _section(heading: str, text: str) -> str:
    return f"## {heading}\n\n{text}" if text else ""


def _body(page: Page) -> dict[str, tuple[str, ...]]:
    """Return the lines of each part of the body: title, rule, and the sections by the names of `Words`.

    A heading that stands twice goes on where the first one ended. Without a title all above the first
    heading is the rule.
    """
    parts: dict[str, tuple[str, ...]] = {}
    for section in markdown.sections(page.body, page.body_line):
        if section.level == 1 and "title" not in parts:
            parts["title"] = (section.heading,)
            parts["rule"] = section.lines
        elif section.level == 0:
            parts["rule"] = section.lines
        elif name := _part(section.heading):
            parts[name] = (*parts[name], "", *section.lines) if name in parts else section.lines
    return parts


def _part(heading: str) -> str:
    """Return which part a heading begins, in either language, or empty. Commas do not matter."""
    plain = heading.casefold().replace(",", "").rstrip(": ")
    for words in WORDS.values():
        for name in ("occasion", "signs", "corner_flags", "concerns"):
            if getattr(words, name).casefold() == plain:
                return name
    return ""


def _without_deck(lines: tuple[str, ...]) -> tuple[str, ...]:
    starts = tuple(f"{words.deck}:" for words in WORDS.values())
    return tuple(line for line in lines if not line.startswith(starts))


def _words(fields: Fields, key: str) -> str:
    """Return a text; a list that somebody made of it is joined."""
    return fields.text(key) or ", ".join(fields.texts(key))


def _date(fields: Fields, key: str, path: Path) -> date | None:
    text = fields.text(key)
    if not text:
        return None
    day = full_date(text)
    if day is None:
        words = N_("“{text}” is no date. Write it as 2026-11-22.")
        raise NotUnderstood(FileProblem(path, words, fields.line_of(key), values=(("text", text),)))
    return day


def _date_in_name(path: Path) -> date | None:
    found = _DATE_IN_NAME.match(path.name)
    return full_date(found[0]) if found else None


def _status(fields: Fields, path: Path) -> Status:
    text = fields.text("status")
    plain = "-".join(text.casefold().split())
    for status in Status:
        if plain in {status.value, ""}:
            return status
    words = N_("The status “{text}” is not known. Write in-force or retired.")
    raise NotUnderstood(FileProblem(path, words, fields.line_of("status"), values=(("text", text),)))


def _kept(path: Path) -> Agreement | None:
    try:
        return parse(decode(atomic.read(path), path), path)
    except (atomic.CannotRead, NotUnderstood):
        return None


def _is_rendered(path: Path, agreement: Agreement) -> bool:
    """Tell whether the file is, byte for byte, what we write for `agreement`."""
    try:
        data = atomic.read(path)
    except atomic.CannotRead:
        return False
    return any(render(agreement, language).encode() == data for language in LANGUAGES)


def _unreadable(error: atomic.CannotRead) -> FileProblem:
    return FileProblem(error.path, N_("It cannot be read: {why}"), values=(("why", error.why),))
