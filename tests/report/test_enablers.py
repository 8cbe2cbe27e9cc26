"""Who can help: the part of a report with the enablers at home and across borders."""

import pytest

from report_pages import HERE, Page, drawn
from silk_assess.files.answer_files import load_answers
from silk_assess.files.questionnaires import load_pack
from silk_assess.report.organisation.view import view
from silk_assess.scoring.assess import assess
from small_packs import five, scored, section, tree_of

PACK = HERE / "packs" / "who-can-help"
TREE = load_pack(PACK)


def laid_out(name):
    return view(assess(TREE, load_answers(PACK / f"answers-{name}.yaml", TREE))).enablers


def test_those_at_home_stand_before_those_across_borders():
    found = laid_out("korea")

    assert found.title == "Who can help in South Korea"
    assert found.finding == "Two are at home in South Korea, or open to it. One helps across borders."
    assert [one.id for one in found.home] == ["kotra-social-economy", "co-fund"]
    assert [one.id for one in found.across] == ["ica"]


def test_without_a_country_it_says_so():
    found = laid_out("no-country")

    assert found.title == "Who can help"
    assert found.finding == (
        "You have not said in which country you are, so nobody at home is named. Three help across borders."
    )
    assert found.home == ()


def test_a_country_that_nobody_is_named_for():
    finding = laid_out("sweden").finding

    assert finding == "This questionnaire names nobody in Sweden that fits you. One helps across borders."


def test_what_was_read_and_what_was_not_is_said():
    home, across = laid_out("france").home, laid_out("france").across

    assert home[0].checked == "Read in a page of 2026-11. The address is from memory."
    assert across[0].checked == "Described from memory, not checked."
    assert laid_out("korea").home[0].checked == "Read in a page of 2020-06-04."
    assert laid_out("korea").home[1].checked == "Read in a page without a date."


@pytest.mark.parametrize("output", ["html", "md"])
def test_the_part_stands_between_tools_and_peers(output):
    page = drawn(PACK / "answers-france.yaml", output)

    heads = ["Tools that may help", "Who can help in France", "Across borders", "Who did it before you"]
    places = [page.rindex(head) for head in heads]
    assert places == sorted(places)
    for said in ("ESS France", "Network", "French", "Caution: It represents", "member", "Read in a page of 2026-11"):
        assert said in page[places[1] : places[2]]
    assert "https://www.ess-france.org" in page


def test_a_name_links_to_its_page():
    page = Page(drawn(PACK / "answers-france.yaml", "html"))

    assert "https://www.ess-france.org" in [one["href"] for one in page.named("a")]


@pytest.mark.parametrize("output", ["html", "md"])
def test_a_questionnaire_without_enablers_has_no_such_part(output):
    assert "Who can help" not in drawn(HERE / "packs" / "mini" / "answers.yaml", output)


def test_one_that_fits_nobody_leaves_the_part_without_a_list():
    only = [{"id": "e", "name": "E", "kind": "fund", "countries": ["NO"]}]
    tree = tree_of(
        section("part", five("q")),
        profile=[{"id": "country", "type": "country", "text": "?"}],
        enablers=only,
    )

    found = view(scored(tree, {"q": "p0"}, country="GB")).enablers

    assert (found.finding, found.note) == ("This questionnaire names nobody in the United Kingdom that fits you.", "")
    assert view(scored(tree, {"q": "p0"})).enablers.finding == (
        "You have not said in which country you are, so nobody at home is named."
    )
