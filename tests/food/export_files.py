"""One recipe as other programs write it, and the files that they wrap it in."""

import io
import json
import zipfile
from pathlib import Path

SOUP = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebPage"},
        {
            "@type": ["Recipe"],
            "name": "Leek &amp; potato soup<script>alert(1)</script>",
            "recipeYield": ["4", "4 bowls"],
            "totalTime": "PT1H5M",
            "author": {"name": "A. Cook"},
            "recipeIngredient": [
                "2 leeks, sliced",
                "500 g potatoes",
                "1 litre vegetable stock",
                "salt to taste",
            ],
            "recipeInstructions": [
                {
                    "@type": "HowToSection",
                    "itemListElement": [{"text": "Soften the leeks over low heat for 10 minutes."}],
                },
                {"@type": "HowToStep", "text": "Add potatoes and vegetable stock. Simmer 25 minutes."},
            ],
        },
    ],
}


def zipped(files: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return file.getvalue()


def saved(folder: Path, name: str, data: bytes) -> str:
    path = folder / name
    path.write_bytes(data)
    return str(path)


def page(data: object) -> bytes:
    text = json.dumps(data).replace("</", "<\\/")  # as pages must write it
    return f'<html><script type="application/ld+json">{text}</script></html>'.encode()
