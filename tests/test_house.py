"""The house stays readable: no long module, each with a first line, no import that goes in a circle."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src"
MODULES = {
    ".".join(file.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__"): file
    for file in sorted(SOURCE.rglob("*.py"))
}
MOST_LINES = 400
# Nobody writes it by hand: it grows with every command.
DRAWN = ("silk_assess.commands.help.pages",)


def imported(name: str) -> set[str]:
    """Name the modules of ours that a module imports, anywhere in it.

    The package itself imports none: it tells type checkers what it offers, and loads it when it is asked for.
    """
    found = set()
    if name == "silk_assess":
        return found
    for node in ast.walk(ast.parse(MODULES[name].read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{one.name}" for one in node.names} | {node.module}
        elif isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
    return {one for one in found if one in MODULES and one != name}


@pytest.mark.parametrize("name", MODULES)
def test_a_module_has_one_job_and_no_more_than_400_lines(name):
    text = MODULES[name].read_text(encoding="utf-8")
    assert text.count("\n") <= MOST_LINES or name in DRAWN
    assert (ast.get_docstring(ast.parse(text)) or "").strip()


def test_no_module_imports_itself_by_way_of_others():
    left = {name: imported(name) for name in MODULES}
    while free := {name for name, others in left.items() if not others & left.keys()}:
        left = {name: others for name, others in left.items() if name not in free}
    assert left == {}
