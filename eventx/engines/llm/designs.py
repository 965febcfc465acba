"""What an article is asked, and how the answers become one reading: whole, by paragraphs, or in stages."""

from dataclasses import dataclass, field

from eventx.codebook import Code, Codebook
from eventx.engines.llm.addressed import set_aside
from eventx.engines.llm.answers import NO_CODE, Answer, answer_model, choice_model
from eventx.engines.llm.client import Client, UnansweredError
from eventx.engines.llm.exchange import Exchange, usage_of
from eventx.engines.llm.providers import Price
from eventx.prompts import Prompt, Rendered, questions, render_choice, roots, shown_codes
from eventx.schema import Article, Draft, Malformed, Reading

CHOICE_TOKENS = 200


class Reader:
    """Asks a model about articles in the way that a prompt lays down."""

    def __init__(self, client: Client, prompt: Prompt, codebook: Codebook, price: Price | None) -> None:
        self._client = client
        self._prompt = prompt
        self._codebook = codebook
        self._price = price
        self._form = answer_form(prompt, codebook)

    async def read(self, article: Article) -> Reading:
        """Return the reading of an article; a question that stays unanswered makes it a failed one."""
        story = _Story()
        try:
            for question in questions(self._prompt, self._codebook, article):
                await self._ask_events(story, question)
            story.drafts, aside = set_aside(article, story.drafts)
            story.malformed += aside
            if self._prompt.head.codes == "staged":
                story.drafts = [draft for draft in [await self._coded(story, d) for d in story.drafts] if draft]
        except UnansweredError as error:
            story.exchanges.append(error.exchange)
            return story.reading(article, self._price, str(error))
        return story.reading(article, self._price)

    async def _ask_events(self, story: "_Story", question: Rendered) -> None:
        """Add what the answer reports to the story.

        Raises:
            UnansweredError: nothing can be kept of the answer.
        """
        try:
            answer, exchange = await self._client.ask(question, self._form)
        except UnansweredError as error:
            kept = _kept(error, self._form)
            if kept is None:
                raise
            answer, exchange = kept, error.exchange
            story.malformed.append(Malformed(raw=exchange.text[-2000:], problem=str(error)))
        story.exchanges.append(exchange)
        story.drafts += answer.drafts
        story.malformed += answer.malformed

    async def _coded(self, story: "_Story", draft: Draft) -> Draft | None:
        """Return a draft with its code, chosen step by step down the codebook; one that fits no code is set aside."""
        chosen: Code | None = None
        options = roots(self._codebook)
        while options:
            answer = await self._choose(story, draft, options)
            if answer == NO_CODE and chosen is None:
                story.malformed.append(Malformed(raw=draft.model_dump_json(), problem="no code fits it"))
                return None
            if answer == NO_CODE or (chosen is not None and answer == chosen.code):
                break
            chosen = self._codebook.codes[answer]
            below = self._codebook.children(answer)
            options = [chosen, *below] if below else []
        return draft.model_copy(update={"proposed_code": chosen.code if chosen else None})

    async def _choose(self, story: "_Story", draft: Draft, options: list[Code]) -> str:
        question = render_choice(self._prompt, self._codebook, options, draft)
        form = choice_model(tuple(code.code for code in options))
        answer, exchange = await self._client.ask(question, form, tokens=CHOICE_TOKENS)
        story.exchanges.append(exchange)
        return answer.code


@dataclass
class _Story:
    """What has been said about one article so far."""

    drafts: list[Draft] = field(default_factory=list)
    malformed: list[Malformed] = field(default_factory=list)
    exchanges: list[Exchange] = field(default_factory=list)

    def reading(self, article: Article, price: Price | None, error: str | None = None) -> Reading:
        model = next((e.model for e in self.exchanges if e.model), None)
        usage = usage_of(self.exchanges, price)
        if error is not None:
            return Reading(article_id=article.article_id, status="failed", model=model, usage=usage, error=error)
        said = {"drafts": tuple(self.drafts), "malformed": tuple(self.malformed)}
        return Reading.model_validate({"article_id": article.article_id, "model": model, "usage": usage} | said)


def answer_form(prompt: Prompt, codebook: Codebook) -> type[Answer]:
    """Return the form of the answers that a prompt asks for under a codebook."""
    shown = tuple(code.code for code in shown_codes(prompt, codebook))
    return answer_model(codebook, shown, prompt.head.max_events)


def _kept(error: UnansweredError, form: type[Answer]) -> Answer | None:
    exchange = error.exchange
    usable = exchange.status == 200 and exchange.problem is None and exchange.refusal is None
    return form.salvage(exchange.text) if usable else None
