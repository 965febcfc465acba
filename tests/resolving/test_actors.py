"""Who some words name. The cases are written for this test; none is from a corpus."""

from datetime import date

import pytest

from eventx.resolving.actor_outlets import outlet_country
from eventx.resolving.actors import DocumentNames, explain, is_actor, resolve


def codes(words: str, names: DocumentNames | None = None, when: date | None = None) -> list[str | None]:
    return [actor.code for actor in resolve(words, names, when)]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        # countries, capitals and seats act as governments
        ("Portugal", "PRTGOV"),
        ("the United Arab Emirates", "AREGOV"),
        ("U.S.", "USAGOV"),
        ("Ivory Coast", "CIVGOV"),
        ("DR Congo", "CODGOV"),
        ("Guinea-Bissau", "GNBGOV"),
        ("Lisbon", "PRTGOV"),
        ("BUDAPEST", "HUNGOV"),
        ("the Kremlin", "RUSGOV"),
        ("Downing Street", "GBRGOV"),
        ("Danish", "DNKGOV"),
        # people and other cities are civilians
        ("Peruvians", "PERCVL"),
        ("two Norwegians", "NORCVL"),
        ("a Bolivian", "BOLCVL"),
        ("Aleppo", "SYRCVL"),
        ("Tigray", "ETHCVL"),
        # country and role
        ("the Finnish government", "FINGOV"),
        ("Chile's government", "CHLGOV"),
        ("Filipino fishermen", "PHLAGR"),
        ("Zambian nurses", "ZMBHLH"),
        ("Colombian rebels", "COLREB"),
        ("the Turkish army", "TURMIL"),
        ("Kenyan police", "KENCOP"),
        ("Thailand's constitutional court", "THAJUD"),
        ("the Greek parliament", "GRCLEG"),
        ("Nepalese students", "NPLEDU"),
        ("Algerian journalists", "DZAMED"),
        ("South Korean labourers", "KORLAB"),
        ("Uruguay's foreign ministry", "URYGOV"),
        ("the Dutch defence minister", "NLDGOVMIL"),
        ("Norway's defense ministry", "NORGOVMIL"),
        ("French warships", "FRAMIL"),
        ("an Ethiopian air strike", "ETHMIL"),
        ("Cuban intelligence agents", "CUBSPY"),
        ("opposition lawmakers in Zambia", "ZMBOPPPTY"),
        ("Syrian refugees", "SYRREF"),
        # words before a number
        ("Up to 300 Tunisian miners", "TUNLAB"),
        ("as many as 40 students in Dakar", "SENEDU"),
        # the country stands after the head
        ("police in Lagos", "NGACOP"),
        ("residents of Kharkiv", "UKRCVL"),
        ("troops of the Republic of Korea", "KORMIL"),
        ("the government of Sierra Leone", "SLEGOV"),
        ("farmers across Paraguay", "PRYAGR"),
        ("prosecutors in Milan", "ITAJUD"),
        ("the governor of Texas", "USAGOV"),
        ("separatists from Catalonia", "ESPSEP"),
        ("the president of Latvia", "LVAGOV"),
        # what belongs to a body has its role
        ("a senior official at Peru's interior ministry", "PERGOV"),
        ("a spokesman for the rebels", "REB"),
        ("members of the Bulgarian parliament", "BGRLEG"),
        ("a spokeswoman for the Ugandan army", "UGAMIL"),
        ("several of the biggest trade unions in Belgium", "BELLAB"),
        ("a group of smugglers", "CRM"),
        ("dozens of Moroccan teachers", "MAREDU"),
        ("an army accountant", "MIL"),
        ("the Irish ambassador to Canada", "IRLGOV"),
        ("Mexico's envoy to the United Nations", "MEXGOV"),
        ("Czech inspectors", "CZEGOV"),
        # past offices
        ("the former president of Zambia", "ZMBELI"),
        ("Mali's ousted president", "MLIELI"),
        ("ex-minister", "ELI"),
        # hyphens
        ("the U.S.-backed Iraqi forces", "IRQMIL"),
        ("pro-Russian separatists in Ukraine", "UKRSEP"),
        ("the Israeli-occupied West Bank", "PSEGOV"),
        ("the Saudi-led coalition", "IGO"),
        ("the Bosnian Serb army", "BIHMIL"),
        # persons with titles
        ("Sweden's finance minister, Anna Vik", "SWEGOVBUS"),
        ("U.S. Deputy Secretary of State Ann Moor", "USAGOV"),
        ("General Ole Brandt", "MIL"),
        ("Gov. Rita Salas of New Mexico", "USAGOV"),
        ("Sen. Dale Whitt", "LEG"),
        ("Brazilian company Norvale", "BRABUS"),
        ("the Maltese Democrats", "MLTPTY"),
        ("Malta's Democrats", "MLTPTY"),
        ("Austria's Christian Democrats", "AUTPTY"),
        ("the secretary general of Malta's dockers' union", "MLTLAB"),
        ("president of the 12,000 member union of weavers", "LAB"),
        ("Finland's director-general for Europe", "FINGOV"),
        ("two Norwegian banking officials", "NORBUS"),
        ("Kuwait, a big exporter", "KWTGOV"),
        ("its old enemy Peru", "PERGOV"),
        ("Swedish opposition to the plan", "SWE"),
        ("a three-man Dutch commission", "NLDGOV"),
        ("an eleven-man Dutch commission", "NLDGOV"),
        ("Kenya, rebels", "KENREB"),
        ("two Chirac administration officials", "FRAGOV"),
        ("Democrats in the Iraqi parliament", "USAPTY"),
        ("Pope Francis", "VATCHR"),
        ("Senator Bill Pope", "LEG"),
        ("shadow health secretary Joan Pell", "OPP"),
        ("Dane Mette Lund", "DNKCVL"),
        ("Danish Mette Lund", "DNKCVL"),
        ("the 40-year-old Dane", "DNKCVL"),
        # minorities
        ("ethnic Hungarians in Slovakia", "SVKCVL"),
        ("Albanians of southern Serbia", "SRBCVL"),
        # organisations
        ("NATO", "IGONAT"),
        ("the European Union", "IGOEEC"),
        ("UN peacekeepers", "IGOUNO"),
        ("WHO", "IGOUNOWHO"),
        ("Amnesty International", "NGOAMN"),
        ("a spokesman for the African Union", "IGOOAU"),
        ("Secretary-General Antonio Guterres", "IGOUNO"),
    ],
)
def test_one_actor_has_the_code(words: str, code: str) -> None:
    assert codes(words) == [code]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Japan and South Korea", ["JPNGOV", "KORGOV"]),
        ("South Korean and Japanese leaders", ["KORGOV", "JPNGOV"]),
        ("Polish and Slovak soldiers", ["POLMIL", "SVKMIL"]),
        ("officials from Iran, Russia and China", ["IRNGOV", "RUSGOV", "CHNGOV"]),
        ("diplomats of South Korea and Japan", ["KORGOV", "JPNGOV"]),
        ("troops of Chad and Niger", ["TCDMIL", "NERMIL"]),
        ("leaders of Italy, Spain, and Malta", ["ITAGOV", "ESPGOV", "MLTGOV"]),
        ("Iranian students and workers", ["IRNEDU", "IRNLAB"]),
        ("teachers and nurses in Ghana", ["GHAEDU", "GHAHLH"]),
        ("the Sudanese government and rebels", ["SDNGOV", "SDNREB"]),
        ("Israeli helicopters and tanks", ["ISRMIL"]),
        ("Bosnia and Herzegovina", ["BIHGOV"]),
        ("Trinidad and Tobago and Cuba", ["TTOGOV", "CUBGOV"]),
        ("the Iran-Iraq border", ["IRN", "IRQ"]),
        ("Kuwait as well as Oman", ["KWTGOV", "OMNGOV"]),
        ("NATO and Serbia", ["IGONAT", "SRBGOV"]),
        ("both Oman and Qatar", ["OMNGOV", "QATGOV"]),
        ("Nigeria, along with Benin", ["NGAGOV", "BENGOV"]),
        ("police and protesters in Lima", ["PERCOP", "PERCVL"]),
    ],
)
def test_compound_phrases_give_every_actor_in_text_order(words: str, expected: list[str]) -> None:
    assert codes(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "a cat called Minka", "a demand", "coronavirus", "Marcus Beam", "us", "who", "Bill Cook", "Douglas Reed Hill",
        "the weather", "", "---", "yesterday", "a state of emergency", "the South China Sea", "the Vienna talks",
    ],
)  # fmt: skip
def test_nobody_is_guessed_from_nothing(words: str) -> None:
    assert resolve(words) == ()


@pytest.mark.parametrize("words", ["Michael Jordan", "Paris Hill", "Chad Brooks"])
def test_a_place_inside_the_name_of_a_person_is_no_country(words: str) -> None:
    assert resolve(words) == ()


def test_an_unknown_head_gives_the_country_and_no_role() -> None:
    (actor,) = resolve("a Greek island")

    assert (actor.code, actor.country, actor.role) == ("GRC", "GRC", None)


def test_the_codes_of_the_three_schemes_stand_apart() -> None:
    (journalists,) = resolve("Peruvian journalists")
    (nurses,) = resolve("Peruvian nurses")

    assert (journalists.role, journalists.plover) == ("MED", "JRN")
    assert (nurses.role, nurses.plover) == ("HLH", "MED")
    assert resolve("Peruvian soldiers")[0].conflict == "State forces"


def test_leaders_hold_their_office_on_the_day() -> None:
    assert codes("Angela Merkel", when=date(2015, 5, 1)) == ["DEUGOV"]
    assert codes("Angela Merkel", when=date(2023, 5, 1)) == ["DEUELI"]
    assert codes("Angela Merkel") == ["DEUGOV"]


def test_before_an_office_abroad_the_words_say_what_somebody_is() -> None:
    names = DocumentNames.of("France and the French banks were warned in Paris.", None, None)
    assert codes("Finance Minister Christine Lagarde", names, date(2008, 5, 1)) == ["FRAGOVBUS"]
    assert codes("Christine Lagarde", when=date(2015, 5, 1)) == ["IGOIMF"]
    assert codes("Secretary-General Kofi Annan", when=date(2015, 5, 1)) == ["IGOUNO"]


def test_the_words_say_more_than_the_table_of_leaders() -> None:
    assert codes("former Chancellor Angela Merkel", when=date(2015, 5, 1)) == ["DEUELI"]
    assert codes("opposition leader Angela Merkel", when=date(2003, 5, 1)) == ["DEUOPP"]


def test_a_title_finds_the_leader_by_surname() -> None:
    assert codes("President Chirac") == ["FRAGOV"]
    assert codes("the Reagan administration") in ([], ["USAGOV"], ["GOV"])


SEOUL = """South Korea's foreign minister, Kang Min-seo, met her Japanese counterpart, Taro Hoshino, on Monday.
Defence Minister Park Chul and Yun Jae-ho, the trade envoy, were there too. Kang later praised Tokyo.
A senior official at the Presidency of South Korea, Lim Do-yun, said Japan agreed with South Korea. Mr Hoshino left."""


@pytest.fixture(scope="module")
def seoul() -> DocumentNames:
    return DocumentNames.of(SEOUL, "Ministers of South Korea and Japan meet", "KOR")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Kang Min-seo", "KORGOV"),
        ("Kang", "KORGOV"),
        ("Ms Kang", "KORGOV"),
        ("Taro Hoshino", "JPNGOV"),
        ("Hoshino", "JPNGOV"),
        ("Mr Hoshino", "JPNGOV"),
        ("Park Chul", "KORGOVMIL"),
        ("Defence Minister Park", "KORGOVMIL"),
        ("Yun Jae-ho", "KORGOV"),
        ("Lim", "KORGOV"),
        ("the South", "KORGOV"),
        ("police", "KORCOP"),
        ("the military", "KORMIL"),
        ("the government", "KORGOV"),
        ("Kang's spokesman", "KORGOV"),
        ("the former minister", "KORELI"),
    ],
)
def test_names_bound_in_the_article_are_known_later(seoul: DocumentNames, words: str, code: str) -> None:
    assert codes(words, seoul) == [code]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the two countries", ["KORGOV", "JPNGOV"]),
        ("Both sides", ["KORGOV", "JPNGOV"]),
        ("the two leaders", ["KORGOV", "JPNGOV"]),
        ("the militaries of the two countries", ["KORMIL", "JPNMIL"]),
        ("the two countries' foreign ministers", ["KORGOV", "JPNGOV"]),
        ("Kang and Hoshino", ["KORGOV", "JPNGOV"]),
    ],
)
def test_the_pair_of_an_article_are_its_most_named_countries(
    seoul: DocumentNames, words: str, expected: list[str]
) -> None:
    assert codes(words, seoul) == expected


def test_a_body_and_its_organ_are_one_bloc() -> None:
    text = "The European Union fined Malta on Friday.\nThe European Commission in Brussels had drafted the decision."
    assert codes("the bloc", DocumentNames.of(text, None, None)) == ["IGOEEC"]


def test_of_two_countries_named_as_often_the_article_is_not_about_the_united_states() -> None:
    text = "Washington sent an envoy to Quito.\nEcuador welcomed the envoy of the United States."
    assert codes("the police", DocumentNames.of(text, None, None)) == ["ECUCOP"]


def test_foreign_parties_do_not_get_the_country_of_the_article(seoul: DocumentNames) -> None:
    assert codes("foreign tourists", seoul)[0] is not None
    assert resolve("foreign tourists", seoul)[0].country is None
    assert resolve("his counterpart", seoul)[0].country is None


def test_without_an_outlet_the_country_that_the_article_names_most_stands_in() -> None:
    names = DocumentNames.of("Police in Quito fired on a crowd. Ecuador is tense. Peru watched.", None, None)

    assert codes("police", names) == ["ECUCOP"]
    assert codes("soldiers", DocumentNames.of("Soldiers came.", None, None)) == ["MIL"]


@pytest.mark.parametrize("monitor", ["A Geneva-based monitor", "A monitor based in Geneva"])
def test_where_somebody_has_his_seat_is_not_where_the_news_is(monitor: str) -> None:
    names = DocumentNames.of(f"{monitor} said government forces had shelled Homs.", None, None)
    assert codes("government forces", names) == ["SYRMIL"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [("anti-Taliban fighters", ["AFGUAF"]), ("pro-Hamas students", ["PSEEDU"]), ("anti-Japanese students", ["EDU"])],
)
def test_who_is_for_or_against_a_group_is_of_its_land(words: str, expected: list[str]) -> None:
    assert codes(words) == expected


def test_the_army_in_news_of_the_palestinians_is_that_of_israel() -> None:
    names = DocumentNames.of(
        "Palestinians met in Ramallah. Gaza waited. Palestinian police came. Israel watched.", None, None
    )
    assert [codes(words, names)[0] for words in ("the army", "a settler", "the police")] == [
        "ISRMIL",
        "ISRCVL",
        "PSECOP",
    ]


def test_the_two_allies_of_somebody_are_two_others() -> None:
    names = DocumentNames.of(
        "Japan and South Korea met in Washington. The US hailed Japan and South Korea.", None, None
    )
    assert sorted(map(str, codes("the two US allies", names))) == ["JPNGOV", "KORGOV"]


def test_rebels_with_a_name_are_counted_once() -> None:
    text = "Turkey and Greece met after PKK rebels killed a man.\nGreece was glad."
    assert codes("the two sides", DocumentNames.of(text, None, None)) == ["GRCGOV", "TURGOV"]


def test_rebels_of_the_lead_count_twice_as_countries_do() -> None:
    text = "Yemen and the Houthis signed in Muscat, Oman.\nThe Houthis waited.\nOman was glad."
    assert codes("the two sides", DocumentNames.of(text, None, None)) == ["YEMGOV", "YEMREB"]


def test_an_outlet_writing_mostly_on_another_country_means_that_country() -> None:
    text = "Rebels entered Bamako. Mali closed its border. Malian soldiers fled, and Malian police hid."

    assert codes("the army", DocumentNames.of(text, None, "GBR")) == ["MLIMIL"]
    assert codes("the army", DocumentNames.of(text + " Britain watched.", None, "GBR")) == ["MLIMIL"]
    split = text + " In London, Britain called for calm. Britain sent planes to Leeds, and British troops to Bristol."
    assert codes("the army", DocumentNames.of(split, None, "GBR")) == ["GBRMIL"]


FRONT = "Shells fell on Narva. Estonia blamed Russia. In Narva, Estonian farmers fled. {} tanks crossed at dawn."


def test_weapons_without_a_country_are_of_the_army_that_the_article_names() -> None:
    names = DocumentNames.of(FRONT.format("Russian"), None, None)

    assert codes("the tanks", names) == ["RUSMIL"]
    assert codes("the army", names) == ["ESTMIL"]
    assert codes("the police", names) == ["ESTCOP"]


@pytest.mark.parametrize("armies", ["Estonian", "Russian tanks met Estonian"])
def test_where_its_own_army_is_named_too_weapons_are_of_the_country_of_the_article(armies: str) -> None:
    assert codes("helicopters", DocumentNames.of(FRONT.format(armies), None, None)) == ["ESTMIL"]


def test_the_army_of_a_guest_is_not_that_of_the_country_of_the_article() -> None:
    text = FRONT.format("Canadian") + " Estonia mobilised. The army of Estonia was late."
    assert codes("helicopters", DocumentNames.of(text, None, None)) == ["ESTMIL"]


def test_a_title_is_of_the_only_country_whose_bearer_the_article_names() -> None:
    text = "Peru praised the Austrian chancellor.\nPeru's farmers cheered. A Peruvian envoy left for Lima."

    assert codes("the chancellor", DocumentNames.of(text, None, None)) == ["AUTGOV"]
    assert codes("the chancellors", DocumentNames.of(text, None, None)) == ["PERGOV"]
    both = text + " The German chancellor was silent."
    assert codes("the chancellor", DocumentNames.of(both, None, None)) == ["PERGOV"]
    police = DocumentNames.of("The Austrian chief of police met Peru. Peru waits.", None, None)
    assert codes("the police", police) == ["PERCOP"]
    named = text + " Chancellor Olmeda was silent."
    assert codes("the chancellor", DocumentNames.of(named, None, None)) == ["PERGOV"]


def test_a_person_keeps_the_country_that_stands_before_the_title() -> None:
    text = "Prince Nasrallah, a deputy premier, flew to Lima.\nPeru hailed Kuwait's Crown Prince Nasrallah. Peru won."
    assert codes("Kuwait's Crown Prince Nasrallah", DocumentNames.of(text, None, None)) == ["KWTGOV"]


@pytest.mark.parametrize(
    ("title", "code"),
    [("President", "NGAGOV"), ("Former president", "NGAELI"), ("Former Nigerian president", "NGAELI")],
)
def test_a_leader_keeps_the_office_by_which_the_article_introduces_him(title: str, code: str) -> None:
    names = DocumentNames.of(f"{title} Goodluck Jonathan met farmers in Nigeria. Jonathan promised rain.", None, None)
    (jonathan,) = resolve("Jonathan", names, date(2024, 5, 1))
    assert jonathan.code == code


def test_whom_a_guest_meets_in_a_capital_is_of_its_country() -> None:
    text = "Poland's farmers rallied. Poland waits. The Polish premier flew to Ankara, where he met President Arda Koc."
    assert codes("President Arda Koc", DocumentNames.of(text, None, None)) == ["TURGOV"]


def test_the_country_named_first_in_a_headline_is_the_articles_own() -> None:
    text = "Soldiers from Chile crossed a pass. Chilean farmers had fled. Peru was quiet."

    assert codes("the police", DocumentNames.of(text, None, None)) == ["CHLCOP"]
    assert codes("the police", DocumentNames.of(text, "Peru says Chile broke pact", None)) == ["PERCOP"]
    assert codes("the police", DocumentNames.of(text, "U.S. says Chile broke pact", None)) == ["CHLCOP"]
    assert codes("the police", DocumentNames.of(text, "Peruvian tourist hurt by Chile's army", None)) == ["CHLCOP"]
    assert codes("the police", DocumentNames.of(text, "Peru man jailed in Chile", None)) == ["CHLCOP"]


def test_nothing_is_a_name_in_a_headline_of_capitals() -> None:
    names = DocumentNames.of("The ferry sank.", "PERU MINISTER MEETS BOLDT", None)
    assert "BOLDT" not in names.bound.names


def test_the_european_commission_is_called_the_commission() -> None:
    names = DocumentNames.of("The European Union met. Malta wrote to the Commission.", None, None)

    assert codes("the Commission", names) == ["IGOEEC"]
    assert codes("the commission", names) == ["MLTGOV"]
    text = "Jacques Delors spoke. Jacques Delors met Malta. The European Community paid the Commission."
    led = DocumentNames.of(text, None, None)
    assert [actor.kind for actor in resolve("the Commission", led)] == ["IGO"]
    assert codes("the Organization", DocumentNames.of("The OSCE sent men. Malta saw.", None, None)) == ["IGOSCE"]
    assert codes("the mission", DocumentNames.of("The OSCE sent men. Malta saw.", None, None)) == ["IGOSCE"]


def test_what_is_federal_belongs_to_a_federation_of_the_article() -> None:
    names = DocumentNames.of("Turkish banks sued. Turkey and the Turkish lira fell. Germany watched.", None, None)

    assert codes("the federal prosecutor", names) == ["DEUJUD"]
    assert codes("a spokesman for the federal prosecutor", names) == ["DEUJUD"]
    assert codes("the prosecutor", names) == ["TURJUD"]


def test_what_something_is_not_is_no_name() -> None:
    names = DocumentNames.of("The minister spoke. He praised three non-UK companies based in Oslo.", None, None)

    assert codes("UK Prime Minister", names) == ["GBRGOV"]


def test_a_title_does_not_reach_over_the_end_of_a_sentence() -> None:
    names = DocumentNames.of("They met the president. Orlova was in Kazan.", None, None)

    assert "Orlova" not in names.bound.names


def test_two_persons_of_one_surname_are_not_confused() -> None:
    text = "Foreign Minister Ana Ruiz of Peru spoke. Rebel leader Teo Ruiz did not."
    names = DocumentNames.of(text, None, None)

    assert codes("Ana Ruiz", names) == ["PERGOV"]
    assert codes("Ruiz", names) == []


def test_short_forms_in_brackets_mean_what_stands_before_them() -> None:
    names = DocumentNames.of("The Kenyan Harbour Workers Union (KHWU) called a strike.", None, None)

    assert codes("KHWU", names) == ["KENLAB"]


def test_a_surname_that_is_a_country_is_not_bound() -> None:
    names = DocumentNames.of("Prime Minister Ali Jordan of Belize spoke.", None, None)

    assert codes("Jordan", names) == ["JORGOV"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Portugal", True), ("rebels", True), ("members of the Bulgarian parliament", True), ("NATO", True),
        ("a demand for Japan", False), ("the weather in Peru", False), ("a cat", False), ("", False),
        ("a guerrilla war", False), ("guerrilla warfare", False), ("parliamentary business", False),
    ],
)  # fmt: skip
def test_a_phrase_is_an_actor_by_its_head(words: str, expected: bool) -> None:
    assert is_actor(words) is expected


def test_a_bound_name_is_an_actor(seoul: DocumentNames) -> None:
    assert is_actor("Lim", seoul)
    assert not is_actor("Lim")


def test_explaining_names_the_rows_and_the_result(seoul: DocumentNames) -> None:
    lines = explain("South Korea's foreign minister", seoul)

    assert lines[0].startswith('"South Korea\'s foreign minister": countries: South Korea')
    assert "roles: foreign minister" in lines[0]
    assert lines[-1].startswith("-> KORGOV")


def test_explaining_says_when_the_country_is_a_last_resort(seoul: DocumentNames) -> None:
    assert "last resort" in explain("the police", seoul)[-1]
    assert explain("a cat") == ["'a cat': head not in the tables", "-> nobody is recognised"]


@pytest.mark.parametrize(
    ("source", "country"),
    [
        ("The Korea Herald", "KOR"), ("https://www.example.co.ke/news", "KEN"), ("example.co.uk", "GBR"),
        ("bangkokpost.com", "THA"), ("Yonhap", "KOR"), ("The Daily Example", None), ("example.com", None), (None, None),
    ],
)  # fmt: skip
def test_outlets_tell_their_country_by_name_or_address(source: str | None, country: str | None) -> None:
    assert outlet_country(source) == country


def test_congress_without_a_country_is_most_often_one() -> None:
    text = "President Reagan asked Congress to help Honduras.\nThe House of Representatives voted on Monday."
    assert DocumentNames.of(text, None, None).bound.country == "USA"


def test_a_state_that_holds_an_office_stays_a_state() -> None:
    assert codes("Belgium, the current holder of the European Union's presidency") == ["BELGOV"]


@pytest.mark.parametrize(
    ("words", "day", "code"),
    [
        ("Moscow", date(1987, 4, 1), "SUNGOV"), ("Moscow", date(1999, 4, 1), "RUSGOV"), ("Moscow", None, "RUSGOV"),
        ("Belgrade", date(1987, 4, 1), "YUGGOV"), ("Belgrade", date(2010, 4, 1), "SRBGOV"),
        ("Aden", date(1980, 4, 1), "YMDGOV"), ("Cairo", date(1980, 4, 1), "EGYGOV"),
    ],
)  # fmt: skip
def test_a_capital_is_that_of_the_state_of_its_day(words: str, day: date | None, code: str) -> None:
    assert codes(words, None, day) == [code]


def test_a_minister_for_two_things_is_one() -> None:
    assert codes("the Minister for Foreign Affairs and Trade, Alexander Downer", None, date(2001, 1, 1)) == ["AUSGOV"]


def test_a_country_of_which_only_officials_are_named_is_the_articles_own_before_none() -> None:
    text = "Judge Ann Rivera opened inquiries against 28 Chilean government officials."
    assert DocumentNames.of(text, None, None).bound.country == "CHL"


def test_force_and_military_action_are_nobody() -> None:
    assert codes("military action against the pirates") == []


def test_guests_who_are_officials_do_not_make_an_article_their_own() -> None:
    text = "The French foreign minister and the French ambassador met villagers in Lima."
    assert DocumentNames.of(text, None, None).bound.country == "PER"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("a rocket attack on the town of Sderot", None),
        ("a missile south of Iran's Kharg island", None),
        ("an Israeli air strike on Gaza", "ISRMIL"),
        ("rockets from Gaza", "PSEMIL"),
    ],
)
def test_an_attack_is_of_who_is_said_to_have_made_it_not_of_where_it_hits(words: str, code: str | None) -> None:
    assert codes(words) == ([code] if code else [])


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("the governor's widow", "CVL"),
        ("a policeman's daughter", "CVL"),
        ("the governor's office", "GOV"),
        ("opposition leader Marine Thevenin", "OPP"),
        ("a US Marine", "USAMIL"),
        ("India's Zarvo", "IND"),
    ],
)
def test_relatives_given_names_and_unknown_firms_are_not_the_state(words: str, code: str) -> None:
    assert resolve(words)[0].code == code


def test_a_town_that_only_the_gazetteer_knows_tells_where_an_article_is_at_home() -> None:
    text = "A fire broke out in Kremenchuk on Monday. Residents of Kremenchuk fled to Russia and Poland by bus."
    names = DocumentNames.of(text, None, None)

    assert [actor.code for actor in resolve("police", names)] == ["UKRCOP"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("the ruling Harvest Party", "GOVPTY"),
        ("the ruling ANC", "ZAFGOVPTY"),
        ("the opposition Harvest Party", "OPPPTY"),
        ("the Harvest Party", "PTY"),
        ("the Federation of Government Employees", "LAB"),
        ("the Civil Servants' Confederation", "LAB"),
        ("Prime Minister Ilse Brandt, a former banker", "GOV"),
        ("a former general", "ELI"),
        ("Sheikh Karim, the opposition leader", "OPP"),
        ("the lawyer Ilse Brandt, the justice minister", "GOVJUD"),
        ("the journalist Ilse Brandt, a deposed minister", "MED"),
        ("the journalist Ilse Brandt, a colonel", "MIL"),
        ("military aid to Guinea", "GINGOV"),
    ],
)
def test_parties_unions_and_offices_are_known_by_what_stands_with_them(words: str, code: str) -> None:
    assert codes(words)[0] == code


def test_north_and_south_are_two() -> None:
    assert codes("North and South Korea") == ["PRKGOV", "KORGOV"]
