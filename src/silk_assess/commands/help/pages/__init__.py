"""The page of each command, and that of all of them, as `help/draw.py` draws them."""

from collections.abc import Mapping
from typing import Final

from silk_assess.commands.help.page import Page
from silk_assess.commands.help.pages import authors, many, start
from silk_assess.commands.help.pages.general import GENERAL as GENERAL

PAGES: Final[Mapping[str, Page]] = {**start.PAGES, **many.PAGES, **authors.PAGES}
