"""The specification's own tests, all of them."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from sous_voice.core.recipe import Cookware, Ingredient, Item, Quantity
from sous_voice.shelf.cooklang import parse

_DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "cooklang-canonical.yaml"
_CASES = yaml.safe_load(_DATA.read_text("utf-8"))["tests"] if _DATA.is_file() else {}


def _amount(quantity: Quantity, default: object) -> object:
    if quantity.low is not None:
        return float(quantity.low)
    return quantity.words or default


def _canonical(item: Item) -> dict[str, Any]:
    """An item as the specification writes it."""
    if isinstance(item, str):
        return {"type": "text", "value": item}
    if isinstance(item, Ingredient):
        amount = _amount(item.quantity, "some")
        return {"type": "ingredient", "name": item.name, "quantity": amount, "units": item.quantity.unit}
    if isinstance(item, Cookware):
        return {"type": "cookware", "name": item.name, "quantity": _amount(item.quantity, 1)}
    return {"type": "timer", "name": item.name, "seconds": item.seconds}


def _wanted(item: dict[str, Any]) -> dict[str, Any]:
    item = dict(item)
    if item["type"] == "timer":
        size = {"minutes": 60, "hour": 3600, "": 0}[item["units"]]
        seconds = item["quantity"] * size if item["quantity"] != "" else None
        return {"type": "timer", "name": item["name"], "seconds": seconds}
    if item["type"] == "cookware":
        item.pop("units", None)
    return item


def test_all_cases_are_there(shared_data: Path) -> None:
    """The data hold the sixty cases that we claim to pass."""
    assert len(_CASES) == 60


@pytest.mark.parametrize("name", list(_CASES) or [pytest.param("", marks=pytest.mark.skip("no data"))])
def test_canonical(name: str) -> None:
    """Given a source of the specification, when it is read, then items and metadata are as it says."""
    case = _CASES[name]
    recipe = parse(case["source"])
    steps = [[_canonical(item) for item in step.items] for step in recipe.steps]
    wanted = [[_wanted(item) for item in step] for step in case["result"]["steps"]]
    assert steps == wanted
    metadata = {key: str(value) for key, value in case["result"]["metadata"].items()}
    assert dict(recipe.metadata) == metadata
