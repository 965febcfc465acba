"""Who does what to whom, read off the parse: our own sentences, one construction each."""

import pytest

from eventx.engines.offline.clauses import Clause, predicates, read_clause
from eventx.engines.offline.parser import original, parse
from eventx.engines.offline.participants import noun_sources
from eventx.engines.offline.phrases import phrase
from eventx.resolving import is_actor


def clause_of(sentence: str, predicate: str) -> Clause:
    doc = next(iter(parse([sentence])))
    nouns = frozenset({"arrest", "talks", "talk", "attack"})
    head = next(t for s in doc.sents for t in predicates(s, nouns) if t.text == predicate)
    return read_clause(head, is_actor)


def sides(sentence: str, predicate: str) -> tuple[str | None, str | None]:
    clause = clause_of(sentence, predicate)
    return clause.source_text, clause.target_text


@pytest.mark.parametrize(
    ("sentence", "predicate", "source", "target"),
    [
        ("Peru expelled two Chilean diplomats on Friday.", "expelled", "Peru", "two Chilean diplomats"),
        ("Two students were detained by police in Tunis.", "detained", "police in Tunis", "Two students"),
        ("Ghana, which had criticised Togo, reopened the road.", "criticised", "Ghana", "Togo"),
        ("Nepal agreed to hold talks with India.", "agreed", "Nepal", "India"),
        ("The union urged the government to raise wages.", "urged", "The union", "the government"),
        ("Bolivia rejected Chile's proposal.", "rejected", "Bolivia", "Chile"),
        ("Rebels attacked an army post and took hostages.", "took", "Rebels", "hostages"),
        ("The court, accusing two ministers, froze the funds.", "accusing", "The court", "two ministers"),
        ("The soldiers' arrest of a journalist shocked the town.", "arrest", "The soldiers", "a journalist"),
        ("Malawi received two patrol boats from Portugal.", "received", "Portugal", "Malawi"),
        ("Four herders were killed in Turkish shelling.", "killed", "Turkish", "Four herders"),
        ("Six monks died in an attack by rebels.", "died", "rebels", "Six monks"),
        ("Two guards were killed by police in a clash between rebels and soldiers.", "killed", "police", "Two guards"),
        ("Norway widened its embargo against Belarus at a meeting of envoys.", "widened", "Norway", "Belarus"),
        ("Miners blocked the road between Tunis and Sfax.", "blocked", "Miners", "the road between Tunis and Sfax"),
        ("Miners rallied outside the labour ministry.", "rallied", "Miners", "the labour ministry"),
        ("Pirates kidnapped up to 12 Danish sailors.", "kidnapped", "Pirates", "up to 12 Danish sailors"),
        ("The strikers threw plates and paving bricks at the guards.", "threw", "The strikers", "the guards"),
        ("The council rejected a plea on Monday by a farmer.", "rejected", "The council", "a farmer"),
        ("Gunmen fired rockets at a Bolivian barracks.", "fired", "Gunmen", "a Bolivian barracks"),
        ("Nigeria fined Shell.", "fined", "Nigeria", "Shell"),
        ("Tear gas was used by police to disperse students.", "disperse", "police", "students"),
        ("Kenya launched air strikes.", "launched", "Kenya", None),
        ("Kenyan soldiers shot or captured six rebels.", "shot", "Kenyan soldiers", "six rebels"),
        ("Kenya bought 12 tanks from Malta.", "bought", "Kenya", "Malta"),
        ("Kenya bought 12 tanks.", "bought", "Kenya", None),
        ("Settlers fled and attacked a Kenyan village.", "fled", "Settlers", None),
        ("Chad told the United Nations refugee agency to leave.", "told", "Chad", "the United Nations refugee agency"),
        ("Nigeria sent more troops to Liberia.", "sent", "Nigeria", "Liberia"),
        ("Nigeria sent two rebels to Liberia.", "sent", "Nigeria", "two rebels"),
        ("Serbia ruled out recognising Kosovo.", "ruled", "Serbia", "Kosovo"),
        ("The guards used dogs against Chadian miners.", "used", "The guards", "Chadian miners"),
        ("Denmark became the third country to recognise Kosovo.", "became", "Denmark", "Kosovo"),
        ("Rebels used Chadian children against the guards.", "used", "Rebels", "Chadian children"),
        ("The premier said Malta had paid and rejected a plea.", "rejected", "Malta", "a plea"),
        ("Chad signed a pact during talks with Malta.", "signed", "Chad", "a pact"),
        ("Kenya had received a reprimand.", "received", None, "Kenya"),
        ("The minister told reporters that rain was near.", "told", "The minister", "rain"),
        ("The premier said the plan had failed and urged Chad to pay.", "urged", "The premier", "Chad"),
        ("The premier said the army failed and urged Chad to pay.", "urged", "The premier", "Chad"),
        ("The Greens are said to have criticised the mayor.", "criticised", "The Greens", "the mayor"),
        ("Cyprus was asked by Malta to free a pilot.", "free", "Cyprus", "a pilot"),
        ("With rebels shelling the harbour, Togo warned Benin.", "warned", "Togo", "Benin"),
        ("The Lagos nurse beaten by a soldier after she spoke fled.", "beaten", "a soldier", "The Lagos nurse"),
        ("Three boys were killed in Turkish tank shelling near Afrin.", "killed", "Turkish", "Three boys"),
        ("Two nuns were killed and six injured in a raid by rebels.", "killed", "rebels", "Two nuns"),
        ("Ghana demanded the withdrawal of Togolese troops from Benin.", "demanded", "Ghana", "Togolese troops"),
        (
            "Chad rejected a brief ceasefire offer by armed Sudanese groups.",
            "rejected",
            "Chad",
            "armed Sudanese groups",
        ),
        ("Cyprus complained about Turkish patrols to the United Nations.", "complained", "Cyprus", "Turkish patrols"),
        ("Chad said Sudan has to pay.", "pay", "Chad", "Sudan"),
        ("Chad insisted that Sudan pay.", "pay", "Chad", "Sudan"),
        ("A mine exploded near Gao, killing four Togolese soldiers.", "exploded", "A mine", "four Togolese soldiers"),
        # passives that share subject or agent
        ("A Togolese nurse was seized and beaten by Malian guards.", "seized", "Malian guards", "A Togolese nurse"),
        ("A Togolese nurse was seized and beaten by Malian guards.", "beaten", "Malian guards", "A Togolese nurse"),
        ("Two nuns seized and beaten by Malian guards went home.", "seized", "Malian guards", "Two nuns"),
        ("Benin's envoy left on Monday and was praised by Malta.", "praised", "Malta", "Benin's envoy"),
        ("Benin's envoy was stopped and expelled on Monday.", "expelled", None, "Benin's envoy"),
        ("A Togolese bus was hit by Malian rebels, killing two nuns.", "killing", "Malian rebels", "two nuns"),
        ("Togo was mocked by Malta and praised by Chad.", "praised", "Chad", "Togo"),
        ("Togo was mocked by Malta and shelled two Maltese ports.", "shelled", "Togo", "two Maltese ports"),
        ("Accused of theft, the Togolese nurse wrote to Malta.", "Accused", None, "the Togolese nurse"),
        (
            "Nurses from Togo are said to have been beaten by Malian guards.",
            "beaten",
            "Malian guards",
            "Nurses from Togo",
        ),
        ("Togolese nurses were among those beaten by Malian guards.", "beaten", "Malian guards", "Togolese nurses"),
        ("Malta's radio quoted the Togolese envoy as thanking Chad.", "thanking", "the Togolese envoy", "Chad"),
        ("Togo's envoy told French television that rain was near.", "told", "Togo's envoy", "rain"),
        ("Malta accused Togolese guards of beating nurses with sticks.", "accused", "Malta", "Togolese guards"),
        # who stands behind a relative pronoun
        ("Malta freed the nurse whom Togo had praised.", "praised", "Togo", "the nurse"),
        ("It was Togo's envoy who mocked Malta.", "mocked", "Togo's envoy", "Malta"),
        # a verb that the parse took for a participle
        ("A Maltese judge, who asked not to be named, accused Togo.", "accused", "A Maltese judge", "Togo"),
        ("Malta, which was itself hit by fees from Togo, offered to pay Chad.", "offered", "Malta", "Chad"),
        (
            "Malta's police found the bones of six nurses shot in 1990 and thanked Togo.",
            "thanked",
            "Malta's police",
            "Togo",
        ),
        # things in somebody's hands, things that happen between parties
        ("A rocket fired by Malian rebels hit a Togolese bus.", "hit", "Malian rebels", "a Togolese bus"),
        (
            "Clashes broke out between Malian rebels and Togolese police.",
            "broke",
            "Malian rebels and Togolese police",
            None,
        ),
        ("Malta's president received Togo's envoy in Sliema.", "received", "Malta's president", "Togo's envoy"),
        ("The arrest of two Togolese nurses angered Malta.", "angered", "The arrest of two Togolese nurses", "Malta"),
        ("Malta shelled a port before thanking Togo.", "shelled", "Malta", "a port"),
        ("Six Togolese guards died when Malian rebels stormed a fort.", "died", None, "Six Togolese guards"),
        ("Malta insisted that the Togolese guards leave.", "leave", "Malta", "the Togolese guards"),
    ],
)
def test_source_and_target_are_found(sentence: str, predicate: str, source: str, target: str) -> None:
    assert sides(sentence, predicate) == (source, target)


def test_an_object_that_the_parse_took_for_a_second_subject_is_acted_on() -> None:
    sentence = (
        "On Saturday a customs officer on a bicycle fined Lucia Quispe Mamani, a harbour pilot, in the port of Tambo."
    )
    source, target = sides(sentence, "fined")
    assert source == "a customs officer on a bicycle"
    assert (target or "").startswith("Lucia Quispe Mamani")


def test_a_party_that_called_on_somebody_is_not_who_was_called_so_by_the_parse() -> None:
    sentence = "The small Green bloc called on Senator Paulo Reis Duarte to publish his letters."
    assert sides(sentence, "called") == ("The small Green bloc", "Senator Paulo Reis Duarte")


@pytest.mark.parametrize("predicate", ["praised", "called"])
def test_a_list_after_a_day_is_who_acts(predicate: str) -> None:
    sentence = "In a cable on Friday, Costa Rica, Malta and the Maldives praised the vote and called for aid to Oman."
    assert clause_of(sentence, predicate).source_text == "Costa Rica, Malta and the Maldives"


def test_parties_joined_by_and_are_one_phrase() -> None:
    clause = clause_of("Kenya and Uganda signed a pact on Monday.", "signed")
    assert original(phrase(clause.sources[0])) == "Kenya and Uganda"


def test_the_articles_quotes_and_dashes_survive_the_parse() -> None:
    doc = next(iter(parse(["Kenya’s ministers – both of them – said “no”."])))
    assert original(doc[:]) == "Kenya’s ministers – both of them – said “no”."


def acts(sentence: str) -> list[str]:
    return [t.text for t in predicates(next(iter(next(iter(parse([sentence]))).sents)), frozenset())]


def test_what_begins_or_goes_on_is_the_act_below() -> None:
    assert acts("Peru continued to negotiate with Chile.") == ["negotiate"]
    assert "began" in acts("Workers began a third day of a fast to press for higher pay.")
    source, target = sides("Peru continued to negotiate with Chile.", "negotiate")
    assert (source, target) == ("Peru", "Chile")


def test_a_participle_that_only_gives_a_name_is_no_act() -> None:
    assert acts("A force called the Lions attacked the town.") == ["attacked"]


def test_who_is_under_fire_is_acted_on() -> None:
    assert sides("The cabinet is under fire from the unions.", "is") == ("the unions", "The cabinet")


def test_whoever_hears_an_interview_is_not_acted_on() -> None:
    clause = clause_of("Two generals criticised the freeze in interviews with Reuters.", "criticised")
    assert "Reuters" not in [target.text for target in clause.targets]
    assert sides("Detectives interviewed the family of the envoy.", "interviewed")[1] == "the family of the envoy"


@pytest.mark.parametrize(
    ("sentence", "predicate", "source"),
    [
        ("Dozens of members of the Muslim Brotherhood attacked police.", "attacked", "the Muslim Brotherhood"),
        ("A column of vehicles of the army of Chad entered Sudan.", "entered", "the army of Chad"),
    ],
)
def test_who_acts_may_stand_deep_in_a_quantity(sentence: str, predicate: str, source: str) -> None:
    found = clause_of(sentence, predicate).sources
    assert source in [phrase(one).text for one in found if is_actor(phrase(one).text)]


def test_who_begins_to_suffer_is_acted_on() -> None:
    assert sides("The rebels began to be bombed by Ethiopian jets.", "bombed") == ("Ethiopian jets", "The rebels")


def test_who_asks_for_something_from_others_comes_before_them() -> None:
    doc = next(iter(parse(["Malta's request for grain from Togo was read out."])))
    request = next(token for token in doc if token.text == "request")
    assert next(token.text for token in noun_sources(request)) == "Malta"


@pytest.mark.parametrize(
    ("sentence", "predicate", "passive"),
    [
        ("Togo was stopped and fined by Malta.", "fined", True),
        ("A nurse beaten by guards fled.", "beaten", True),
        ("A Maltese judge, who asked not to be named, accused Togo.", "accused", False),
        ("Malta fined Togo.", "fined", False),
    ],
)
def test_a_passive_is_known_without_its_auxiliary(sentence: str, predicate: str, passive: bool) -> None:
    assert clause_of(sentence, predicate).is_passive == passive


def test_a_participle_behind_a_comma_is_done_to_the_subject() -> None:
    clause = clause_of("An Australian appeared in court on Monday, charged with murder.", "charged")
    assert (clause.is_passive, clause.source_text, clause.target_text) == (True, None, "An Australian")


def test_who_the_doers_of_an_act_are_stays_with_them() -> None:
    for doers in ("supporters of the president", "soldiers of Togo"):
        assert sides(f"The attack by {doers} left two dead.", "attack") == (doers, None)
    assert sides("The arrest by police of two reporters angered the union.", "arrest") == ("police", "two reporters")


@pytest.mark.parametrize(
    ("sentence", "noun", "words"),
    [
        ("Chile freed ten Bolivian drivers on Monday who had been held for weeks.", "drivers", "ten Bolivian drivers"),
        ("The union accused the government of fraud.", "government", "the government"),
        ("A court convicted two members of parliament of theft.", "parliament", "parliament"),
        ("Togo accused the government of Benin.", "government", "the government of Benin"),
        ("Mali recaptured a town from rebels on Friday.", "rebels", "rebels"),
    ],
)
def test_a_noun_phrase_ends_before_days_and_charges(sentence: str, noun: str, words: str) -> None:
    (doc,) = parse([sentence])
    assert phrase(next(token for token in doc if token.text == noun)).text == words


def test_a_number_of_them_is_one_party() -> None:
    (doc,) = parse(["Soldiers killed three of them."])
    clause = read_clause(next(t for t in doc if t.text == "killed"), lambda words: words in {"Soldiers", "them"})
    assert (clause.source_text, clause.target_text) == ("Soldiers", "three of them")
