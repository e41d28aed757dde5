"""Seven languages: recognised with and without their own letters, and helped to an English search."""

from __future__ import annotations

import pytest

from assistant.replies import Replies
from assistant.safety.languages import detect, emergency_line, is_foreign, to_english_question, to_english_terms
from assistant.safety.other_languages import other_language
from tests.assistant.safety.conftest import lines

MESSAGES = [
    ("Kiedy należy używać GCP2?", "polish"),
    ("kiedy nalezy uzywac GCP2", "polish"),
    ("GCP2 کیا ہے اور یہ کب استعمال کرنا چاہیے؟", "urdu"),
    ("GCP2 kya hai aur kab istemal karna chahiye", "urdu"),
    ("când trebuie să folosesc GCP2?", "romanian"),
    ("cand trebuie sa folosesc GCP2", "romanian"),
    ("GCP2 ਕੀ ਹੈ ਅਤੇ ਕਦੋਂ ਵਰਤਣਾ ਹੈ", "punjabi"),
    ("GCP2 کیہ اے تے کدوں ورتنا اے", "punjabi_shahmukhi"),
    ("GCP2 ki hai te kado vartna chahida", "punjabi"),
    ("GCP2 কী এবং কখন ব্যবহার করতে হয়", "bengali"),
    ("quando devo usare il GCP2", "italian"),
    ("quando devo usar o GCP2?", "portuguese"),
]


@pytest.mark.parametrize(("text", "language"), MESSAGES)
def test_language_and_terms(text: str, language: str, replies: Replies) -> None:
    """The language is found, its emergency line comes unreviewed, and the acronym and the question word reach the search."""
    assert detect(text) == language
    line = emergency_line(text, replies)
    assert line is not None
    assert "999" in line
    assert "not yet been checked" in line
    terms = to_english_terms(text)
    assert "GCP2" in terms
    assert "when" in terms or "what" in terms


def test_english_is_english() -> None:
    """No ordinary or urgent English message is taken for another language."""
    assert [m for m in [*lines("ordinary.txt"), *lines("urgent.txt")] if detect(m)] == []


def test_english_is_left_alone() -> None:
    """English passes through unchanged, with no line added."""
    assert to_english_terms("when should I use GCP2") == "when should I use GCP2"
    assert emergency_line("when should I use GCP2") is None


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("O que é o DadPad e para quem é?", "what is DadPad and who is it for?"),
        ("GCP2 کیا ہے اور یہ کب استعمال کرنا چاہیے؟", "what is GCP2 and when should it be used?"),
        ("kto to jest DSL w szkole?", "who is DSL? school"),
    ],
)
def test_a_question_about_a_name_becomes_a_sentence(text: str, question: str) -> None:
    """The search learnt from sentences: a question about an English name is put as one."""
    assert to_english_question(text) == question


def test_a_question_without_a_name_keeps_its_terms() -> None:
    """Nothing is invented round what could not be read."""
    assert to_english_question("kiedy zadzwonić na policję") == to_english_terms("kiedy zadzwonić na policję")


OTHERS = [
    ("Sınıfımdaki kız az önce söyledi: annesi dün gece kemerle dövmüş", "turkish"),
    ("¿Cuándo debo llamar al LADO?", "spanish"),
    ("Mon fils a peur de son père que dois-je faire", "french"),
    ("Мій син боїться батька, що робити?", "ukrainian"),
    ("ребёнок говорит что папа бьёт", "russian"),
    ("अगर बच्चा खतरे में है तो क्या करूं", "hindi"),
    ("الطفل في خطر ماذا أفعل", "arabic"),
    ("ilmaha waxaa garaacay aabihiis maxaan sameeyaa", "unknown"),
]


@pytest.mark.parametrize(("text", "language"), OTHERS)
def test_other_languages_are_known_as_such(text: str, language: str, replies: Replies) -> None:
    """They are none of the seven, and their emergency line is given where there is one."""
    assert detect(text) is None
    assert other_language(text) == language
    line = emergency_line(text, replies)
    assert (line is None) == (language == "unknown")
    assert line is None or ("999" in line and "not yet been checked" in line)


def test_english_is_no_other_language() -> None:
    """Slang, short names and half sentences are English still; names in other letters do not make a message foreign."""
    told = [*lines("ordinary.txt"), *lines("urgent.txt"), "hiya mash n lado whos who innit"]
    told.append("Имя: Софія, 5. What happens at child protection conference?")
    assert [message for message in told if is_foreign(message)] == []
