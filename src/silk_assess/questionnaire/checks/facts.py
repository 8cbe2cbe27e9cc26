"""Addresses and years of sources, tools, enablers and peer cases that can only be slips."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from silk_assess.faults import Code, Fault, Steps, quoted
from silk_assess.questionnaire.forms import is_misspelt_address, is_no_year
from silk_assess.questionnaire.model.catalogue import Offer, PeerCase, Size
from silk_assess.questionnaire.model.pack import Pack


def faults_of_sources(pack: Pack) -> Iterator[Fault]:
    """Yield addresses that begin as one and are none, and figures that are no year.

    Source: docs/format.md, Pack.
    """
    for i, source in enumerate(pack.head.sources):
        path: Steps = ("pack.yaml", "sources", i)
        yield from _address(source.url, (*path, "url"))
        yield from _year(source.year, (*path, "year"))
    offers: tuple[tuple[str, Sequence[Offer]], ...] = (("tools.yaml", pack.tools), ("enablers.yaml", pack.enablers))
    for file, several in offers:
        for i, offer in enumerate(several):
            yield from _address(offer.url, (file, i, "url"))
    for i, case in enumerate(pack.cases):
        yield from _years_of(case, ("cases.yaml", i))


def _years_of(case: PeerCase, path: Steps) -> Iterator[Fault]:
    if case.reached is not None:
        yield from _year(case.reached.year, (*path, "reached", "year"))
    if isinstance(case.size, Size):
        yield from _year(case.size.year, (*path, "size", "year"))
    for i, figure in enumerate(case.figures):
        yield from _year(figure.year, (*path, "figures", i, "year"))


def _address(url: str | None, path: Steps) -> Iterator[Fault]:
    if url is not None and is_misspelt_address(url):
        do = "Write it whole, beginning with https:// or http://, without blanks."
        yield Fault(path, f"{quoted(url)} is no address that a browser may follow", do, Code.ADDRESS)


def _year(year: str | None, path: Steps) -> Iterator[Fault]:
    if year is not None and is_no_year(year):
        yield Fault(path, f"{quoted(year)} is no year", "Write four figures, such as 2022.", Code.YEAR)
