"""Draw the names by which countries are understood, from the data of Unicode CLDR.

In an empty folder: `npm pack cldr-core cldr-localenames-full`, and unpack each into a folder of its name. Then
`python docs/countries.py FOLDER` writes src/silk_assess/countries/names.txt, one country a line: its code, then its
names in English, French, Spanish, Portuguese, German and Korean, in its own official languages (those of its regions
too), and its code of three letters; what differs only by capitals, accents or punctuation stands once.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from silk_assess.countries import countries
from silk_assess.countries.names import folded

HERE: Final = Path(__file__).parent.parent / "src" / "silk_assess" / "countries"
LANGUAGES: Final = ("en", "fr", "es", "pt", "pt-PT", "de", "ko")
# What people call a country, and CLDR does not, since it is a part of it or a name of old.
MORE: Final = {
    "GB": ("Great Britain", "Britain", "England", "Scotland", "Wales", "Northern Ireland"),
    "NL": ("Holland",),
    "US": ("America",),
    "CG": ("Republic of the Congo",),
    "KR": ("Republic of Korea", "Korea, Republic of"),
    "RU": ("Russian Federation",),
}
# Of all abbreviations of two letters, those that are no other country's code.
TWO_LETTERS: Final = {"GB": ("UK",), "GR": ("EL",)}


def main(folder: Path) -> None:
    """Write the file of names."""
    version = _read(folder / "cldr-localenames-full" / "package.json")["version"]
    text = f"# Names of countries, from Unicode CLDR {version}. Its licence stands beside this file: LICENSE-unicode.\n"
    text += "# Drawn by docs/countries.py. In a line: the code, then names, with tabs between them.\n"
    text += "".join("\t".join([code, *_names(code, folder)]) + "\n" for code in [*countries(), "XK"])
    (HERE / "names.txt").write_text(text, encoding="utf-8", newline="\n")


def _names(code: str, folder: Path) -> list[str]:
    found: dict[str, str] = {}
    for language in (*LANGUAGES, *_own_languages(code, folder)):
        file = folder / "cldr-localenames-full" / "main" / language / "territories.json"
        if file.exists():
            names = _read(file)["main"][language]["localeDisplayNames"]["territories"]
            for key, name in names.items():
                if key == code or key.startswith(f"{code}-alt-"):
                    found |= {folded(one): one for one in _spellings(name) if folded(one) not in found}
    found = {short: name for short, name in found.items() if len(short) > 3 or not short.isascii()}
    three = _read(folder / "cldr-core" / "supplemental" / "codeMappings.json")["supplemental"]["codeMappings"]
    for name in (*MORE.get(code, ()), *TWO_LETTERS.get(code, ()), three[code]["_alpha3"]):
        found.setdefault(folded(name), name)
    return sorted(found.values())


def _spellings(name: str) -> Iterator[str]:
    """Give a name, and what stands before its parenthesis or dash: it may be that of several countries."""
    yield name
    yield re.split(r" \(| [-–] |（", name)[0]


def _own_languages(code: str, folder: Path) -> list[str]:
    info = _read(folder / "cldr-core" / "supplemental" / "territoryInfo.json")["supplemental"]["territoryInfo"]
    spoken = info.get(code, {}).get("languagePopulation", {})
    return [language.replace("_", "-") for language, one in spoken.items() if "_officialStatus" in one]


def _read(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
