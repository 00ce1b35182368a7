"""Saved pages in the forms that are met on the web, written for the tests, each with what a person reads off it.

The expectations were written beside the pages, before any reader was tried on them.
"""

import json
from dataclasses import dataclass
from typing import Any

Line = tuple[str, float | None, float | None, str]
"""Food, from, to, unit; None where there is no number."""


@dataclass(frozen=True)
class Wild:
    """A page and what stands in it."""

    name: str
    html: str
    title: str
    lines: tuple[Line, ...]
    steps: int
    servings: float | None = None
    total: float | None = None
    """Seconds in all."""
    grams: tuple[tuple[str, float], ...] = ()
    """Weights that a person would work out."""


def _page(*blocks: Any, body: str = "", script: str = "application/ld+json") -> str:
    scripts = "".join(
        f'<script type="{script}">{block if isinstance(block, str) else json.dumps(block)}</script>'
        for block in blocks
    )
    return f"<!doctype html><html><head><title>A page</title>{scripts}</head><body>{body}</body></html>"


CTX = "https://schema.org"
WILD = (
    Wild(
        "graph of a plug-in, recipe last, types as lists",
        _page(
            {
                "@context": CTX,
                "@graph": [
                    {"@type": "WebSite", "name": "Nan's Kitchen"},
                    {"@type": ["Article", "BlogPosting"], "headline": "My best scones"},
                    {
                        "@type": ["Recipe"],
                        "name": "Nan&#8217;s Scones",
                        "recipeYield": ["8", "8 scones"],
                        "prepTime": "PT0H15M",
                        "cookTime": "PT12M",
                        "totalTime": "PT27M",
                        "recipeIngredient": [
                            "225g self-raising flour",
                            "55g butter",
                            "150ml milk",
                            "25g caster sugar",
                        ],
                        "recipeInstructions": [
                            {"@type": "HowToStep", "text": "Rub the butter into the flour."},
                            {"@type": "HowToStep", "text": "Stir in the sugar, then the milk."},
                            {"@type": "HowToStep", "text": "Bake for 12 minutes at 220C."},
                        ],
                    },
                ],
            }
        ),
        "Nan’s Scones",
        (
            ("self-raising flour", 225, None, "gram"),
            ("butter", 55, None, "gram"),
            ("milk", 150, None, "millilitre"),
            ("caster sugar", 25, None, "gram"),
        ),
        3,
        servings=8,
        total=1620,
    ),
    Wild(
        "sections with their own names",
        _page(
            {
                "@context": CTX,
                "@type": "Recipe",
                "name": "Lemon tart",
                "recipeYield": "Serves 6-8",
                "totalTime": "PT1H30M",
                "recipeIngredient": [
                    "250 g plain flour",
                    "125 g cold butter",
                    "5 eggs",
                    "4 lemons, juice and zest",
                ],
                "recipeInstructions": [
                    {
                        "@type": "HowToSection",
                        "name": "Pastry",
                        "itemListElement": [
                            {"@type": "HowToStep", "text": "Rub the butter into the flour."},
                            {"@type": "HowToStep", "text": "Chill for 30 minutes."},
                        ],
                    },
                    {
                        "@type": "HowToSection",
                        "name": "Filling",
                        "itemListElement": [
                            {"@type": "HowToStep", "text": "Whisk the eggs with the lemons and bake."}
                        ],
                    },
                ],
            }
        ),
        "Lemon tart",
        (
            ("plain flour", 250, None, "gram"),
            ("butter", 125, None, "gram"),
            ("eggs", 5, None, ""),
            ("lemons", 4, None, ""),
        ),
        3,
        servings=6,
        total=5400,
    ),
    Wild(
        "days and hours in the duration, a yield as a number",
        _page(
            {
                "@type": "Recipe",
                "name": "Brined pork",
                "recipeYield": 10,
                "prepTime": "P0DT0H20M",
                "cookTime": "PT4H0M0S",
                "totalTime": "P1DT4H20M",
                "recipeIngredient": ["2 kg pork shoulder", "1.5 l water", "75 g salt"],
                "recipeInstructions": "Dissolve the salt in the water.\n\n"
                "Lay the pork shoulder in it for a day.\n\nRoast for 4 hours.",
            }
        ),
        "Brined pork",
        (
            ("pork shoulder", 2, None, "kilogram"),
            ("water", 1.5, None, "litre"),
            ("salt", 75, None, "gram"),
        ),
        3,
        servings=10,
        total=102_000,
    ),
    Wild(
        "fractions as one character, glued to the number, and ranges",
        _page(
            {
                "@context": "http://schema.org/",
                "@type": "Recipe",
                "name": "Pancakes",
                "recipeYield": "4 servings",
                "recipeIngredient": [
                    "1½ cups flour",
                    "2¼ teaspoons baking powder",
                    "½ tsp salt",
                    "1 ¼ cups milk",
                    "2–3 tablespoons sugar",
                    "3 to 4 eggs",
                    "1/3 cup melted butter",
                ],
                "recipeInstructions": [
                    {"@type": "HowToStep", "text": "Mix all and fry for 2-3 minutes a side."}
                ],
            }
        ),
        "Pancakes",
        (
            ("flour", 1.5, None, "cup"),
            ("baking powder", 2.25, None, "teaspoon"),
            ("salt", 0.5, None, "teaspoon"),
            ("milk", 1.25, None, "cup"),
            ("sugar", 2, 3, "tablespoon"),
            ("eggs", 3, 4, ""),
            ("butter", 1 / 3, None, "cup"),
        ),
        1,
        servings=4,
    ),
    Wild(
        "packs: two tins, a can with its ounces, a block with its weight",
        _page(
            {
                "@type": "Recipe",
                "name": "Chana masala",
                "recipeYield": "4",
                "recipeIngredient": [
                    "2 x 400 g tins chickpeas, drained",
                    "1 (14.5 oz) can diced tomatoes",
                    "1 x 200g block paneer",
                    "3 garlic cloves, crushed",
                    "a pinch of salt",
                ],
                "recipeInstructions": [
                    "Fry the garlic.",
                    "Add the chickpeas and the tomatoes.",
                    "Crumble in the paneer.",
                ],
            }
        ),
        "Chana masala",
        (
            ("chickpeas", 2, None, "tin"),
            ("tomatoes", 1, None, "can"),
            ("paneer", 1, None, "block"),
            ("garlic", 3, None, "clove"),
            ("salt", 1, None, "pinch"),
        ),
        3,
        servings=4,
        grams=(("chickpeas", 800), ("tomatoes", 411), ("paneer", 200)),
    ),
    Wild(
        "entities, non-breaking spaces and markup in the fields",
        _page(
            {
                "@type": "Recipe",
                "name": "Mac &amp; Cheese &ndash; quick",
                "recipeYield": "2&nbsp;servings",
                "recipeIngredient": [
                    "200&nbsp;g macaroni",
                    "<b>100 g</b> cheddar &amp; a little more",
                    "1&frac12; cups milk",
                ],
                "recipeInstructions": [
                    {"@type": "HowToStep", "text": "<p>Boil the <a href='/m'>macaroni</a>.</p>"},
                    {"@type": "HowToStep", "text": "Melt the cheddar in the milk at 180&deg;C."},
                ],
            }
        ),
        "Mac & Cheese – quick",
        (("macaroni", 200, None, "gram"), ("cheddar", 100, None, "gram"), ("milk", 1.5, None, "cup")),
        2,
        servings=2,
    ),
    Wild(
        "all ingredients in one string with line breaks",
        _page(
            {
                "@type": "Recipe",
                "name": "Dal",
                "recipeYield": "4 people",
                "recipeIngredient": "200 g red lentils\n1 onion\n2 tbsp oil\n1 tsp turmeric",
                "recipeInstructions": "Fry the onion in the oil.\nAdd the lentils and turmeric.",
            }
        ),
        "Dal",
        (
            ("red lentils", 200, None, "gram"),
            ("onion", 1, None, ""),
            ("oil", 2, None, "tablespoon"),
            ("turmeric", 1, None, "teaspoon"),
        ),
        2,
        servings=4,
    ),
    Wild(
        "all ingredients in one string with <br>, the old property name",
        _page(
            {
                "@type": "http://schema.org/Recipe",
                "name": "Shortbread",
                "ingredients": "300 g flour<br>200 g butter<br/>100 g sugar",
                "recipeInstructions": "<ol><li>Rub it together.</li><li>Bake for 40 minutes.</li></ol>",
                "yield": "24 pieces",
            }
        ),
        "Shortbread",
        (("flour", 300, None, "gram"), ("butter", 200, None, "gram"), ("sugar", 100, None, "gram")),
        2,
        servings=24,
    ),
    Wild(
        "two blocks, the first broken, a list at the top",
        _page(
            '{"@type": "Recipe", "name": "Broken",',
            [
                {"@type": "BreadcrumbList", "itemListElement": []},
                {
                    "@type": "Recipe",
                    "name": "Toast",
                    "recipeYield": "1",
                    "recipeIngredient": ["2 slices bread", "10 g butter"],
                    "recipeInstructions": [{"@type": "HowToStep", "text": "Toast the bread and butter it."}],
                },
            ],
        ),
        "Toast",
        (("bread", 2, None, "slice"), ("butter", 10, None, "gram")),
        1,
        servings=1,
    ),
    Wild(
        "the recipe inside the page's main entity",
        _page(
            {
                "@context": CTX,
                "@type": "WebPage",
                "mainEntity": {
                    "@type": "Recipe",
                    "name": "Tomato salad",
                    "recipeYield": {"@type": "QuantitativeValue", "value": 2},
                    "recipeIngredient": ["500 g tomatoes", "1 tbsp olive oil"],
                    "recipeInstructions": {
                        "@type": "HowToStep",
                        "text": "Slice the tomatoes and pour the olive oil on.",
                    },
                },
            }
        ),
        "Tomato salad",
        (("tomatoes", 500, None, "gram"), ("olive oil", 1, None, "tablespoon")),
        1,
        servings=2,
    ),
    Wild(
        "raw line breaks and tabs inside the JSON strings",
        _page(
            '{"@type":"Recipe","name":"Rice\tpudding","recipeYield":"4",'
            '"recipeIngredient":["100 g pudding rice","1 l milk"],'
            '"recipeInstructions":"Simmer the rice in the milk\nfor 40 minutes.\n\nServe warm."}'
        ),
        "Rice pudding",
        (("pudding rice", 100, None, "gram"), ("milk", 1, None, "litre")),
        2,
        servings=4,
    ),
    Wild(
        "JSON wrapped in a comment and CDATA, with a trailing comma",
        _page(
            '//<![CDATA[\n{"@type":"Recipe","name":"Omelette","recipeYield":"1",'
            '"recipeIngredient":["3 eggs","1 tbsp butter",],'
            '"recipeInstructions":["Beat the eggs.","Fry them in the butter.",]}\n//]]>'
        ),
        "Omelette",
        (("eggs", 3, None, ""), ("butter", 1, None, "tablespoon")),
        2,
        servings=1,
    ),
    Wild(
        "microdata",
        _page(
            body="""<div itemscope itemtype="http://schema.org/Recipe"><h1 itemprop="name">Porridge</h1>
            <span itemprop="recipeYield">2</span><time itemprop="totalTime" datetime="PT10M">10 min</time>
            <ul><li itemprop="recipeIngredient">100 g oats</li><li itemprop="recipeIngredient">500 ml water</li></ul>
            <ol itemprop="recipeInstructions"><li>Boil the water.</li><li>Stir in the oats.</li></ol></div>"""
        ),
        "Porridge",
        (("oats", 100, None, "gram"), ("water", 500, None, "millilitre")),
        2,
        servings=2,
        total=600,
    ),
    Wild(
        "steps as objects with a name and a text, tips, images and a video among them",
        _page(
            {
                "@type": "Recipe",
                "name": "Ramen eggs",
                "recipeYield": "6 eggs",
                "image": ["https://example.org/a.jpg"],
                "video": {"@type": "VideoObject", "name": "How to"},
                "nutrition": {
                    "@type": "NutritionInformation",
                    "calories": "78 calories",
                    "sodiumContent": "400 mg",
                },
                "recipeIngredient": ["6 large eggs", "120 ml soy sauce", "120 ml mirin"],
                "recipeInstructions": [
                    {
                        "@type": "HowToStep",
                        "name": "Boil",
                        "text": "Boil the eggs for 6½ minutes.",
                        "image": "b.jpg",
                    },
                    {"@type": "HowToTip", "text": "Older eggs peel better."},
                    {
                        "@type": "HowToStep",
                        "name": "Marinate",
                        "text": "Lay them in soy sauce and mirin overnight.",
                    },
                ],
            }
        ),
        "Ramen eggs",
        (("eggs", 6, None, ""), ("soy sauce", 120, None, "millilitre"), ("mirin", 120, None, "millilitre")),
        2,
        servings=6,
    ),
    Wild(
        "German words and decimal commas",
        _page(
            {
                "@type": "Recipe",
                "name": "Käsekuchen",
                "recipeYield": "12 Stücke",
                "totalTime": "PT80M",
                "recipeIngredient": [
                    "1,5 kg Magerquark",
                    "250 g Zucker",
                    "5 Eier",
                    "1 EL Zitronensaft",
                    "1 Prise Salz",
                ],
                "recipeInstructions": [
                    {"@type": "HowToStep", "text": "Alles verrühren und 70 Minuten backen."}
                ],
            }
        ),
        "Käsekuchen",
        (
            ("magerquark", 1.5, None, "kilogram"),
            ("zucker", 250, None, "gram"),
            ("eier", 5, None, ""),
            ("zitronensaft", 1, None, "tablespoon"),
            ("salz", 1, None, "pinch"),
        ),
        1,
        servings=12,
        total=4800,
    ),
    Wild(
        "durations in words, in minutes alone, and an empty total",
        _page(
            {
                "@type": "Recipe",
                "name": "Roast carrots",
                "recipeYield": "for 4",
                "prepTime": "10 minutes",
                "cookTime": "PT35M",
                "totalTime": "",
                "recipeIngredient": ["1 kg carrots", "2 tbsp oil"],
                "recipeInstructions": ["Toss the carrots in the oil.", "Roast for 35 minutes."],
            }
        ),
        "Roast carrots",
        (("carrots", 1, None, "kilogram"), ("oil", 2, None, "tablespoon")),
        2,
        servings=4,
        total=2700,
    ),
    Wild(
        "two systems in one line, dual weights in brackets",
        _page(
            {
                "@type": "Recipe",
                "name": "Brownies",
                "recipeYield": "16 brownies",
                "recipeIngredient": [
                    "1 cup (200g) granulated sugar",
                    "225g / 8oz dark chocolate",
                    "115 g (4 oz, 1 stick) butter",
                    "¾ cup plus 1 tablespoon flour",
                    "2 large eggs, at room temperature",
                    "1 tsp vanilla extract (optional)",
                    "Flaky salt, to taste",
                ],
                "recipeInstructions": [
                    "Melt the chocolate with the butter.",
                    "Stir in the rest.",
                    "Bake for 25 minutes.",
                ],
            }
        ),
        "Brownies",
        (
            ("granulated sugar", 1, None, "cup"),
            ("dark chocolate", 225, None, "gram"),
            ("butter", 115, None, "gram"),
            ("flour", 0.8125, None, "cup"),
            ("eggs", 2, None, ""),
            ("vanilla extract", 1, None, "teaspoon"),
            ("flaky salt", None, None, ""),
        ),
        3,
        servings=16,
    ),
    Wild(
        "headings inside the list of ingredients",
        _page(
            {
                "@type": "Recipe",
                "name": "Burger",
                "recipeYield": "Makes 4 burgers",
                "recipeIngredient": [
                    "For the patties:",
                    "500 g beef mince",
                    "1 onion",
                    "FOR THE SAUCE",
                    "4 tbsp mayonnaise",
                ],
                "recipeInstructions": ["Shape the mince and the onion into patties.", "Stir the mayonnaise."],
            }
        ),
        "Burger",
        (("beef mince", 500, None, "gram"), ("onion", 1, None, ""), ("mayonnaise", 4, None, "tablespoon")),
        2,
        servings=4,
    ),
    Wild(
        "the amounts behind the food, and a colon between",
        _page(
            {
                "@type": "Recipe",
                "name": "Crackers",
                "recipeIngredient": ["Flour: 200 g", "Olive oil - 3 tbsp", "Water, 80 ml", "Salt"],
                "recipeInstructions": "1) Mix flour, oil and water. 2) Roll out thin. 3) Bake for 15 minutes.",
            }
        ),
        "Crackers",
        (
            ("flour", 200, None, "gram"),
            ("olive oil", 3, None, "tablespoon"),
            ("water", 80, None, "millilitre"),
            ("salt", None, None, ""),
        ),
        3,
    ),
    Wild(
        "structured ingredients, as some apps write them",
        _page(
            {
                "@type": "Recipe",
                "name": "Lassi",
                "recipeYield": "2 glasses",
                "recipeIngredient": [
                    {"@type": "PropertyValue", "name": "yogurt", "value": "250", "unitText": "g"},
                    {"@type": "PropertyValue", "name": "water", "value": 100, "unitText": "ml"},
                    {"name": "sugar", "amount": "1 tbsp"},
                ],
                "recipeInstructions": [{"@type": "HowToStep", "text": "Blend yogurt, water and sugar."}],
            }
        ),
        "Lassi",
        (("yogurt", 250, None, "gram"), ("water", 100, None, "millilitre"), ("sugar", 1, None, "tablespoon")),
        1,
        servings=2,
    ),
)
IMAGE_ONLY = _page(
    {"@type": "Recipe", "name": "In the picture", "image": "https://example.org/recipe.jpg"},
    body="<img src='recipe.jpg' alt='recipe'>",
)
"""A recipe that is only a picture: nothing to read."""
