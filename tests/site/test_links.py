"""What is wrong in a built site is found."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

LINKS = runpy.run_path(str(Path(__file__).parent / "links"))
HEAD = '<!DOCTYPE html><html><head><link rel="stylesheet" href="a.css"></head><body id="top">'


@pytest.mark.parametrize(
    ("body", "style", "says"),
    [
        ('<a href="#top">x</a> <a href="https://elsewhere.example/">x</a>', "", ""),
        ('<img src="data:image/png;base64,AA">', "b{background:url(data:x)}", "index.html loads data:"),
        ('<a href="gone.html">x</a>', "", "index.html names gone.html, which is not there"),
        ('<a href="#gone">x</a>', "", "index.html names #gone, and there is no such place"),
        ('<script src="https://elsewhere.example/x.js"></script>', "", "index.html loads https://elsewhere.example/"),
        ('<script src="//elsewhere.example/x.js"></script>', "", "index.html loads //elsewhere.example/x.js"),
        ("", "@import 'https://elsewhere.example/x.css';", "a.css loads https://elsewhere.example/x.css"),
        ("", "@font-face{src:url(https://elsewhere.example/x.woff)}", "a.css loads https://elsewhere.example/x.woff"),
        ("", "b{background:url(gone.png)}", "a.css loads gone.png, which is not here"),
        ('<b style="background:url(https://elsewhere.example/x)">', "", "index.html loads https://elsewhere.example/x"),
    ],
)
def test_what_is_wrong_is_named(tmp_path, capsys, body, style, says):
    (tmp_path / "index.html").write_text(HEAD + body, encoding="utf-8")
    (tmp_path / "a.css").write_text(style, encoding="utf-8")
    code = LINKS["main"](tmp_path)
    assert (code, capsys.readouterr().out.startswith(says)) == (1 if says else 0, True)


def test_a_page_that_nothing_leads_to_is_named(tmp_path, capsys):
    for name in ("index.html", "lost.html", "a.css"):
        (tmp_path / name).write_text(HEAD if name.endswith("html") else "", encoding="utf-8")
    assert LINKS["main"](tmp_path) == 1
    assert capsys.readouterr().out.startswith("lost.html is reached from nowhere\n")


def test_an_empty_site_is_none(tmp_path):
    assert LINKS["main"](tmp_path) == 1
