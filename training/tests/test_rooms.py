"""The rooms of the training code: which may import which, and that commands are entry points
only.
"""

from __future__ import annotations

import ast
import re
import unittest
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: A room imports those before it.
ROOMS = (
    "data",
    "networks",
    "outliers",
    "measure",
    "train",
    "masks",
    "words",
    "prompt_generator",
    "open_world",
    "export",
)


def sources() -> list[Path]:
    """Every Python file that is no test."""
    files = (path for folder in ("training", "samples") for path in (ROOT / folder).rglob("*.py"))
    return [path for path in files if "tests" not in path.parts]


def imported(path: Path) -> Iterator[str]:
    """Dotted names of the project's modules that a file imports, at any depth of its code."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
            ("training", "samples")
        ):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


class RoomsTest(unittest.TestCase):
    def test_every_folder_is_a_room_of_the_order(self) -> None:
        folders = {path.parent.name for path in (ROOT / "training").glob("*/__init__.py")}
        self.assertEqual(folders - {"tests"}, set(ROOMS))

    def test_the_readme_says_what_every_file_holds(self) -> None:
        tables = re.split(r"^\| `(\w+)/`", (ROOT / "training/README.md").read_text(), flags=re.M)
        said = {
            f"{room}/{name}"
            for room, table in zip(tables[1::2], tables[2::2], strict=True)
            for name in re.findall(r"`(\w+\.py)`", table.split("\n\n")[0])
        }
        files = {f"{path.parent.name}/{path.name}" for path in (ROOT / "training").glob("*/*.py")}
        here = {file for file in files if file.split("/")[0] in ROOMS} - {
            f"{room}/__init__.py" for room in ROOMS
        }
        self.assertEqual(here - said, set())

    def test_rooms_import_only_those_before_them(self) -> None:
        upwards = []
        for path in sources():
            relative = path.relative_to(ROOT)
            if relative.parts[0] != "training" or len(relative.parts) < 3:
                continue
            own = ROOMS.index(relative.parts[1])
            for module in imported(path):
                room = module.split(".")[1]
                if ROOMS.index(room) > own:
                    upwards.append(f"{relative} imports {module}")
        self.assertEqual(upwards, [])

    def test_nothing_imports_a_command(self) -> None:
        commands = {
            ".".join(path.relative_to(ROOT).with_suffix("").parts)
            for path in sources()
            if 'if __name__ == "__main__"' in path.read_text()
        }
        self.assertIn("training.train.base", commands)
        files = [*sources(), *(ROOT / "scripts").glob("*.py")]
        importers = [
            f"{path.relative_to(ROOT)} imports {module}"
            for path in files
            for module in imported(path)
            if module in commands
        ]
        self.assertEqual(importers, [])


if __name__ == "__main__":
    unittest.main()
