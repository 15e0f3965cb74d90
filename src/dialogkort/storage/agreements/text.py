"""The text of an agreement's file: front matter for programs, and a body for people to read and edit.

Title and rule, the question, signs, corner flags, concerns and history are read from the body, under headings in any of
the languages. Unknown keys and headings are left alone. Folders are left to `agreement_files`.
"""

from collections.abc import Sequence
from pathlib import Path

from dialogkort.core.agreements.agreement import Agreement, title_of
from dialogkort.files import markdown
from dialogkort.files.front_matter import Page, cleaned, read_page, render_page
from dialogkort.files.problems import FileProblem, NotUnderstood
from dialogkort.language import TONGUES, tongue
from dialogkort.storage.agreements.body import Parts, body_parts, lines_of, text_of
from dialogkort.storage.agreements.front import KEYS, agreement_on, value_of
from dialogkort.storage.agreements.history import first_item, render_item


def render(agreement: Agreement, reviews: Sequence[str] = ()) -> str:
    """Return the agreement's file, in the current language.

    `reviews` are items of its history, made by `agreement_history`, that follow the first one.
    """
    words = tongue().headings
    origin = [
        markdown.quote(agreement.question) if agreement.question else "",
        f"{words.deck}: {markdown.line(agreement.deck_title or agreement.deck)}" if agreement.deck else "",
    ]
    history = map(render_item, (first_item(agreement), *reviews))
    parts = (
        render_title(agreement.title),
        markdown.rule(agreement.rule),
        render_section(words.occasion, "\n\n".join(filter(None, origin))),
        render_section(words.signs, markdown.rule(agreement.signs)),
        render_section(words.corner_flags, markdown.rule(agreement.corner_flags)),
        render_section(words.concerns, markdown.items(agreement.concerns).rstrip("\n")),
        render_section(words.objections, markdown.items(agreement.objections).rstrip("\n")),
        render_section(words.history, "\n".join(history)),
    )
    values = {key: value for key in KEYS if (value := value_of(agreement, key)) is not None}
    return render_page(values, "\n\n".join(filter(None, parts)) + "\n")


def render_title(title: str) -> str:
    """Return the line with the title."""
    return f"# {markdown.heading(title)}".rstrip(" ")


def render_section(heading: str, text: str) -> str:
    """Return a section, or an empty text if it has no content."""
    return f"## {heading}\n\n{text}" if text else ""


def parse(text: str, path: str | Path) -> Agreement:
    """Return the agreement in `text`; `path` supplies what is missing: the id, and the date it was decided.

    Raises NotUnderstood, with the line, if there is no date or a value is invalid.
    """
    return taken_apart(text, path)[2]


def taken_apart(text: str, path: str | Path) -> tuple[Page, Parts, Agreement]:
    """Return the page in `text`, the parts of its body, and the agreement, like `parse`."""
    faults: list[FileProblem] = []
    page = read_page(cleaned(text), path)
    parts = body_parts(page)
    agreement = whole(page, parts, path, faults)
    if agreement is None:
        raise NotUnderstood(faults[0])
    return page, parts, agreement


def whole(page: Page, parts: Parts, path: str | Path, faults: list[FileProblem]) -> Agreement | None:
    """Return the agreement on `page`, whose body has `parts`; None with what is wrong added to `faults`."""
    rule = text_of(parts, "rule")
    occasion = lines_of(parts, "occasion")
    question = markdown.read_quote(occasion)
    if question is None:
        names = _deck_lines()
        question = markdown.read_text([line for line in occasion if not line.startswith(names)])
    return agreement_on(
        page,
        path,
        faults,
        title=markdown.read_text((parts["title"][0].heading,)) if "title" in parts else title_of(rule),
        rule=rule,
        question=question,
        signs=text_of(parts, "signs"),
        corner_flags=text_of(parts, "corner_flags"),
        concerns=markdown.read_items(lines_of(parts, "concerns")),
        objections=markdown.read_items(lines_of(parts, "objections")),
        deck_title=_deck_title(occasion),
    )


def _deck_lines() -> tuple[str, ...]:
    """Return the beginning of a line that names the deck, in each language."""
    return tuple(f"{one.headings.deck}:" for one in TONGUES.values())


def _deck_title(occasion: Sequence[str]) -> str:
    """Return the deck's name from the last line that names one. The question is quoted, so it does not count."""
    named = (line.partition(":")[2] for line in reversed(occasion) if line.startswith(_deck_lines()))
    return " ".join(markdown.read_text((next(named, ""),)).split())


def outline(page: Page, path: str | Path, faults: list[FileProblem]) -> Agreement | None:
    """Return the agreement on `page` with its title, and without the rest of its body.

    Returns None with what is wrong added to `faults`. This is for lists: it takes a third of the time of `whole`.
    """
    return agreement_on(page, path, faults, title=_title(page))


def _title(page: Page) -> str:
    line, _feed, _rest = page.body.removeprefix("\n").partition("\n")
    if line.startswith("# ") and "<!--" not in line:
        return markdown.read_heading(line[2:])
    parts = body_parts(page)
    return markdown.read_text((parts["title"][0].heading,)) if "title" in parts else title_of(text_of(parts, "rule"))
