"""There is one way to heat, read from the syntax trees: word, offer, kernel, permit, link, confirmed offer, zone."""

import ast
from collections.abc import Iterator
from pathlib import Path

import sous_voice

PACKAGE = Path(sous_voice.__file__).parent
STOVE = PACKAGE / "stove"


def trees(*but: str) -> Iterator[tuple[str, ast.AST]]:
    """(path inside the package, syntax tree) of every module but these."""
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if name not in but:
            yield name, ast.parse(path.read_text(encoding="utf-8"))


def called(tree: ast.AST, name: str) -> list[ast.Call]:
    """Calls of a function or method of this name."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return [call for call in calls if getattr(call.func, "id", getattr(call.func, "attr", "")) == name]


def function_of(tree: ast.AST, inner: ast.AST) -> str:
    """The innermost function that holds a node."""
    holders = [f for f in ast.walk(tree) if isinstance(f, ast.FunctionDef) and inner in ast.walk(f)]
    return min(holders, key=lambda f: len(list(ast.walk(f)))).name if holders else ""


def test_permits_are_made_in_the_kernel_alone() -> None:
    """No other module calls Permit or names the kernel's seal; and the kernel makes them in one place."""
    for name, tree in trees("safety/kernel.py"):
        assert not called(tree, "Permit"), name
        names = {getattr(node, "attr", getattr(node, "id", "")) for node in ast.walk(tree)}
        imported = {
            alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names
        }
        assert "_Seal" not in names | imported, name
        assert not any(isinstance(n, ast.Constant) and n.value == "_Seal" for n in ast.walk(tree)), name
    kernel = ast.parse((PACKAGE / "safety" / "kernel.py").read_text(encoding="utf-8"))
    assert [function_of(kernel, call) for call in called(kernel, "Permit")] == ["_permit"]


def test_one_module_opens_a_port_and_one_line_writes_to_it() -> None:
    """pyserial is the link process's alone (and the list of ports the doctor's); the port is written to with what the
    protocol gives, and with nothing else."""
    for name, tree in trees("stove/keeper.py"):
        imported = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        imported |= {a.name for node in ast.walk(tree) if isinstance(node, ast.Import) for a in node.names}
        used = {one for one in imported if one.split(".")[0] == "serial"}
        assert used <= ({"serial.tools.list_ports"} if name == "cli/doctor.py" else set()), name
    keeper = ast.parse((STOVE / "keeper.py").read_text(encoding="utf-8"))
    writes = [ast.unparse(call) for call in called(keeper, "write") if "serial" in ast.unparse(call.func)]
    assert writes == ["self.serial.write(data)"]
    assert "data = self.host.take()" in ast.unparse(keeper)


def test_one_place_asks_for_an_offer_and_one_confirms_it() -> None:
    """On the host's side the verbs that lead to heat are written once each."""
    places = {"A": [], "C": [], "R": []}
    for name, tree in trees():
        if name.startswith("stove/") and "/firmware/" not in name and "/simulator/" not in name:
            for node in ast.walk(tree):
                if isinstance(node, ast.Tuple) and node.elts and isinstance(node.elts[0], ast.Constant):
                    verb = node.elts[0].value
                    if verb in places:
                        places[verb].append((name, function_of(tree, node)))
    assert places == {
        "A": [("stove/host.py", "request")], "C": [("stove/host.py", "_confirm")], "R": [("stove/host.py", "clear")],
    }  # fmt: skip


def test_in_the_controller_heat_begins_in_one_place() -> None:
    """Only a confirmed offer calls ``Controller.begin``, only that ``Zone.begin``, and only that sets a level up."""
    callers = []
    levels = []
    for path in sorted((STOVE / "firmware").glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        callers += [(path.name, function_of(tree, call)) for call in called(tree, "begin")]
        for node in ast.walk(tree):
            targets = node.targets if isinstance(node, ast.Assign) else []
            for target in targets:
                outside = isinstance(target, ast.Attribute) and target.attr == "level"
                if outside and (path.name == "zone.py" or ast.unparse(target) != "self.level"):
                    levels.append((path.name, function_of(tree, node), ast.unparse(node)))
    assert sorted(callers) == [("controller.py", "begin"), ("orders.py", "_confirm")]
    assert sorted(levels) == [
        ("zone.py", "begin", "self.level = level"),
        ("zone.py", "end", "self.level = 0"),
        ("zone.py", "lower", "self.level = level"),
    ]
    zone = ast.unparse(ast.parse((STOVE / "firmware" / "zone.py").read_text(encoding="utf-8")))
    assert "if level < self.level:\n            self.level = level" in zone
