"""The frame of a page: one self-contained HTML file that fetches nothing and runs nothing."""

from html import escape

from dialogkort.core.text import clean
from dialogkort.language import current

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""What the browser may load for it: its own styles, and nothing else."""

STYLE = """
:root { --paper: #fbf7ec; --ink: #1f2421; --faint: #5d5a49; --line: #d9d0b8; --band: #2f6f45; --now: #8a4300; }
* { box-sizing: border-box; }
html { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
body { margin: 0; background: #e9efe9; color: var(--ink); line-height: 1.45;
  font-family: Georgia, "Liberation Serif", "DejaVu Serif", "Times New Roman", serif; font-size: 16px; }
main { max-width: 52rem; margin: 2rem auto; padding: 2.5rem 3rem; background: var(--paper);
  box-shadow: 0 1px 6px rgba(0, 0, 0, .15); }
h1, h2, h3, h4, .facts, .state, footer, th, figcaption {
  font-family: "Helvetica Neue", "Liberation Sans", "DejaVu Sans", Arial, sans-serif; }
h1 { font-size: 1.9rem; line-height: 1.15; margin: 0 0 .2rem; }
h2 { font-size: 1.25rem; line-height: 1.25; margin: 2.2rem 0 .4rem; }
h3 { font-size: 1.05rem; margin: 1.4rem 0 .3rem; }
h1, h2, h3, p, li, td, dd { overflow-wrap: anywhere; hyphens: auto; hyphenate-limit-chars: 14 5 5; }
th { white-space: nowrap; }
.about { color: var(--faint); margin: 0 0 1.6rem; }
.state { display: inline-block; font-size: .8rem; color: #fff; background: var(--band); border-radius: 3px;
  padding: .1rem .5rem; }
.state.now { background: var(--now); } .state.gone { background: #6a6a60; }
article { border-top: 2px solid var(--line); padding: 1.1rem 0 .6rem; break-inside: avoid; }
article h2 { margin-top: .2rem; }
.rule { font-size: 1.12rem; } .rule p { margin: .4rem 0; }
dl.facts { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; font-size: .88rem;
  margin: .8rem 0 0; }
dl.facts dt { color: var(--faint); } dl.facts dd { margin: 0; } dl.facts dd > :first-child { margin-top: 0; }
dl.facts dd > :last-child { margin-bottom: 0; } dl.facts ul { padding-left: 1.1rem; margin: 0; }
blockquote { margin: .4rem 0; padding-left: .9rem; border-left: 3px solid var(--line); color: var(--faint); }
table { border-collapse: collapse; width: 100%; font-size: .92rem; } th { text-align: left; color: var(--faint); }
th, td { border-bottom: 1px solid var(--line); padding: .35rem .6rem .35rem 0; vertical-align: top; }
tr { break-inside: avoid; }
figure { margin: 1.2rem 0; break-inside: avoid; } figcaption { font-size: .92rem; margin-bottom: .4rem; }
svg { display: block; max-width: 100%; height: auto; }
footer { margin-top: 2.4rem; font-size: .78rem; color: var(--faint); }
pre, code { font-family: "Liberation Mono", "DejaVu Sans Mono", monospace; font-size: .9em; white-space: pre-wrap; }
h1, h2, h3 { text-wrap: balance; }
@media print { body { background: none; font-size: 11pt; } main { max-width: none; margin: 0; padding: 0;
  background: none; box-shadow: none; } h2, h3 { break-after: avoid; }
  ul { break-inside: avoid; } ul + p { break-before: avoid; } a { color: inherit; text-decoration: none; } }
@page { size: A4; margin: 18mm 17mm; }
"""


def page(title: str, body: str, *, style: str = "", main: bool = True) -> str:
    """Return the whole file; `body` is HTML, `title` plain text."""
    inner = f"<main>\n{body}\n</main>" if main else body
    return (
        f'<!doctype html>\n<html lang="{current()}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(clean(title))}</title>\n<style>{STYLE}{style}</style>\n</head>\n"
        f"<body>\n{inner}\n</body>\n</html>\n"
    )


def facts(rows: list[tuple[str, str]]) -> str:
    """Return labelled rows, each with its HTML; empty ones are left out."""
    inner = "".join(f"<dt>{escape(label)}</dt><dd>{html}</dd>" for label, html in rows if html)
    return f'<dl class="facts">{inner}</dl>' if inner else ""
