"""A real language model, small enough for CI, through the real server, packages and pipeline.

It is too small to code anything well, so what is asserted is structure: readings, schema, refusals.
"""

import pytest

from eventx.codebook import Codebook, load_codebook
from eventx.engines import get_engine
from eventx.engines.llm.gate import Limits
from eventx.errors import EngineError
from eventx.pipeline import Pipeline
from eventx.schema import Article

STORY = Article(text="Kenya signed a trade agreement with Uganda in Nairobi, officials said.", published="2024-05-15")
LIMITS = Limits(answer_tokens=300, timeout=240)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def codebook(tmp_path_factory: pytest.TempPathFactory) -> Codebook:
    folder = tmp_path_factory.mktemp("books") / "small"
    folder.mkdir()
    (folder / "codebook.toml").write_text(
        'name = "small"\nversion = "1"\ncodes = [\n'
        '{code = "TALK", label = "Talk", definition = "Sides meet, sign or speak."},\n'
        '{code = "HIT", label = "Hit", definition = "A side uses force."},\n]\n',
        encoding="utf-8",
    )
    (folder / "examples.tsv").write_text(
        "code\tcontrast\ttext\n"
        "TALK\t\t<s>Ghana</s> <a>signed a pact with</a> <t>Togo</t>.\n"
        "TALK\t\t<s>Chad's president</s> <a>met</a> <t>two Libyan envoys</t>.\n"
        "HIT\t\t<s>Rebels</s> <a>attacked</a> <t>an army post</t>.\n"
        "HIT\t\t<s>Police</s> <a>beat</a> <t>three students</t>.\n"
        "---\t\t<s>The ministry</s> <a>expects</a> a good harvest.\n",
        encoding="utf-8",
    )
    return load_codebook(str(folder))


def test_preflight_names_the_model_that_answers(address: str, codebook: Codebook) -> None:
    options = {"base_url": address, "prompt": "roots/v1", "limits": LIMITS}
    assert get_engine("local/smollm2", codebook, preflight=False, **options).preflight()


@pytest.mark.parametrize("prompt", ["roots/v1", "staged/v1", "paragraph/v1", "quotes/v1"])
def test_a_real_model_is_read_coded_and_checked_end_to_end(address: str, codebook: Codebook, prompt: str) -> None:
    engine = get_engine("local/smollm2", codebook, base_url=address, prompt=prompt, limits=LIMITS, preflight=False)
    outcomes = Pipeline(engine, codebook).run([STORY]).outcomes
    assert [outcome.status for outcome in outcomes] == ["coded"], outcomes[0].reason
    for outcome in outcomes:
        assert outcome.reading is not None
        assert outcome.reading.usage is not None
        assert outcome.reading.usage.output_tokens > 0
        items = len(outcome.reading.drafts) + len(outcome.reading.malformed)
        assert items == len(outcome.mentions) + len(outcome.rejected)
        for mention in outcome.mentions:
            assert outcome.article.text[mention.quote_start : mention.quote_end] == mention.quote
            assert mention.code in codebook.codes


def test_a_context_that_is_too_short_fails_the_article_with_the_servers_words(address: str, codebook: Codebook) -> None:
    engine = get_engine("local/smollm2", codebook, base_url=address, prompt="roots/v1", limits=LIMITS, preflight=False)
    outcome = Pipeline(engine, codebook).run([Article(text="The ministers met again. " * 2000)]).outcomes[0]
    assert outcome.status == "failed"
    assert outcome.reason is not None
    assert outcome.reason.startswith("HTTP 400")


def test_a_server_that_is_not_there_is_told_in_one_line(codebook: Codebook) -> None:
    with pytest.raises(EngineError, match=r"no connection .* Check the address, and that the server is running"):
        get_engine("local/smollm2", codebook, base_url="http://127.0.0.1:9/v1", limits=Limits(backoff=0.01))
