"""What must be said of where a copied questionnaire comes from, and under which licence."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from silk_assess.files.source import bytes_of
from silk_assess.questionnaire.model.pack import Head

FILE: Final = "LICENCE.txt"
_BEGINNINGS: Final = ("licence", "license")
# The one licence of the questionnaires that come with the program; LICENSE-content says the same.
_NOTE: Final = """\
The questionnaire in this folder was copied from one that comes with
silk-assess: {id} {version}, "{title}".

It is licensed under the Creative Commons Attribution 4.0 International
licence (CC BY 4.0).

  The licence in full: https://creativecommons.org/licenses/by/4.0/legalcode
  In short:            https://creativecommons.org/licenses/by/4.0/

You may share and adapt it, for any purpose, also commercially, as long as
you name silk-assess as the source, link to the licence, and say what you
changed.
"""


def beside(place: Path, is_shipped: bool, head: Head) -> dict[str, bytes]:
    """Give the files that tell the licence, by their names.

    Of a shipped questionnaire it is one of ours; of another the files of its folder that are
    called so, the first by name first.
    """
    if is_shipped:
        return {FILE: _NOTE.format(id=head.id, version=head.version, title=head.title).encode()}
    found = sorted(one for one in place.iterdir() if one.is_file() and one.stem.lower().startswith(_BEGINNINGS))
    return {one.name: bytes_of(one) for one in found}
