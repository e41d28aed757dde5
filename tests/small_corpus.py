"""Nine short documents of three areas: an official and a superseded edition, a table, a list, an acronym, a digest, an overdue one."""

from __future__ import annotations

from pathlib import Path


def _document(title: str, kind: str, area: str, published: str, body: str, **more: str) -> str:
    extra = "".join(f"{name}: {value}\n" for name, value in more.items())
    return f"---\ntitle: {title}\nkind: {kind}\narea: {area}\npublished: {published}\n{extra}---\n# {title}\n\n{body}\n"


NEGLECT = _document(
    "Neglect practice guidance",
    "procedure",
    "luton",
    "2025-03-01",
    """## When to use the tool

Use the Graded Care Profile 2 (GCP2) when neglect is suspected or known. Write down what the child says in the child's own words.

## Who helps

The neglect lead meets every worker who holds a case on the second Tuesday of the month.""",
    review_by="2027-03-01",
)
ESCALATION_OLD = _document(
    "Escalation of professional disagreement",
    "procedure",
    "bedford",
    "2019-05-01",
    """## Stages

Stage one is a talk between the two practitioners within ten working days, as the zebra paper of 2019 sets out.""",
)
ESCALATION = _document(
    "Escalation of professional disagreement",
    "procedure",
    "bedford",
    "2025-11-20",
    """## Stages

Stage one of escalation is a talk between the two practitioners within one working day. Stage two goes to both line managers.""",
)
REPORT = _document(
    "Annual report 2024-25",
    "annual_report",
    "central",
    "2025-09-01",
    """## GCP2 completions by agency

| Agency | Completed in 2023-24 | Completed in 2024-25 |
|---|---|---|
| Health visitors | 31 | 47 |
| Schools | 12 | 19 |
| Police | 0 | 2 |

The partnership trained 412 practitioners during the year.""",
    period="2024-25",
    series="periodic",
)
SHARING = _document(
    "Information sharing",
    "procedure",
    "pan",
    "2025-01-10",
    """## Consent

Practitioners seek consent from the parent before sharing information with early help. A record of the consent is kept on the file.""",
)
BRUISING = _document(
    "Bruising in babies who cannot move",
    "procedure",
    "pan",
    "2021-06-01",
    """## What to do

A bruise on a baby who cannot roll over is looked at by a paediatrician on the same day.

A body map records:

- the place of each bruise
- its size in millimetres
- the name of the person who saw it first""",
    review_by="2023-06-01",
)
FOSTERING = _document(
    "Private fostering in short",
    "briefing",
    "pan",
    "2026-01-10",
    """Private fostering is when a child under 16 lives with someone who is not a close relative for 28 days or more. The council must be told six
weeks before the arrangement begins.""",
    authority="digest",
)
PRINTED_NUMBERS = _document(
    "Old poster of the Luton hub",
    "procedure",
    "luton",
    "2018-02-01",
    """The poster in the corridor says that the marmalade desk answers on 01582 537653 all day. The marmalade desk is staffed by two clerks.""",
)
REVIEW = _document(
    "Case review Baby Rowan",
    "case_review",
    "luton",
    "2024-04-01",
    """## Learning

The review of Baby Rowan found that missed health appointments were recorded as cancelled by the parent. It recommended that every missed
appointment of a child under two is followed by a home visit.""",
)
FILES = {
    "neglect.md": NEGLECT,
    "escalation-2019.md": ESCALATION_OLD,
    "escalation.md": ESCALATION,
    "report.md": REPORT,
    "sharing.md": SHARING,
    "bruising.md": BRUISING,
    "fostering.md": FOSTERING,
    "poster.md": PRINTED_NUMBERS,
    "review.md": REVIEW,
}


def write_corpus(folder: Path) -> Path:
    """Write the documents into a folder, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
