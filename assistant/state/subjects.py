"""What is kept of one person: handed out, or deleted. A person is a Slack user (``U123``, or ``T123/U123``) or an account of the desk."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import delete, inspect, select, update
from sqlalchemy.orm import Session

from assistant.state.claims import ClaimBook
from assistant.state.database import Database
from assistant.state.desk import DeskIdentityRow, DeskJobRow, DeskSessionRow, DeskUserRow
from assistant.state.models import Base, ChannelRow, ClaimRow, FeedbackRow, PersonRow
from assistant.state.people import People
from assistant.state.records import Records

GONE = "(deleted)"
_SECRET = {"hash", "token_hash"}


def export(database: Database, user: str) -> dict[str, list[dict[str, Any]]]:
    """Table -> rows of this person, without password hashes and session codes; tables without a row are left out."""
    team, person = _parts(user)
    found: dict[str, list[dict[str, Any]]] = {}
    with database.session() as session:
        teams = [team] if team else _teams(session)
    records = Records(database)
    authors = [records.author(each, person) for each in teams]
    with database.session() as session:
        for rows in (
            session.scalars(select(PersonRow).where(PersonRow.person == person, PersonRow.team.in_(teams))),
            session.scalars(select(ClaimRow).where(ClaimRow.asker == person, ClaimRow.team.in_(teams))),
            session.scalars(select(FeedbackRow).where(FeedbackRow.author.in_(authors))),
        ):
            _add(found, rows)
        if not team:
            _add(found, session.scalars(select(DeskUserRow).where(DeskUserRow.name == person)))
            _add(found, session.scalars(select(DeskIdentityRow).where(DeskIdentityRow.user == person)))
            _add(found, session.scalars(select(DeskSessionRow).where(DeskSessionRow.user == person)))
            _add(found, session.scalars(select(DeskJobRow).where((DeskJobRow.asked_by == person) | (DeskJobRow.approved_by == person))))
    return found


def forget(database: Database, user: str) -> dict[str, int]:
    """Delete what :func:`export` shows; table -> rows. Work that others rely on (jobs, Slack claims) stays without the name."""
    counts = {table: len(rows) for table, rows in export(database, user).items()}
    team, person = _parts(user)
    with database.session() as session:
        teams = [team] if team else _teams(session)
    records, people, claims = Records(database), People(database), ClaimBook(database)
    for each in teams:
        people.forget(each, person)
        records.forget_author(records.author(each, person))
        claims.forget(each, person)
    if not team:
        with database.session() as session:
            session.execute(delete(DeskSessionRow).where(DeskSessionRow.user == person))
            session.execute(delete(DeskIdentityRow).where(DeskIdentityRow.user == person))
            session.execute(delete(DeskUserRow).where(DeskUserRow.name == person))
            session.execute(update(DeskJobRow).where(DeskJobRow.asked_by == person).values(asked_by=GONE))
            session.execute(update(DeskJobRow).where(DeskJobRow.approved_by == person).values(approved_by=GONE))
    return counts


def _parts(user: str) -> tuple[str, str]:
    team, _, person = user.rpartition("/")
    return team, person


def _teams(session: Session) -> list[str]:
    """Every Slack workspace that the database has seen: an author's code can only be worked out with it."""
    found: set[str] = set()
    for column in (PersonRow.team, ClaimRow.team, ChannelRow.team):
        found |= set(session.scalars(select(column).distinct()))
    return sorted(found)


def _add(found: dict[str, list[dict[str, Any]]], rows: Iterable[Base]) -> None:
    for row in rows:
        names = [column.key for column in inspect(type(row)).columns if column.key not in _SECRET]
        found.setdefault(row.__tablename__, []).append({name: getattr(row, name) for name in names})
