"""Serves a desk with three people on a free port; prints the port. Run by the browser tests in a process of its own."""

from __future__ import annotations

import sys
from pathlib import Path

import uvicorn
from argon2 import PasswordHasher

from assistant.fakes import WordEmbedder
from assistant.state import open_database
from ingest.desk.accounts import ROLES
from ingest.desk.desk import DeskOptions, open_desk
from ingest.desk.pages import desk_app
from ingest.publish import Place
from tests.ingest.desk.conftest import PASSWORD, WordAnswering


def main(data_dir: Path) -> None:
    """Serve until the process is ended."""
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    knowledge = Path(__file__).resolve().parents[3] / "knowledge"
    place = Place(data_dir=data_dir, embedder=WordEmbedder())
    desk = open_desk(place, open_database(data_dir), knowledge, DeskOptions(answering=WordAnswering, hasher=hasher, approval=True, patience=20.0))
    for name in (*ROLES, "publisher2"):
        if desk.accounts.get(name) is None:
            desk.accounts.add(name, PASSWORD, name.rstrip("2"))
    server = uvicorn.Server(uvicorn.Config(desk_app(desk), host="127.0.0.1", port=0, log_level="warning"))
    config = server.config
    config.load()
    sock = config.bind_socket()
    print(sock.getsockname()[1], flush=True)
    server.run(sockets=[sock])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
