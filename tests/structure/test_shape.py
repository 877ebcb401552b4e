"""The style guards itself: sizes, names, first lines, imports, and habits that are not ours."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOUSES = ("config", "accounts", "alumni", "programs")
LONGEST_FUNCTION, LONGEST_FILE = 50, 400
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "service", "stuff", "base"}
SERVERS = "config/services.py"  # the embedded servers are services in the plain sense of the word
GATHERERS = ("models.py", "admin.py", "tasks.py", "notices.py")
LATE_IMPORTS = {
    "config/settings_test.py": "the environment is set before the settings are read",
    "config/demo/": "the demo starts before its packages are installed",
    "manage.py": "Django's own shape",
}


def sources(*folders: str) -> Iterator[tuple[str, str, ast.Module]]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                text = path.read_text()
                yield str(path.relative_to(ROOT)), text, ast.parse(text)


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        f"{path}:{f.lineno} {f.name} ({f.end_lineno - f.lineno + 1} lines)"
        for path, _, tree in sources(*HOUSES, "tests")
        for f in functions(tree)
        if f.end_lineno and f.end_lineno - f.lineno + 1 > LONGEST_FUNCTION
    ]
    assert long == []


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    long = [
        f"{path} ({text.count(chr(10))})"
        for path, text, _ in sources(*HOUSES, "tests")
        if text.count("\n") > LONGEST_FILE
    ]
    assert long == []


def test_every_module_says_in_its_first_line_what_it_is_for() -> None:
    silent = [path for path, text, tree in sources(*HOUSES, "tests") if text.strip() and not ast.get_docstring(tree)]
    assert silent == []


def test_no_file_is_named_after_nothing() -> None:
    vague = [path for path, _, _ in sources(*HOUSES) if path != SERVERS and set(Path(path).stem.split("_")) & VAGUE]
    assert vague == []


def test_imports_stand_at_the_top() -> None:
    late = []
    for path, _, tree in sources(*HOUSES, "tests"):
        if any(path.startswith(known) for known in LATE_IMPORTS):
            continue
        late += [
            f"{path}:{node.lineno}"
            for function in functions(tree)
            for node in ast.walk(function)
            if isinstance(node, ast.Import | ast.ImportFrom)
        ]
    assert late == []


def test_models_are_saved_by_django_and_nothing_listens_to_signals() -> None:
    found = []
    for path, text, tree in sources(*HOUSES):
        classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
        if path.endswith("models.py"):
            found += [f"{path} {c.name}.save" for c in classes for f in c.body if getattr(f, "name", "") == "save"]
        if re.search(
            r"from django\.(db\.models|core|dispatch)\.?(signals|dispatch)? import .*(receiver|post_save|pre_save)",
            text,
        ):
            found.append(f"{path} uses signals")
    assert found == []


def test_the_houses_gather_their_slices_and_hold_nothing_else() -> None:
    allowed = (ast.Import, ast.ImportFrom, ast.Expr, ast.Assign, ast.AnnAssign)
    filled = [
        f"{house}/{name}"
        for house in HOUSES[1:]
        for name in GATHERERS
        if (path := ROOT / house / name).exists()
        for node in ast.parse(path.read_text()).body
        if not isinstance(node, allowed)
    ]
    assert filled == []


def public(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    return (n for n in tree.body if isinstance(n, ast.FunctionDef) and not n.name.startswith("_"))


def test_actions_are_told_by_whom_and_take_names_only() -> None:
    wrong = []
    for path, _, tree in sources(*HOUSES[1:]):
        if not path.endswith("/actions.py") or path == "accounts/audit/actions.py":
            continue
        for f in public(tree):
            named = {a.arg for a in f.args.kwonlyargs}
            if f.args.args or not named & {"by", "user", "person"}:
                if path == "accounts/notices/actions.py" and len(f.args.args) <= 1:
                    continue  # send("kind", …): the kind is the sentence's verb
                wrong.append(f"{path}:{f.lineno} {f.name}")
    assert wrong == [], "an action takes keywords only, and by="


@pytest.mark.parametrize("kind", ["actions", "rules", "queries"])
def test_what_others_call_is_annotated(kind: str) -> None:
    bare = [
        f"{path}:{f.lineno} {f.name}"
        for path, _, tree in sources(*HOUSES[1:])
        if path.endswith(f"/{kind}.py")
        for f in public(tree)
        if f.returns is None or any(a.annotation is None for a in (*f.args.args, *f.args.kwonlyargs))
    ]
    assert bare == []


def test_rules_only_read() -> None:
    writing = [
        f"{path}: .{word}("
        for path, text, _ in sources(*HOUSES[1:])
        if path.endswith("/rules.py")
        for word in ("save", "create", "update", "delete", "bulk_create")
        if re.search(rf"objects[^\n]*\.{word}\(|\bself\.{word}\(", text)
    ]
    assert writing == []


def test_only_the_audit_writes_a_state() -> None:
    pattern = re.compile(r"\.state\s*=[^=]|\.update\([^)]*\bstate=")
    writers = [
        f"{path}:{text[: m.start()].count(chr(10)) + 1}"
        for path, text, _ in sources("alumni", "programs")
        if "/sample/" not in path and "/mixing/" not in path  # a generator of numbers has a state of another kind
        for m in pattern.finditer(text)
    ]
    assert writers == [], "accounts.audit.actions.move() is the only writer of a state"


def test_tests_are_named_as_sentences() -> None:
    short = [
        f"{path} {f.name}"
        for path, _, tree in sources("tests")
        for f in tree.body
        if isinstance(f, ast.FunctionDef) and f.name.startswith("test_") and f.name.count("_") < 2
    ]
    assert short == []


def test_nothing_we_wrote_is_replaced_by_a_mock() -> None:
    pattern = re.compile(r"unittest\.mock|\bmocker\b|monkeypatch\.setattr\(\s*[\"']?(accounts|alumni|programs)\b")
    assert [path for path, text, _ in sources("tests") if pattern.search(text) and "test_shape" not in path] == []
