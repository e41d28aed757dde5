"""Public question sets from a local path as documents and cases: BEIR, SQuAD-like JSON, ConditionalQA, MultiHop-RAG. Nothing is fetched."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from assistant.errors import SettingsError
from eval.cases import Case, Evidence, KeyFact

_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideDocument:
    """One text of a public set. ``file_name`` is what cases name as their evidence."""

    file_name: str
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideSet:
    """Documents to ingest and questions to ask of them."""

    documents: tuple[OutsideDocument, ...]
    cases: tuple[Case, ...]


def read_outside(layout: str, path: Path) -> OutsideSet:
    """Read a set in one of ``LAYOUTS``.

    Raises:
        SettingsError: the layout is unknown or the files do not have it.
    """
    if layout not in LAYOUTS:
        raise SettingsError(f"No layout {layout!r}. Known are {', '.join(LAYOUTS)}.")
    try:
        return LAYOUTS[layout](path)
    except OSError as error:
        raise SettingsError(f"{path} is not laid out as {layout}: {error.strerror} ({error.filename}).") from error
    except (KeyError, ValueError, TypeError, AttributeError, IndexError) as error:
        raise SettingsError(f"{path} is not laid out as {layout}: {type(error).__name__} {error}.") from error


def write_outside(found: OutsideSet, folder: Path) -> Path:
    """Write ``documents/*.md`` for ``safeguarding ingest`` and ``questions.jsonl`` for ``safeguarding eval``; returns the latter."""
    (folder / "documents").mkdir(parents=True, exist_ok=True)
    for document in found.documents:
        front = f"---\ntitle: {json.dumps(document.title, ensure_ascii=False)}\narea: national\nkind: guidance\n---\n\n"
        (folder / "documents" / document.file_name).write_text(f"{front}# {document.title}\n\n{document.text}\n", encoding="utf-8")
    questions = folder / "questions.jsonl"
    questions.write_text("".join(case.model_dump_json(exclude_defaults=True) + "\n" for case in found.cases), encoding="utf-8")
    return questions


# --- layouts --------------------------------------------------------------------------------------------------------


def _beir(path: Path) -> OutsideSet:
    """``corpus.jsonl``, ``queries.jsonl``, ``qrels/test.tsv`` (or another split). A whole document is the evidence."""
    documents = {entry["_id"]: _document(entry["_id"], entry.get("title", ""), entry["text"]) for entry in _lines(path / "corpus.jsonl")}
    splits = [path / "qrels" / f"{split}.tsv" for split in ("test", "dev", "train")]
    qrels = next((file for file in splits if file.exists()), splits[0])
    gold: dict[str, list[Evidence]] = {}
    with qrels.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if float(row["score"]) > 0 and row["corpus-id"] in documents:
                gold.setdefault(row["query-id"], []).append(Evidence(doc=documents[row["corpus-id"]].file_name, quote=""))
    queries = {entry["_id"]: entry["text"] for entry in _lines(path / "queries.jsonl")}
    cases = [Case(id=name, question=queries[name], evidence=tuple(evidence), category="beir") for name, evidence in gold.items()]
    return OutsideSet(documents=tuple(documents.values()), cases=tuple(cases))


def _squad(path: Path) -> OutsideSet:
    """One JSON file of SQuAD's shape; the sentence around the answer is the evidence, impossible questions expect a decline."""
    documents: list[OutsideDocument] = []
    cases: list[Case] = []
    for article in _json(path)["data"]:
        for number, paragraph in enumerate(article["paragraphs"]):
            title = article.get("title", "")
            document = _document(f"{title}-{number}", title, paragraph["context"])
            documents.append(document)
            cases += [_squad_case(entry, paragraph["context"], document) for entry in paragraph["qas"]]
    return OutsideSet(documents=tuple(documents), cases=tuple(cases))


def _squad_case(entry: dict[str, Any], context: str, document: OutsideDocument) -> Case:
    if entry.get("is_impossible") or not entry["answers"]:
        return Case(id=str(entry["id"]), question=entry["question"], expected="not_found", category="impossible")
    texts = [answer["text"] for answer in entry["answers"]]
    first = entry["answers"][0]
    quote = _sentence(context, first.get("answer_start", context.index(first["text"])), len(first["text"]))
    return Case(
        id=str(entry["id"]),
        question=entry["question"],
        category="squad",
        key_facts=(_fact(texts),),
        evidence=(Evidence(doc=document.file_name, quote=quote),),
    )


def _conditional(path: Path) -> OutsideSet:
    """ConditionalQA: ``documents.json`` and ``dev.json`` (or ``train.json``); HTML of GOV.UK pages, the listed pieces are the evidence."""
    pages = {page["url"]: page for page in _json(path / "documents.json")}
    documents = {
        url: _document(url, page["title"], "\n\n".join(_plain(piece) for piece in page["contents"])) for url, page in pages.items()
    }
    questions = path / "dev.json" if (path / "dev.json").exists() else path / "train.json"
    cases: list[Case] = []
    for entry in _json(questions):
        name = documents[entry["url"]].file_name
        declines = bool(entry.get("not_answerable"))
        extracted = [text for text, *_ in entry.get("answers", []) if text.lower() not in ("yes", "no")]
        cases.append(
            Case(
                id=str(entry["id"]),
                question=f"{entry.get('scenario', '')} {entry['question']}".strip(),
                category="not answerable" if declines else "conditional",
                expected="not_found" if declines else "answer",
                key_facts=tuple(_fact([_plain(text)]) for text in extracted),
                evidence=tuple(Evidence(doc=name, quote=_plain(piece)) for piece in entry.get("evidences", []) if not declines),
            )
        )
    return OutsideSet(documents=tuple(documents.values()), cases=tuple(cases))


def _multihop(path: Path) -> OutsideSet:
    """MultiHop-RAG: ``corpus.json`` and ``MultiHopRAG.json``; each listed fact is a quotation; questions without a fact expect a decline."""
    articles = _json(path / "corpus.json")
    documents = {article["url"]: _document(article["url"], article["title"], article["body"]) for article in articles}
    cases: list[Case] = []
    for number, entry in enumerate(_json(path / "MultiHopRAG.json"), 1):
        gold = tuple(
            Evidence(doc=documents[piece["url"]].file_name, quote=piece["fact"]) for piece in entry["evidence_list"] if piece["url"] in documents
        )
        short = entry["answer"].strip().lower() in ("yes", "no")
        cases.append(
            Case(
                id=f"multihop-{number}",
                question=entry["query"],
                category=entry.get("question_type", "multihop"),
                expected="answer" if gold else "not_found",
                key_facts=(_fact([entry["answer"]]),) if gold and not short else (),
                evidence=gold,
            )
        )
    return OutsideSet(documents=tuple(documents.values()), cases=tuple(cases))


LAYOUTS: dict[str, Callable[[Path], OutsideSet]] = {
    "beir": _beir,
    "squad": _squad,
    "conditionalqa": _conditional,
    "multihop-rag": _multihop,
}


def _document(identity: str, title: str, text: str) -> OutsideDocument:
    stem = re.sub(r"[^a-z0-9]+", "-", identity.lower()).strip("-")[:60]
    # The digest keeps ids apart that differ only in signs.
    return OutsideDocument(file_name=f"{stem}-{sha256(identity.encode()).hexdigest()[:8]}.md", title=title or identity, text=text)


def _fact(texts: Iterable[str]) -> KeyFact:
    different = tuple(dict.fromkeys(text.strip() for text in texts if text.strip()))
    return KeyFact(fact=different[0], any=tuple(r"\s+".join(map(re.escape, text.split())) for text in different))


def _sentence(text: str, start: int, length: int) -> str:
    low = max((match.end() for match in re.finditer(r"[.!?]\s+|\n", text[:start])), default=0)
    end = re.search(r"[.!?](?=\s|$)|\n", text[start + length :])
    return text[low : start + length + (end.end() if end else len(text))].strip()


def _plain(markup: str) -> str:
    return " ".join(_TAG.sub(" ", markup).split())


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
