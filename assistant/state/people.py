"""Choices of people and channels in Slack, and their deletion."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from time import time

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from assistant.domain import PARTNERSHIPS, Area
from assistant.state.database import Database
from assistant.state.models import ChannelRow, PersonRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelChoice:
    """What was set for a channel: its area, and whether answers are public there."""

    area: Area | None = None
    public: bool = False


class People:
    """Who chose what. Methods raise ``SQLAlchemyError`` when the database fails."""

    def __init__(self, database: Database, *, clock: Callable[[], float] = time) -> None:
        self._database = database
        self._clock = clock

    def area(self, team: str, person: str, channel: str = "") -> Area | None:
        """The person's own choice, else the channel's, else ``None``."""
        with self._database.session() as session:
            row = session.get(PersonRow, (team, person))
            if row and (chosen := _area(row.area)):
                return chosen
        return self.channel(team, channel).area if channel else None

    def choose_area(self, team: str, person: str, area: Area | None) -> None:
        """Keep (or with ``None`` drop) a person's area."""
        self._keep(PersonRow(team=team, person=person, area=area or "", changed_at=self._clock()))

    def was_asked(self, team: str, person: str) -> bool:
        """Whether a person chose an area, chose none, or was asked and did not say."""
        with self._database.session() as session:
            return session.get(PersonRow, (team, person)) is not None

    def note_asked(self, team: str, person: str) -> None:
        """A person was asked for the area; a choice that stands already stays."""
        with contextlib.suppress(IntegrityError), self._database.session() as session:
            if session.get(PersonRow, (team, person)) is None:
                session.add(PersonRow(team=team, person=person, area="", changed_at=self._clock()))

    def channel(self, team: str, channel: str) -> ChannelChoice:
        """What was set for a channel; nothing set gives the defaults."""
        with self._database.session() as session:
            row = session.get(ChannelRow, (team, channel))
            return ChannelChoice(area=_area(row.area), public=row.public) if row else ChannelChoice()

    def set_channel(self, team: str, channel: str, *, area: Area | None, public: bool) -> None:
        """Keep a channel's settings."""
        self._keep(ChannelRow(team=team, channel=channel, area=area or "", public=public, changed_at=self._clock()))

    def forget(self, team: str, person: str) -> None:
        """Delete what is kept of a person's choices."""
        with self._database.session() as session:
            session.execute(delete(PersonRow).where(PersonRow.team == team, PersonRow.person == person))

    def forget_team(self, team: str) -> None:
        """Delete all choices of a workspace, after the app was removed from it."""
        with self._database.session() as session:
            session.execute(delete(PersonRow).where(PersonRow.team == team))
            session.execute(delete(ChannelRow).where(ChannelRow.team == team))

    def _keep(self, row: PersonRow | ChannelRow) -> None:
        """Insert or change; when another made the row between the look and the insertion, the second look finds it."""
        try:
            with self._database.session() as session:
                session.merge(row)
        except IntegrityError:
            with self._database.session() as session:
                session.merge(row)


def _area(value: str) -> Area | None:
    return next((area for area in PARTNERSHIPS if area == value), None)
