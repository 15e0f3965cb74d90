"""Markdown that people wrote, as HTML: what is on the allowlist is rendered, everything else is escaped.

In a rule: emphasis, code, lists, tasks, tables, and links with http, https and mailto. In minutes, which the program
wrote, also headings and quotations. Never HTML, never an image, never anything that is fetched.
"""

import re
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from dialogkort.core.text import clean
from dialogkort.files.markdown import without_comments

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_ALLOWED = ("emphasis", "backticks", "fence", "list", "table", "link", "autolink", "escape", "entity", "newline")
_OF_PAGES = (*_ALLOWED, "heading", "blockquote", "hr")
_NEEDED = ("paragraph", "text", "block", "inline", "normalize", "text_join", "balance_pairs", "fragments_join")
_SAFE_LINK = re.compile(r"(?:https?://|mailto:)[^\s]+\Z", re.IGNORECASE)
_SPECIAL = re.compile(r"[\\`*_<>\[\]#|~&]|^ {0,3}(?:[-+]|[0-9]{1,9}[.)])(?: |$)|^ *[-=:]{2,}|^ {2,}", re.MULTILINE)
_PLAIN_LIST = re.compile(r"- [^\W_][^\\`*_<>\[\]#|~&\n]*(?<! )(?:\n- [^\W_][^\\`*_<>\[\]#|~&\n]*(?<! ))*")
"""A list with one-line items that contain nothing special to markdown, as most concerns are."""
_TASK = re.compile(r"<li>(\s*(?:<p>)?)\[([ xX])\](?= )")


def rule_html(markdown: str) -> str:
    """Return a part of an agreement as HTML."""
    text = without_comments(clean(markdown)).strip("\n")
    if text.startswith("- ") and _PLAIN_LIST.fullmatch(text):
        return (
            f"<ul>\n{''.join(f'<li>{escape(part[2:].strip())}</li>{chr(10)}' for part in text.split(chr(10)))}</ul>\n"
        )
    if not _SPECIAL.search(text):  # most rules: nothing in them is special to markdown
        paragraphs = (part.strip() for part in re.split(r"\n\s*\n", text))
        return "\n".join(f"<p>{_broken(paragraph)}</p>" for paragraph in paragraphs if paragraph)
    return _with_tasks(str(_reader(_ALLOWED).render(text)))


def page_html(markdown: str) -> str:
    """Return the body of minutes as HTML."""
    return _with_tasks(str(_reader(_OF_PAGES).render(without_comments(clean(markdown)))))


def text_html(text: str) -> str:
    """Return plain text of one or several lines as HTML, none of it treated as markdown."""
    return escape(clean(text)).replace("\n", "<br>")


def _broken(text: str) -> str:
    return re.sub(r" {2,}\n", "<br>", escape(text))


def _with_tasks(html: str) -> str:
    return _TASK.sub(lambda found: f"<li>{found[1]}{'☐' if found[2] == ' ' else '☑'}", html)


@cache
def _reader(allowed: tuple[str, ...]) -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415 - most rules do not need it

    reader = MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False}).enable("table")
    known = {name for names in reader.get_all_rules().values() for name in names}
    reader.disable(sorted(known - {*allowed, *_NEEDED}))
    reader.validateLink = lambda url: _SAFE_LINK.match(url) is not None  # type: ignore[method-assign]
    return reader
