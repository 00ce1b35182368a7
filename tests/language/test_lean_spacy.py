"""What is left out of spaCy when it is loaded is still there for whoever wants it."""

import subprocess
import sys


def test_what_is_left_out_comes_when_it_is_called() -> None:
    """Neither YAML nor the command line is loaded with the parser's spaCy; both work afterwards."""
    # given a fresh interpreter, when the lean spaCy is loaded and then the rest is asked for
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, sous_voice.language.lean_spacy as lean, srsly\n"
            "print('srsly.ruamel_yaml' in sys.modules, 'typer' in sys.modules)\n"
            "print(srsly.yaml_loads('b: 2'))\n"
            "import tqdm, spacy.cli\n"
            "print(callable(tqdm.tqdm), callable(spacy.cli.download))",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    # then
    assert said.stdout.split("\n")[:3] == ["False False", "{'b': 2}", "True True"]
