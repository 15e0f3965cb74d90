"""The pages on agreements are true: their files are read, their commands are run, and the output is the program's."""

import json
import re
from pathlib import Path

import pytest
from tests.cli.conftest import call, here, shelf  # noqa: F401 - fixtures

from dialogkort.cli.arguments import parse
from dialogkort.language import TONGUES
from dialogkort.storage.agreements.files import parse as agreement_in
from dialogkort.storage.agreements.text import KEYS

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = {"en": "agreements.md", "da": "agreements.da.md"}
FILE = re.compile(r"`(team-[\w/.-]+\.md)`:\n\n```markdown\n(.*?)```", re.DOTALL)
COMMAND = re.compile(r"```sh\n(.*?)```(?:\n\n```\n(.*?)```)?", re.DOTALL)
TEAMS = {"en": "Team North", "da": "Team Nord"}
TODAY = "2027-02-22"


def page(tongue: str) -> str:
    return (DOCS / PAGES[tongue]).read_text(encoding="utf-8")


def files(tongue: str) -> dict[str, str]:
    return dict(FILE.findall(page(tongue)))


@pytest.fixture(params=["en", "da"])
def tongue(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("LANG", {"en": "en_GB.UTF-8", "da": "da_DK.UTF-8"}[request.param])
    monkeypatch.setenv("DIALOGKORT_TODAY", TODAY)
    return str(request.param)


@pytest.fixture
def laid(tongue: str, here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:  # noqa: F811
    """The files from the page, on disk, in the folder that the program looks in."""
    monkeypatch.setenv("DIALOGKORT_FOLDER", "Dialogkort")
    for name, text in files(tongue).items():
        path = here / "Dialogkort" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.parents[1].joinpath("team.yaml").write_text(f"name: {TEAMS[tongue]}\n", encoding="utf-8")
    return here / "Dialogkort"


def test_the_files_are_agreements_and_one_of_them_has_every_part(tongue: str) -> None:
    whole, least = (agreement_in(text, Path(name)) for name, text in files(tongue).items())
    parts = (whole.title, whole.rule, whole.question, whole.signs, whole.corner_flags, whole.concerns, whole.keeper)
    assert all((*parts, whole.deck, whole.card))
    assert (least.id, least.decided.isoformat()) == (Path(list(files(tongue))[1]).stem, "2026-08-10")
    assert least.rule


def test_every_key_heading_and_status_is_explained(tongue: str) -> None:
    text = page(tongue)
    for key in KEYS:
        assert re.search(rf"^\| (?:`\w+`, )?`{key}`", text, re.MULTILINE), key
    for spoken in TONGUES.values():
        for heading in ("occasion", "signs", "corner_flags", "concerns", "history"):
            assert f"| `{getattr(spoken.headings, heading)}` |" in text, heading
    assert all(f"`{status}`" in text for status in ("in-force", "retired", "superseded", "sleeping", "all"))


def test_the_commands_can_be_run_in_this_order_and_print_what_is_shown(tongue: str, laid: Path, call) -> None:  # noqa: F811
    shown = COMMAND.findall(page(tongue))
    commands = [line for block, _answer in shown for line in block.strip().split("\n")]
    assert len(commands) >= 15
    assert {line.split()[2] for line in commands} == {"list", "show", "review", "new", "remake", "digest", "check"}
    for block, answer in shown:
        for line in block.strip().split("\n"):
            done = call(*_words(line)[1:])
            assert (done.code, done.err) == (0, ""), line
            assert done.out
            if answer:
                assert done.out == answer


def test_the_json_is_what_the_program_prints(tongue: str, laid: Path, call) -> None:  # noqa: F811
    [shown] = re.findall(r"```json\n(.*?)```", page(tongue), re.DOTALL)
    told = json.loads(call("agreements", "list", "--due", "--keeper", "Mette", "--format", "json").out)
    expected = json.loads(shown)
    expected["agreements"][0]["path"] = str(laid / next(iter(files(tongue))))
    assert told["problems"] == []
    assert [{**listed, "path": str(Path(listed["path"]).absolute())} for listed in told["agreements"]] == expected[
        "agreements"
    ]


def test_the_examples_for_cron_and_github_are_valid_commands(tongue: str) -> None:
    lines = re.findall(
        r"dialogkort (agreements .*)", "\n".join(re.findall(r"```(?:crontab|yaml)\n(.*?)```", page(tongue), re.DOTALL))
    )
    assert len(lines) == 3
    for line in lines:
        assert parse(_words(line), {}).run


def test_the_ignored_files_are_the_temporary_ones_of_the_program(tongue: str) -> None:
    [ignored] = re.findall(r"```gitignore\n(.*?)```", page(tongue), re.DOTALL)
    assert ".dialogkort-*.tmp" in ignored


def test_the_two_pages_have_the_same_blocks() -> None:
    kinds = [re.findall(r"^ *```(\w*)$", page(tongue), re.MULTILINE) for tongue in PAGES]
    assert kinds[0] == kinds[1]
    titles = [len(re.findall(r"^## ", page(tongue), re.MULTILINE)) for tongue in PAGES]
    assert titles[0] == titles[1]


def test_every_link_leads_somewhere(tongue: str) -> None:
    text = page(tongue)
    for link in re.findall(r"\]\(([^)]+)\)", text):
        file, _, anchor = link.partition("#")
        assert not file or (DOCS / file).exists(), link
        titles = re.findall("^#+ (.*)$", text, re.MULTILINE)
        headings = [re.sub(r"[^\w\- ]", "", title).lower().replace(" ", "-") for title in titles]
        assert not anchor or anchor in headings, link


def _words(line: str) -> list[str]:
    """Split a line as the shell does."""
    import shlex

    return shlex.split(line)
