"""The only place where adapters are built: settings to an :class:`Assistant`."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import datetime

from assistant.alarm import Levels, listener
from assistant.alarm_model import AlarmNetwork
from assistant.answering import Assistant
from assistant.asked import Asked
from assistant.clock import system_clock
from assistant.contacts import ContactBook
from assistant.cross_encoder import CrossEncodedSearcher
from assistant.embedding import Embedder, PairScorer, SentenceEmbedder, Vectors
from assistant.entailment import EntailmentReader
from assistant.errors import LibraryError
from assistant.evidence import EvidenceModel
from assistant.knowledge import load_topics
from assistant.library import Library
from assistant.list_ranker import ListRanker
from assistant.live_knowledge import Live, edited_file, live_companions, live_vocabulary
from assistant.llm import LangChainModel, Limits
from assistant.model_answer import EXPECTS
from assistant.model_budget import AskerBudget
from assistant.model_mode import Writer
from assistant.national import load_national
from assistant.off_switch import OffSwitch
from assistant.parts import Parts
from assistant.prompts import Prompt
from assistant.reader_model import LATER_WEIGHTS, PairReader
from assistant.reading import LATER, Mixture, Reading
from assistant.replies import Replies
from assistant.rerank import Reranker
from assistant.retrieve import Retriever
from assistant.safety import personal
from assistant.safety.personal import mask
from assistant.search import Searcher
from assistant.settings import Settings
from assistant.signed_answers import SignedAnswers, load_answers
from assistant.state.database import keeping, open_database
from assistant.state.records import Feedback, Records
from assistant.support import Standards, SupportChecker
from assistant.threads import one_core_a_product
from assistant.topics import TopicBridge
from assistant.vector_cache import VectorCache


def warm_up_personal() -> threading.Thread:
    """Load the second look for personal details in the background, so that no first message waits for it."""
    thread = threading.Thread(target=personal.warm_up, name="warm-up-personal", daemon=True)
    thread.start()
    return thread


def warm_up(assistant: Assistant) -> None:
    """Load models and the library now; without a library yet only the danger route answers, which needs neither."""
    warm_up_personal()
    try:
        assistant.warm_up()
    except LibraryError:
        return


def build(settings: Settings, clock: Callable[[], datetime] | None = None) -> Assistant:
    """A ready assistant. Cheap: models load at the first question that needs them, or in :func:`warm_up`."""
    return Assistant(parts_of(settings, clock))


def parts_of(settings: Settings, clock: Callable[[], datetime] | None = None, embedder: Embedder | None = None) -> Parts:
    """What an assistant is built of, for whoever exchanges one of them. An ``embedder`` that is loaded already is used again."""
    knowledge = settings.knowledge_dir
    embedder = embedder or SentenceEmbedder(settings.embedder)
    lock = threading.Lock()
    made: list[Searcher] = []
    records: list[Records] = []

    def searcher() -> Searcher:
        with lock:
            if not made:
                made.append(build_searcher(settings, embedder))
            return made[0]

    def keep(answer_id: str, helpful: bool, reason: str, wording: str | None) -> None:
        """Feedback goes to the state database; wording, sent by choice, is masked once more."""
        with keeping():
            with lock:
                if not records:
                    records.append(Records(open_database(settings.data_dir, settings.database_url)))
            records[0].keep_feedback(Feedback(answer_id=answer_id, helpful=helpful, reason=reason, wording=mask(wording).text if wording else ""))

    return Parts(
        feedback=keep,
        live_book=Live(knowledge / "contacts.yaml", edited_file(settings.data_dir, "contacts"), ContactBook.load_or_built_in).current,
        library=Library(settings.data_dir, chroma=settings.chroma_url),
        searcher=searcher,
        evidence=EvidenceModel.load(),
        vocabulary=live_vocabulary(knowledge, settings.data_dir),
        companions=live_companions(knowledge, settings.data_dir),
        national=load_national(knowledge / "national.yaml"),
        book=ContactBook.load_or_built_in(knowledge / "contacts.yaml"),
        replies=Replies.load(settings.prompts_dir / "replies.yaml"),
        clock=clock or system_clock,
        decline_below=settings.decline_below,
        switched_off=OffSwitch(settings.data_dir, settings.switched_off).is_off,
        signed=signed_answers(settings, embedder.encode),
        listen=listener(AlarmNetwork(), Levels.load()),
        writer=model_writer(settings),
    )


def model_writer(settings: Settings) -> Writer | None:
    """What puts answers into a language model's words, ``None`` in quoting mode. Light: packages and weights load at first use."""
    if not settings.model:
        return None
    lock, made = threading.Lock(), list[SupportChecker]()

    def checker() -> SupportChecker:
        with lock:
            if not made:  # its levels are those of the packaged model, whatever the search uses
                made.append(SupportChecker(SentenceEmbedder(), entails=EntailmentReader(), standards=Standards.load()))
            return made[0]

    seconds = settings.model_seconds
    limits = Limits(deadline=seconds, attempt=seconds * 0.9, at_once=settings.model_at_once, a_day=settings.model_calls_a_day)
    return Writer(
        model=LangChainModel(settings.model, limits, options={"base_url": settings.model_url} if settings.model_url else {}),
        prompt=Prompt.load(settings.prompts_dir / "compose.md", expects=EXPECTS),
        checker=checker,
        askers=AskerBudget(settings.model_calls_a_person),
    )


def build_searcher(settings: Settings, embedder: Embedder | None = None) -> Searcher:
    """The search alone, with a cross-encoder where one is set; raises :class:`SettingsError` when that is not on this machine."""
    one_core_a_product()
    pairs = PairScorer(settings.reranker)
    if settings.reranker:
        pairs.check()
    embedder = embedder or SentenceEmbedder(settings.embedder)
    cache = VectorCache(settings.data_dir / "vectors.sqlite", embedder)
    retriever = Retriever(embedder, TopicBridge(load_topics(settings.knowledge_dir / "topics"), cache.encode))
    reading = Reading(PairReader(), Mixture.load(), Reading(PairReader(LATER_WEIGHTS), Mixture.load(LATER)))
    if settings.reranker:
        return CrossEncodedSearcher(retriever, Reranker.load(), pairs)
    return Searcher(retriever, Reranker.load(), reading, ListRanker.load(), Asked.load(embedder.digest))


def signed_answers(settings: Settings, encode: Callable[[Sequence[str]], Vectors]) -> SignedAnswers:
    """The answers that a named owner has signed at the desk, or in the knowledge folder, as they are at each question."""
    live = Live(settings.knowledge_dir / "answers.yaml", edited_file(settings.data_dir, "answers"), load_answers)
    return SignedAnswers(live.current, encode)
