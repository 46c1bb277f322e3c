"""The page of promises names tests and attacks that exist."""

from __future__ import annotations

import ast
import re

import pytest
from arena import attacks
from class_support import ROOT

PAGE = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")
TESTS = sorted(set(re.findall(r"`(tests/[\w/.]+\.py)(?:::(\w+))?`", PAGE)))


@pytest.mark.parametrize(("file", "name"), TESTS)
def test_a_test_that_is_named_exists(file: str, name: str) -> None:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    names = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    assert any(known.lower().startswith("test") for known in names)
    assert not name or name in names


def test_an_attack_that_is_named_exists() -> None:
    named = re.findall(r"`((?:score|leak|harm|hang)_\w*)(…?)`", PAGE)
    known = [attack.name for attack in attacks()]
    assert len(named) >= 6
    for name, and_more in named:
        assert any(k.startswith(name) if and_more else k == name for k in known), name


def test_every_promise_names_what_shows_it() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and "shown by" not in line]
    assert len(rows) >= 12
    assert all("`tests/" in row for row in rows)


def test_the_readme_leads_to_it() -> None:
    assert "docs/threat-model.md" in (ROOT / "README.md").read_text(encoding="utf-8")
