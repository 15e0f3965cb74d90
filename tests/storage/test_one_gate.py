"""All files and folders are opened, created, inspected and removed through one gate, so that no link is overlooked."""

import ast
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "dialogkort"
GATE = {"files/filesystem.py", "files/links.py"}
OF_OS = frozenset(
    {
        *("open", "stat", "lstat", "listdir", "scandir", "walk", "replace", "rename", "unlink", "remove", "mkdir"),
        *("makedirs", "rmdir", "link", "symlink", "chmod", "access", "truncate", "utime", "readlink"),
    }
)
OF_A_PATH = frozenset(
    {
        *("exists", "is_file", "is_dir", "is_symlink", "iterdir", "glob", "rglob", "read_bytes", "write_text"),
        *("write_bytes", "mkdir", "rmdir", "touch", "stat", "lstat", "rename", "symlink_to", "hardlink_to", "chmod"),
    }
)
ALLOWED = {
    ("decks/shelf/shelf.py", "is_dir"): "whether the program is installed or a checkout: its own folder",
    ("decks/shelf/gathering.py", "walk"): "the names below a folder that was named; their targets go through the gate",
    ("decks/shelf/gathering.py", "is_dir"): "whether what was named is a folder",
    ("seats/server.py", "read_bytes"): "the page that comes with the program",
    ("cli/printing.py", "open"): "the device that swallows everything",
}


def calls(tree: ast.AST) -> list[str]:
    """The calls in a module that open, create, inspect or remove something on disk."""
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        match node.func:
            case ast.Name(id="open"):
                found.append("open")
            case ast.Attribute(value=ast.Name(id="os"), attr=name) if name in OF_OS:
                found.append(name)
            case ast.Attribute(value=ast.Name(id="shutil"), attr=name) if name not in {"which", "get_terminal_size"}:
                found.append(name)
            case ast.Attribute(value=ast.Name(id="filesystem" | "atomic")):
                continue
            case ast.Attribute(attr=name) if name in OF_A_PATH:
                found.append(name)
    return found


def test_nothing_bypasses_the_gate() -> None:
    past = set()
    for path in SOURCE.rglob("*.py"):
        module = path.relative_to(SOURCE).as_posix()
        if module not in GATE:
            past |= {(module, name) for name in calls(ast.parse(path.read_text("utf-8")))}
    assert past - set(ALLOWED) == set()
    assert set(ALLOWED) - past == set(), "no longer needed"


def test_only_the_gate_opens_folders() -> None:
    """The calls of `filesystem` take names in a folder that is held open, which nobody else can make from a path."""
    for path in SOURCE.rglob("*.py"):
        used = {
            node.attr
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "filesystem"
        }
        opening = used & {"open_folder", "open_below", "path_facts"}
        assert not opening or path.relative_to(SOURCE).as_posix() in GATE, path
