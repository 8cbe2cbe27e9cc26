"""Names of countries, as they are understood. Source: Unicode CLDR, by docs/countries.py."""

import subprocess
import sys
from importlib.resources import files

import pytest

from silk_assess.countries import countries
from silk_assess.countries.names import folded, named, similar

HERE = files("silk_assess.countries")
LINES = [line.split("\t") for line in HERE.joinpath("names.txt").read_text(encoding="utf-8").splitlines()[2:]]


def test_every_country_has_its_line():
    assert [code for code, *_ in LINES] == [*countries(), "XK"]


def test_the_licence_of_the_names_stands_beside_them():
    assert HERE.joinpath("LICENSE-unicode").read_text(encoding="utf-8").startswith("UNICODE LICENSE V3\n")


def test_every_name_leads_to_its_country_and_hardly_one_to_two():
    shared = {folded(name) for code, *names in LINES for name in names if named(name) != (code,)}
    assert shared == {"congo", "kongo", "saint martin", "sao martinho"}


@pytest.mark.parametrize("code", countries())
def test_a_code_and_our_own_name_lead_to_their_country(code):
    assert named(code) == named(code.lower()) == (code,)
    assert code in named(countries()[code])


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("South Korea", "KR"),
        ("Corée du Sud", "KR"),
        ("Corea del Sur", "KR"),
        ("Coreia do Sul", "KR"),
        ("Südkorea", "KR"),
        ("한국", "KR"),
        ("日本", "JP"),
        ("भारत", "IN"),
        ("Ελλάδα", "GR"),
        ("Україна", "UA"),
        ("Espanya", "ES"),
        ("Cymru", ""),
        ("KOR", "KR"),
    ],
)
def test_countries_are_named_in_six_languages_and_their_own(line, code):
    assert named(line) == ((code,) if code else ())


@pytest.mark.parametrize(
    "line", ["CÔTE D'IVOIRE", "cote d’ivoire", " Côte  d Ivoire ", "la Côte d'Ivoire", "Ivory Coast", "the ivory coast"]
)
def test_capitals_accents_marks_and_a_leading_article_make_no_difference(line):
    assert named(line) == ("CI",)


def test_an_article_that_belongs_to_a_name_stays():
    assert named("El Salvador") == named("el salvador") == ("SV",)


@pytest.mark.parametrize("line", ["", " ", "ß", "les", "the", "x" * 9000, "-", "12"])
def test_what_names_no_country(line):
    assert named(line) == ()


@pytest.mark.parametrize(
    ("line", "codes"),
    [("Korea", ("KP", "KR")), ("Germny", ("DE",)), ("Republic of Ireland", ("IE",)), ("no", ()), ("Atlantis", ())],
)
def test_what_may_have_been_meant(line, codes):
    assert similar(line) == codes


def test_the_names_are_loaded_when_one_is_asked_for_and_not_before():
    code = "import sys, silk_assess.interview.take, silk_assess.files.answer_session; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "silk_assess.countries" in loaded
    assert "silk_assess.countries.names" not in loaded
