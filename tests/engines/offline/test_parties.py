"""Who acts and who is acted on, in short articles of our own."""

import pytest

import eventx
from eventx.codebook import load_codebook
from eventx.engines.offline.explain import explain
from eventx.pipeline import Pipeline
from eventx.resolving import Resolver
from eventx.schema import Article, Draft, Mention
from eventx.testing import FunctionEngine, make_article, make_draft


def told(text: str, **article: str) -> Mention:
    """Return the last act that a text tells."""
    return eventx.extract(Article(text=text, **article)).mentions[-1]


def dyad(text: str) -> tuple[str | None, str | None]:
    """Return the countries of the sides of the last act that a text tells."""
    last = told(text)
    return last.actor.country, last.target.country


def test_whom_a_protest_is_against_is_found_deep_in_the_sentence() -> None:
    text = "Teachers in Lima marched on Tuesday to protest the failure of the government of Peru to pay them."
    found = eventx.extract(text)
    assert [(m.root, m.target.country) for m in found.mentions] == [("14", "PER")]


@pytest.mark.parametrize(
    ("acts", "answer", "doer"),
    [
        ("Rebels attacked a village in eastern Chad on Monday.\nChad's army sent troops to the region on Tuesday.",
         "Gabon condemned the attack.", "Rebels"),
        ("Uruguay accused Bolivia of spying on its navy.\nUruguayan police arrested a sailor on Monday.",
         "Bolivia denied the accusation.", "Uruguay"),
        ("Rebels shelled a village in eastern Chad on Monday.\nChad's army bombed their camp on Tuesday.",
         "Gabon condemned the raid.", "Rebels"),
        ("Chadian police shot dead a man in Moundou.\nA Sudanese gunman shot dead a priest in Abeche.",
         "Chad's president condemned the assault.", "A Sudanese gunman"),
        ("Kenyan police shot dead two robbers in Nairobi on Monday.\nKenyan nurses marched over pay on Tuesday.",
         "Uganda criticised the strike.", "Kenyan nurses"),
    ],
)  # fmt: skip
def test_an_act_that_is_answered_is_his_who_did_it_not_his_who_acted_last(acts: str, answer: str, doer: str) -> None:
    (answered,) = [m for m in eventx.extract(f"{acts}\n{answer}").mentions if m.quote == answer]
    assert answered.target.text == doer


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("Miners marched in Oruro on Monday.\nPolice dispersed the march.", "Miners"),
        ("Rebels attacked an army camp near Bunia.\nThe soldiers killed three of them in an ambush.", "Rebels"),
    ],
)
def test_who_was_told_of_is_whom_the_next_act_is_done_to(text: str, whom: str) -> None:
    assert told(text).target.text == whom


def test_police_are_of_the_place_where_force_was_used_right_before() -> None:
    text = (
        "Ethiopia's president told Ethiopia's parliament in Addis Ababa that Ethiopia would win. "
        "Gunmen shot two nurses dead in Garissa on Monday. Police arrested three men."
    )
    arrest = eventx.extract(text).mentions[-1]
    assert (arrest.actor.code, arrest.target.country) == ("KENCOP", "KEN")


def test_who_was_arrested_is_named_though_nothing_is_known_of_him() -> None:
    (arrested,) = eventx.extract("Police in Oruro arrested Wilmer Apaza Quenta, who heads a drivers' union.").mentions
    assert (arrested.target.text, arrested.target.code) == ("Wilmer Apaza Quenta", None)


def test_a_refusal_that_names_nobody_is_aimed_at_who_had_asked() -> None:
    text = "Togo demanded an apology from Benin on Monday.\nBenin refused."
    (refused,) = [m for m in eventx.extract(text).mentions if m.root == "12"]
    assert (refused.actor.country, refused.target.country) == ("BEN", "TGO")


def test_a_threat_that_names_nobody_is_aimed_at_who_acted_before() -> None:
    text = "Zambian police arrested three miners at a rally on Monday.\nThe mine workers' union threatened to sue."
    (threat,) = [m for m in eventx.extract(text).mentions if m.root == "13"]
    assert threat.target.text == "Zambian police"


def test_a_promise_that_names_nobody_is_made_to_the_land_not_to_strangers_who_acted_before() -> None:
    text = "Rebels shelled the town of Gao in Mali on Monday.\nFrance promised to lift its ban on cotton."
    assert [m.target.text for m in eventx.extract(text).mentions if m.actor.country == "FRA"] == ["Mali"]


def test_an_army_is_not_threatened_by_its_own_state() -> None:
    text = "Syrian families fled on Monday.\nSyria is at war.\nTurkey warned that Turkish tanks would cross the border."
    assert dyad(text) == ("TUR", "SYR")


def test_a_promise_of_a_government_is_not_made_to_the_compatriot_who_acted_last() -> None:
    text = "Zambian miners blocked a road on Monday.\nThe Zambian government promised to cut income taxes."
    assert [m.target.text for m in eventx.extract(text).mentions if m.actor.role == "GOV"] == [None]


def test_with_whom_talks_were_is_a_partner_of_the_pact_signed_there() -> None:
    (signed,) = eventx.extract("Egypt signed a peace accord during talks with Israel.").mentions
    assert (signed.actor.country, signed.target.country) == ("EGY", "ISR")


@pytest.mark.parametrize("act", ["accused each other of shelling villages", "exchanged insults"])
def test_what_is_done_to_each_other_is_done_by_both(act: str) -> None:
    (blamed,) = eventx.extract(f"Greece and Turkey {act} on Monday over a lost vote.").mentions
    assert (blamed.actor.country, blamed.target.country, blamed.reciprocal) == ("GRC", "TUR", True)


def test_the_two_sides_accuse_each_other_though_only_adjectives_name_them() -> None:
    text = "Greek and Turkish jets met over the sea on Monday.\nBoth countries accused each other of lying."
    (blamed,) = [m for m in eventx.extract(text).mentions if m.root == "11"]
    assert (blamed.actor.country, blamed.target.country, blamed.target.text) == ("GRC", "TUR", "each other")


def test_nobody_accuses_each_other() -> None:
    text = "They accused each other of lying on Monday."
    draft = Draft(quote=text, action="accused", target="each other")
    sides = Resolver(Article(text=text)).sides(draft, load_codebook("cameo").codes["112"])

    assert dyad("Greece and Turkey accused each other of lying on Monday.") == ("GRC", "TUR")
    assert not eventx.extract(text).mentions
    assert sides.target.text is None


def test_whom_police_arrest_and_workers_address_is_of_their_land() -> None:
    text = "India is at war.\nIndia said Indian soldiers had died.\n{}"
    for told, land in (
        ("Pakistani police arrested ten militants.", "PAK"),
        ("Nepali workers urged the government to pay.", "NPL"),
    ):
        asked = eventx.extract(text.format(told)).mentions[-1]
        assert (asked.quote, asked.target.country) == (told, land)


def test_what_two_exchange_is_no_side() -> None:
    (swapped,) = eventx.extract("Israel and Lebanon traded accusations over the killing of a general.").mentions
    assert (swapped.target.country, swapped.target.text) == ("LBN", "Lebanon")


def test_who_mediates_between_two_is_neither() -> None:
    (mediated,) = eventx.extract("Egypt is mediating between Israel and Hamas.").mentions
    assert mediated.actor.country == "EGY"


def test_whom_the_source_names_with_itself_is_no_target() -> None:
    text = "The Sudanese government's decision to expel three aid agencies drew protests from Washington and London."
    protest = next(m for m in eventx.extract(text).mentions if m.root == "11")
    assert (protest.actor.codes, protest.target.country) == (("USAGOV", "GBRGOV"), "SDN")


def test_where_two_meet_is_no_side() -> None:
    (met,) = eventx.extract("Iran and the United States held talks in Oman.").mentions
    assert (met.actor.country, met.target.country) == ("IRN", "USA")


def test_what_is_bombed_lies_in_the_land_that_is_hit() -> None:
    (bombed,) = eventx.extract("Israeli jets bombed a workshop in Gaza.").mentions
    assert (bombed.root, bombed.target.country) == ("19", "PSE")


def test_a_weapon_that_is_used_is_nobody_acted_on() -> None:
    (broken,) = eventx.extract("Police used water cannon to break up a rally by students in Santiago.").mentions
    assert broken.target.role == "EDU"


def test_a_government_threatens_rebels_who_attacked_it() -> None:
    text = "Sudanese rebels attacked a barracks on Monday.\nThe Sudanese government vowed to retaliate."
    assert [m.target.role for m in eventx.extract(text).mentions] == ["MIL", "REB"]


def test_who_condemns_an_act_does_not_condemn_himself() -> None:
    text = "Angola seized three Zambian trucks on Monday.\nZambia closed the border.\nZambia condemned the measure."
    (condemned,) = [m for m in eventx.extract(text).mentions if m.root == "11"]
    assert condemned.target.country == "AGO"


def test_what_belongs_to_who_denies_is_not_whom_he_denies_it_to() -> None:
    text = "Colonel Abdou Sylla, a spokesman of Senegal's army, denied that his men had fired."
    (denied,) = eventx.extract(text).mentions
    assert (denied.root, denied.target.text) == ("01", None)


def test_who_belongs_to_somebody_has_his_land_not_that_of_the_article() -> None:
    text = "Lawmakers from Togo spoke in Lome.\nBenin sent a letter.\nIts ministers urged Chad to mediate."
    (urged,) = [m for m in eventx.extract(text).mentions if m.target.country == "TCD"]
    assert urged.actor.country == "BEN"


def test_a_neighbour_is_not_of_the_land_that_has_it() -> None:
    text = "Togo is short of rice and its ports are closed.\nIts neighbour urged Chad to send some."
    (urged,) = [m for m in eventx.extract(text).mentions if m.target.country == "TCD"]
    assert urged.actor.country != "TGO"


def test_force_at_home_that_names_nobody_strikes_the_town_it_is_used_in() -> None:
    bombed = told("Syrian jets bombed a bakery near Damascus.")
    assert (bombed.target.text, bombed.target.country) == ("Damascus", "SYR")


@pytest.mark.parametrize(
    ("act", "sides"),
    [
        ("France handed over the bank records of two officials.", ("FRA", "MLI")),  # from abroad: to the country
        ("Army helicopters dropped barrels of fuel on Tuesday.", ("MLI", "MLI")),  # force at home: on its people
        ("France cut income taxes.", ("FRA", None)),  # no event of the article's country
    ],
)
def test_what_is_done_from_abroad_is_done_to_the_country_of_the_article(act: str, sides: tuple[str, str]) -> None:
    text = f"Mali's parliament met in Bamako on Monday.\nMali is poor, and Bamako is hot.\n{act}"
    mentions = eventx.extract(text).mentions
    assert mentions
    found = [m for m in mentions if m.quote == act]
    assert [(m.actor.country, m.target.country) for m in found] == ([sides] if sides[1] else [])


@pytest.mark.parametrize(
    ("act", "target"),
    [
        ("Peruvian nurses went on hunger strike on Monday.", "PER"),
        ("Nurses marched against the Bolivian government on Monday.", "BOL"),  # who is named counts
        ("Chilean nurses went on hunger strike on Monday.", None),  # strangers' quarrels are their own
        ("Peruvians went on strike on Monday.", "PER"),
        ("The interior minister resigned on Monday.", None),  # no protest
        ("Peruvian nurses threatened to go on strike next week.", "PER"),
    ],
)
def test_a_protest_that_names_nobody_is_meant_for_the_land_of_those_who_protest(act: str, target: str | None) -> None:
    text = f"Peru is short of medicine.\nIts hospitals are poor, and Peru pays late.\n{act}"
    (found,) = [m for m in eventx.extract(text).mentions if m.quote == act]
    assert found.target.country == target


def test_the_government_is_that_told_of_last_where_it_is_of_another_land() -> None:
    text = (
        "Chile is short of water, and Chile is hot.\nPeru's government met on Monday. The government condemned Chile."
    )
    assert dyad(text) == ("PER", "CHL")


def test_who_arrests_his_own_men_for_what_they_did_to_others_acts_on_his_own() -> None:
    assert dyad("Uganda arrested its own soldiers for beating Kenyan farmers.") == ("UGA", "UGA")


def test_those_whom_an_act_was_done_to_do_not_act() -> None:
    assert told("The arrest of two Kenyan journalists angered Uganda.").actor.country is None


@pytest.mark.parametrize(
    ("act", "target"),
    [
        ("Senegal put its troops on alert.", None),
        ("Portugal urged its citizens to stay at home.", None),
        ("Portugal recalled its ambassador.", "GNB"),  # from there
        ("France pledged tanks to Guinea-Bissau.", "GNB"),
    ],
)
def test_what_somebody_owns_or_gives_is_not_of_the_article_s_country(act: str, target: str | None) -> None:
    text = f"Soldiers seized power in Guinea-Bissau.\nGuinea-Bissau is poor, and Bissau is hot.\n{act}"
    (found,) = [m for m in eventx.extract(text).mentions if m.quote == act]
    assert found.target.country == target


@pytest.mark.parametrize(
    ("act", "sides"),
    [
        ("France condemned the attack on Turkish nurses in Syria.", ("FRA", "SYR")),
        ("France condemned the killing of two Chadian nurses.", ("FRA", None)),
        ("At a summit in Togo, France condemned the coup in Gabon.", ("FRA", "GAB")),
        ("Chadian jets flew over a camp of Sudan's army. France condemned the flights.", ("FRA", "TCD")),
        ("French ministers meeting in Togo condemned the coup in Gabon.", ("FRA", "GAB")),
        ("France condemned Chad's arrest of two nurses from Togo.", ("FRA", "TCD")),
        ("France denounced the raid by Syrian rebels on a Turkish port.", ("FRA", "SYR")),
        ("Chad killed two Turkish nurses. France condemned the killing of the nurses.", ("FRA", "TCD")),
        ("France welcomed the release of two nurses by Chad.", ("FRA", "TCD")),
        ("France praised Chad on Monday for its patience.", ("FRA", "TCD")),
    ],
)
def test_who_judges_a_deed_means_who_did_it(act: str, sides: tuple[str, str | None]) -> None:
    assert dyad(act) == sides


def test_equipment_that_is_asked_for_is_nobody() -> None:
    land = "Soldiers seized power in Guinea-Bissau.\nGuinea-Bissau is poor, and Bissau is hot."
    text = f"{land}\nFrance pleaded for helicopters."
    (plea,) = [m for m in eventx.extract(text).mentions if m.actor.country == "FRA"]
    assert plea.target.role != "MIL"


def test_a_threat_of_protest_is_not_meant_for_who_happened_to_act_before() -> None:
    police = "Peru is short of medicine.\nPeru's police arrested two nurses on Monday."
    text = f"{police} Peruvian nurses threatened to go on strike."
    assert told(text).target.text == "Peru"


def test_what_stands_before_a_semicolon_is_not_what_was_said() -> None:
    found = eventx.extract("The market was closed; Peru's president recalled his ambassador from Chile.").mentions
    assert [m.target.country for m in found if m.root == "16"] == ["CHL"]


def test_own_forces_somewhere_are_meant_for_that_land() -> None:
    assert dyad("Israel strengthened its forces in Lebanon.") == ("ISR", "LBN")


def test_an_owner_behind_a_relative_pronoun_is_named() -> None:
    assert told("The Ugandan army attacked the rebels who had burned its barracks.").target.text != "who"


def test_a_protest_is_not_meant_for_a_land_that_is_called_by_the_name_of_those_who_protest() -> None:
    assert told("Thousands of Nigerians marched in protest on Monday.").target.code is None


def test_force_of_one_side_is_not_used_on_itself_where_the_article_tells_of_two_lands() -> None:
    text = "Gaza is sealed.\nGaza is poor and Gaza is hungry.\nIsrael buried its dead.\nHamas fired rockets on Monday."
    assert told(text).target.country != "PSE"


@pytest.mark.parametrize("act", ["Gunmen killed him on Monday.", "Kenyan soldiers opened fire on Monday."])
def test_who_is_not_named_is_not_a_land(act: str) -> None:
    assert [m.target.code for m in eventx.extract(f"Kenya is poor.\n{act}").mentions] == [None]


@pytest.mark.parametrize("conjunction", ["when", "as", "after"])
def test_harm_without_a_doer_was_done_by_who_acts_behind_it(conjunction: str) -> None:
    text = f"Ten villagers were killed {conjunction} Ugandan jets dropped bombs on Monday."
    (killed,) = eventx.extract(text).mentions
    assert (killed.actor.country, killed.target.text) == ("UGA", "Ten villagers")


def test_what_was_struck_after_an_attack_was_not_struck_by_who_attacked() -> None:
    text = "A barracks in Gaza was bombed after Palestinian militants killed four soldiers."
    sides = {m.target.text: m.actor.country for m in eventx.extract(text).mentions}
    assert sides == {"A barracks in Gaza": None, "four soldiers": "PSE"}


def test_who_was_harmed_is_the_target_of_an_act_that_names_none() -> None:
    assert told("Four Kenyan soldiers were wounded when gunmen opened fire.").target.text == "Four Kenyan soldiers"


def test_whose_things_are_bombed_is_struck() -> None:
    assert (
        told("Rebels in Mali attacked a base.\nThe army bombed their camp on Monday.").target.text == "Rebels in Mali"
    )


@pytest.mark.parametrize(
    ("text", "victims"),
    [
        ("Two Israeli soldiers were killed as Israel attacked Gaza.", "Two Israeli soldiers"),
        ("Three French policemen were killed when the Malian army arrested a rebel leader.", "Three French policemen"),
        ("Four villagers were killed after Burmese jets bombed Karen rebels in Thailand.", "Four villagers"),
    ],
)
def test_harm_to_ones_own_or_before_another_act_was_not_done_by_who_acted(text: str, victims: str) -> None:
    (harm,) = [m for m in eventx.extract(text).mentions if m.target.text == victims]
    assert harm.actor.text is None


@pytest.mark.parametrize(
    "text",
    [
        "Ten villagers were killed and six injured in raids by Ethiopian jets on Monday.",
        "A raid by Ethiopian jets on a camp killed ten villagers on Monday.",
        "A raid by Ethiopian jets left ten villagers dead on Monday.",
    ],
)
def test_a_raid_that_did_the_harm_is_told_once(text: str) -> None:
    (raid,) = eventx.extract(text).mentions
    assert (raid.actor.country, (raid.target.text or "").lower()) == ("ETH", "ten villagers")


def test_the_land_of_an_article_is_known_by_its_adjective_too() -> None:
    text = "Kyrgyz police fired on a crowd.\nA Kyrgyz court met.\nRussia threatened sanctions."
    assert (told(text).target.text, told(text).target.country) == ("Kyrgyz", "KGZ")


def test_partners_of_a_joint_act_have_each_other_not_the_land_of_the_article() -> None:
    text = "Somalia is at war.\nSomalia buried its dead.\nKenya and Uganda shared intelligence on Monday."
    assert dyad(text) == ("KEN", "UGA")


def test_who_would_be_helped_is_not_who_attacks() -> None:
    assert dyad("Norway pledged to send help if Sudan attacks the port.")[1] != "SDN"


def test_a_march_is_not_against_the_town_it_passes() -> None:
    text = "Greek farmers marched through the port of Patras in a protest against European Union milk quotas."
    assert told(text).target.code == "IGOEEC"


@pytest.mark.parametrize("act", ["they were attacked by Benin", "weapons had been smuggled by Benin"])
def test_who_did_what_is_claimed_is_accused(act: str) -> None:
    assert dyad(f"Togo claimed {act}.") == ("TGO", "BEN")


def test_a_threat_is_aimed_at_who_is_to_act() -> None:
    assert dyad("Nurses in Chile threatened to strike unless Bolivia reopened the border.")[1] == "BOL"


@pytest.mark.parametrize(
    "text",
    [
        "Kenya refused to deploy police in Haiti.",
        "Kenya offered to contribute 500 troops to a force in Haiti.",
        "Kenya rejected a call for its troops to be sent to Haiti.",
    ],
)
def test_troops_are_sent_or_refused_to_where_they_would_go(text: str) -> None:
    assert dyad(text) == ("KEN", "HTI")


def test_partners_are_not_of_the_land_that_has_them() -> None:
    text = "Norway demanded that its European Union partners close their ports to Belarus."
    assert told(text).target.code == "IGOEEC"


def test_a_neighbour_is_the_other_land() -> None:
    text = "Lithuania said its hospitals were hit.\nLatvia shared data on the attack with {}."
    assert told(text.format("its neighbour")).target.text == "Lithuania"
    assert told(text.format("its neighbour Estonia")).target.country == "EST"


def test_where_several_meet_is_no_side_though_they_go_there() -> None:
    text = "American and Iranian negotiators return to Geneva this week for talks on fishing rights."
    assert dyad(text) == ("USA", "IRN")


def test_who_mediated_the_talks_before_an_agreement_is_no_side_of_it() -> None:
    text = "Yemen's government and the Houthis agreed to a truce around Taiz after talks mediated by Oman."
    (agreed,) = eventx.extract(text, codebook="conflict-location").mentions
    assert "OMNGOV" not in agreed.target.codes


def test_people_without_a_land_are_of_that_of_the_act() -> None:
    text = "Kenya is at war.\nKenya buried its dead.\nA Kenyan gunman killed six {} in a cafe in Mogadishu."
    assert dyad(text.format("people")) == ("KEN", "SOM")
    assert dyad(text.format("soldiers")) == ("KEN", "KEN")


def test_who_hears_of_an_act_elsewhere_is_not_of_that_place() -> None:
    text = "Colombian farmers marched in Bogota.\nIn Washington the State Department praised the farmers."
    assert dyad(text) == ("USA", "COL")


def test_a_land_where_somebody_is_only_based_is_not_home() -> None:
    text = "The UK-based Homs Monitor said the army had arrested ten farmers on Monday."
    assert dyad(text) == ("SYR", "SYR")


@pytest.mark.parametrize(
    ("actor", "codes"),
    [("Police and Kenyan police", ("SOMCOP", "KENCOP")), ("Ministers, police and Kenyan police", ("KENGOV", "KENCOP"))],
)
def test_those_whom_a_place_tells_apart_are_two(actor: str, codes: tuple[str, ...]) -> None:
    text = f"Kenya is at war.\nKenya buried its dead.\n{actor} fired on a crowd in Mogadishu."
    draft = Draft(quote=text, action="fired", actor=actor, target="a crowd", location="Mogadishu")
    assert Resolver(Article(text=text)).sides(draft, load_codebook("cameo").codes["175"]).actor.codes == codes


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("Eritrea is continuing to negotiate with Sudan.", "04"),
        ("Eritrea wants to attack Sudan.", "13"),
        ("Eritrea plans to expel the envoys of Sudan.", "13"),
        ("Eritrea wants to meet the envoys of Sudan.", "03"),
    ],
)
def test_what_goes_on_is_done_and_a_hostile_plan_is_a_threat(text: str, root: str) -> None:
    assert told(text).root == root


def test_those_who_quarrel_act_on_each_other() -> None:
    quarrel = told("Peru and Chile quarrelled over the rights of fishermen.")
    assert (quarrel.actor.country, quarrel.target.country, quarrel.reciprocal) == ("PER", "CHL", True)


def test_what_belongs_to_who_acts_is_not_acted_on() -> None:
    assert told("Peru's president announced that he would cut government spending.").target.text is None


def test_who_suffered_what_a_verdict_is_about_did_not_give_it() -> None:
    verdict = told("A Togolese man was convicted by a unanimous verdict of the murder of a schoolgirl.")
    assert (verdict.actor.text, verdict.target.text) == (None, "A Togolese man")


def test_whoever_began_an_act_of_force_did_the_harm() -> None:
    found = eventx.extract("Three civilians were killed when rebels started shelling the market in Aden.").mentions
    assert [(m.actor.role, m.target.role) for m in found] == [("REB", "CVL")]


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("Iran will not continue to negotiate with the United States.", "12"),
        ("Japan will continue to send rice to Sudan.", "03"),
        ("Talks between Togo and Benin began to collapse on Monday.", "16"),
    ],
)
def test_what_stands_with_the_verb_of_going_on_stands_with_the_act(text: str, root: str) -> None:
    assert [m.root for m in eventx.extract(text).mentions] == [root]


def test_an_agency_that_was_given_an_interview_is_not_acted_on() -> None:
    assert told("Two Malian generals criticised the freeze in interviews with Reuters.").target.code is None
    assert told("Two Malian generals held an interview with Serbian officers.").target.country == "SRB"


def test_what_began_long_ago_is_of_that_year() -> None:
    began = told("Egypt continued to shell Gaza in 1956.", published="2001-10-07")
    assert (began.when.text, began.planned_for) == ("1956", None)


def test_in_an_article_of_its_day_moscow_is_the_soviet_union() -> None:
    text = "In Moscow, the government rejected the American proposal."
    assert told(text, published="1985-10-07").actor.country == "SUN"
    assert told(text, published="1999-10-07").actor.country == "RUS"


@pytest.mark.parametrize(
    ("text", "target", "basis"),
    [
        ("Rebels shelled an army camp on Monday.", "an army camp", "named"),
        ("Gabon expelled two envoys of Togo.\nTogo criticised it.", "Gabon", "named"),
        ("Togo demanded an apology from Benin on Monday.\nBenin refused.", "Togo", "earlier"),
        ("Gunmen killed six people in Togo on Monday.\nGabon condemned the attack.", "Gunmen", "earlier"),
        ("Soldiers from Gabon opened fire in Togo on Monday.", "Togo", "place"),
        ("The government of Togo raised fuel prices.\nFrance threatened sanctions.", "Togo", "article"),
    ],
)  # fmt: skip
def test_how_a_target_is_known_is_told(text: str, target: str, basis: str) -> None:
    last = told(text)
    assert (last.target.text, last.target_basis) == (target, basis)


def test_another_engine_leaves_open_how_a_target_is_known() -> None:
    engine = FunctionEngine(lambda _: [make_draft()])
    (mention,) = Pipeline(engine).run([make_article()]).mentions
    assert (mention.target.text, mention.target_basis) == ("Uganda", None)


def test_the_explanation_tells_that_a_target_is_inferred() -> None:
    article = Article(text="The government of Togo raised fuel prices.\nFrance threatened sanctions.")
    lines = list(explain(article, 0, len(article.text), load_codebook("cameo")))
    assert "  target 'Togo' is inferred: the article is about it" in lines


@pytest.mark.parametrize(
    ("first", "then", "sides"),
    [
        ("Togo and Benin signed an accord on Monday.", "Each had accused the other of spying.", ("TGO", "BEN")),
        ("The presidents of Togo and Benin met on Monday.", "Both agreed to reopen the border.", ("TGO", "BEN")),
        ("The European Union imposed sanctions on Gabon.", "Brussels criticised the election in Gabon.", (None, "GAB")),
        ("The European Union met Belgium's ministers.", "Brussels criticised Gabon over the election.", ("BEL", "GAB")),
    ],
)
def test_whom_words_for_those_told_of_before_stand_for(first: str, then: str, sides: tuple[str | None, str]) -> None:
    assert dyad(f"{first} {then}") == sides


def test_whose_somebody_is_stands_behind_a_relative_pronoun() -> None:
    text = "Togo's president fled to Gabon, whose foreign minister criticised Benin on Monday."
    assert dyad(text) == ("GAB", "BEN")


def test_an_own_army_that_is_made_ready_is_nobody_acted_on() -> None:
    assert told("Togo put its army on the highest state of alert.").target.text is None
    assert told("Togo arrested its own soldiers on Monday.").target.text == "its own soldiers"


def test_a_news_agency_that_is_told_something_is_nobody_acted_on() -> None:
    text = "The Kenyan minister told Reuters that he rejected the offer of the union."
    assert "Reuters" not in (told(text).target.text or "")
    assert told("Togo accused Reuters of lying about the vote.").target.text == "Reuters"


@pytest.mark.parametrize(
    ("first", "then", "sides"),
    [
        ("Kenya expelled three Ugandan diplomats on Monday.", "It accused them of spying.", ("KEN", "UGA")),
        ("Kenya expelled three Ugandan diplomats on Monday.", "They were accused of spying.", (None, "UGA")),
        ("The Kenyan president met his Ugandan counterpart.", "They signed a pact on fishing.", ("KEN", "UGA")),
    ],
)
def test_pronouns_point_to_the_other_side_of_the_sentence_before(
    first: str, then: str, sides: tuple[str | None, str]
) -> None:
    assert dyad(f"{first} {then}") == sides


def test_what_is_exchanged_is_nobody_acted_on() -> None:
    assert told("Kenya and Uganda agreed to exchange prisoners.").target.text is None


def test_an_attack_that_nobody_is_said_to_have_made_is_not_of_the_land_that_it_hits() -> None:
    (strike,) = eventx.extract("A drone strike killed two Malian soldiers in Kidal on Monday.").mentions

    assert (strike.actor.country, strike.target.code) == (None, "MLIMIL")


@pytest.mark.parametrize(
    ("text", "victims"),
    [
        ("A shooting in a bar in Accra killed four people on Monday.", "GHACVL"),
        ("Gunmen raided a farm in Nigeria. They killed nine herders.", "NGAAGR"),
        ("Malian soldiers killed two suspected militants in Kidal.", "MLIREB"),
        ("Gunmen kidnapped two Chinese engineers in Niger.", "CHNLAB"),
    ],
)
def test_who_was_hurt_is_found_though_the_doer_is_not_named(text: str, victims: str) -> None:
    assert victims in {mention.target.code for mention in eventx.extract(text).mentions}


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Russia launched 90 drones at Ukraine overnight.", ("RUS", "UKR")),
        ("Poland condemned the drone attack by Russia.", ("POL", "RUS")),
        ("Indian jets bombed a militant camp in Pakistan.", ("IND", "PAK")),
        ("Militants killed five Indian drivers in Mali.", ("MLI", "IND")),
        ("A Hamas delegation met Egyptian mediators in Cairo.", ("PSE", "EGY")),
    ],
)
def test_weapons_are_nobody_and_who_fights_somewhere_is_of_that_land(text: str, sides: tuple[str, str]) -> None:
    assert dyad(text) == sides


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The teachers' union of Uganda marched on Monday. Its leader accused the cabinet of lying.", "UGALAB"),
        ("Rebels in Chad raided a farm on Monday. Their spokesman accused the army of murder.", "TCDREB"),
        ("Kenya closed its border on Monday. Its president accused Somalia of treason.", "KENGOV"),
    ],
)
def test_who_leads_a_body_speaks_for_it(text: str, actor: str) -> None:
    assert told(text).actor.code == actor


def test_a_leader_with_a_name_stays_himself() -> None:
    text = "The opposition party of Zambia marched on Monday. Its leader, President Amos Banda, thanked the police."
    assert told(text).actor.text == "Its leader, President Amos Banda"


@pytest.mark.parametrize(
    ("noun", "target"),
    [("sale", "GBR"), ("expulsion", "MLI")],
)
def test_the_noun_of_an_act_points_to_who_did_it(noun: str, target: str) -> None:
    acts = "Britain sold tanks to Oman. Mali expelled the French consul. Niger thanked Togo."
    assert told(f"{acts} Iran denounced the {noun}.").target.country == target


def test_who_regrets_a_raid_does_not_speak_to_his_own_soldiers() -> None:
    text = "Togolese soldiers raided a village in Benin on Monday. Togo's president apologised for the raid."
    assert told(text).target.country != "TGO"


def test_what_is_said_to_nobody_is_not_said_to_the_land_of_the_article() -> None:
    story = "Iran fired missiles at Iraq on Monday. Iran's army shelled an Iraqi port. Norway {}."
    spoken = [told(story.format(words)) for words in ("declined to comment", "called for calm")]
    assert [(m.actor.country, m.target.country) for m in spoken] == [("NOR", None), ("NOR", None)]


def test_an_official_without_a_land_who_accuses_one_is_of_the_other() -> None:
    war = "Russia invaded Ukraine on Monday. Ambassador Petro Lysenko accused Moscow of murder."
    for codebook in ("cameo", "plover"):
        last = Pipeline(codebook=codebook).run([Article(text=war)]).mentions[-1]
        assert (last.actor.country, last.target.country) == ("UKR", "RUS")


def test_the_country_is_that_of_the_article() -> None:
    text = "Police in Guinea shot ten marchers in Conakry. The United States suspended aid to the country."
    assert dyad(text) == ("USA", "GIN")


def test_the_result_of_a_vote_is_nobody() -> None:
    assert (
        told("Deputies in Lima voted 61 to 23 to dismiss the finance minister.").target.text == "the finance minister"
    )


def test_who_denies_something_answers_who_accused_him_of_it() -> None:
    text = "Peru accused Chile of jamming its radars. Bolivia thanked Brazil. Chile denied that it had jammed them."
    assert told(text).target.country == "PER"


def test_the_country_may_be_the_one_named_before_it() -> None:
    text = (
        "Turkish soldiers paraded in Ankara.\nTurkey recalled its envoy from Israel and froze trade with the country."
    )
    assert dyad(text) == ("TUR", "ISR")
