"""The bridge from scenes to concepts: a question finds topics by its nearest scenes, and topics pull their passages in.

Short text against short text is what a small encoder does well; it carries "no coat in January, mum says they are fine" to neglect,
and the topic's terms carry it on to the documents.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Area
from assistant.embedding import Vectors
from assistant.knowledge import Topic
from assistant.lexical import terms
from assistant.library import WINDOWS, Generation

Scores = NDArray[np.float32]
Encode = Callable[[Sequence[str]], Vectors]


@dataclass(frozen=True, slots=True, kw_only=True)
class BridgeSettings:
    """How a question chooses its topics."""

    scenes: int = 25
    cosine: float = 0.35
    topics: int = 4
    words: float = 1.0
    dense: float = 1.0


def bridge_texts(topics: Sequence[Topic]) -> list[str]:
    """Every text that the bridge embeds: all scenes, then one line of terms a topic."""
    return [*(scene for topic in topics for scene in topic.scenes), *(f"{topic.topic}: {', '.join(topic.terms)}" for topic in topics)]


class TopicBridge:
    """Topics with their scenes' vectors; affinities of a generation's units to a topic are computed once and kept."""

    def __init__(self, topics: Sequence[Topic], encode: Encode, settings: BridgeSettings | None = None) -> None:
        self.topics = tuple(topics)
        self.settings = settings or BridgeSettings()
        vectors = encode(bridge_texts(topics))
        self._topic_of_scene = np.asarray([row for row, topic in enumerate(topics) for _ in topic.scenes], dtype=np.int32)
        self._scenes, self._terms = vectors[: len(self._topic_of_scene)], vectors[len(self._topic_of_scene) :]
        self._kept: dict[tuple[str, int], Scores] = {}
        self._lock = threading.Lock()

    def nearest(self, vector: Vectors, areas: Sequence[Area]) -> tuple[tuple[int, float], ...]:
        """The topics of a question with their weights, strongest first; topics of other areas count half."""
        if not len(self._scenes):
            return ()
        cosines = self._scenes @ vector
        best = np.argsort(-cosines)[: self.settings.scenes]
        weights: dict[int, float] = {}
        for scene in best:
            excess = float(cosines[scene]) - self.settings.cosine
            if excess > 0:
                topic = int(self._topic_of_scene[scene])
                weights[topic] = weights.get(topic, 0.0) + excess * self._area_factor(self.topics[topic], areas)
        ranked = sorted(weights.items(), key=lambda entry: -entry[1])
        return tuple(ranked[: self.settings.topics])

    def affinity(self, vector: Vectors, areas: Sequence[Area], generation: Generation) -> tuple[Scores, tuple[tuple[str, float], ...]]:
        """For each unit how much it belongs to the question's topics, and those topics by name."""
        total = np.zeros(len(generation.units), dtype=np.float32)
        chosen = self.nearest(vector, areas)
        for topic, weight in chosen:
            total += np.float32(weight) * self._of_topic(topic, generation)
        return total, tuple((self.topics[topic].topic, round(weight, 3)) for topic, weight in chosen)

    def _of_topic(self, topic: int, generation: Generation) -> Scores:
        key = (generation.id, topic)
        with self._lock:
            if key in self._kept:
                return self._kept[key]
        lexical = generation.lexical[WINDOWS].scores({term: 1.0 for phrase in self.topics[topic].terms for term in terms(phrase)})
        dense = generation.vectors[WINDOWS].scores(self._terms[topic])
        affinity = self.settings.words * _z(lexical) + self.settings.dense * _z(dense)
        with self._lock:
            if len(self._kept) > 2_000_000_000 // max(1, 4 * len(affinity)) // 8:
                self._kept.clear()
            self._kept[key] = affinity
        return affinity

    @staticmethod
    def _area_factor(topic: Topic, areas: Sequence[Area]) -> float:
        return 0.5 if areas and topic.areas and not set(areas) & set(topic.areas) and "pan" not in topic.areas else 1.0


def _z(scores: Scores) -> Scores:
    deviation = float(scores.std())
    return np.asarray((scores - scores.mean()) / deviation, dtype=np.float32) if deviation > 1e-9 else np.zeros_like(scores)
