"""Durable claims: one owner at a time, expiry, deletion."""

from __future__ import annotations

import threading

import pytest

from assistant.state import Claim, ClaimBook
from assistant.state.claims import ATTEMPTS, KEPT_SECONDS, LEASE_SECONDS


class Clock:
    def __init__(self):
        self.now = 1_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def books(database, clock):
    return ClaimBook(database, clock=clock, owner="a"), ClaimBook(database, clock=clock, owner="b")


def claim(key="T:C:1"):
    return Claim(key=key, kind="message", team="T", asker="U1", channel="C", ts="1")


def test_a_key_is_claimed_once_by_many_threads(database):
    """Forty threads of two owners reach for one key; one gets it."""
    books = [ClaimBook(database, owner=name) for name in "ab"]
    won, start = [], threading.Barrier(40)

    def reach(number):
        start.wait()
        if books[number % 2].claim(claim()):
            won.append(number)

    threads = [threading.Thread(target=reach, args=(n,)) for n in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(won) == 1


def test_a_lease_that_ran_out_is_taken_over_by_one(books, clock):
    """Before its end nobody may; afterwards one may, and the first owner may no longer post."""
    first, second = books
    first.claim(claim())
    assert second.take_over() == []
    clock.now += LEASE_SECONDS + 1

    (taken,) = second.take_over()
    assert (taken.key, taken.attempts) == ("T:C:1", 2)
    assert first.take_over() == []
    assert (first.renew(["T:C:1"]), second.renew(["T:C:1"])) == (0, 1)


def test_a_renewed_lease_is_not_taken_over(books, clock):
    """A living process keeps what it is answering."""
    first, second = books
    first.claim(claim())
    for _ in range(5):
        clock.now += LEASE_SECONDS - 1
        assert first.renew(["T:C:1"]) == 1
        assert second.take_over() == []


def test_a_finished_claim_is_never_taken_up_again(books, clock):
    """Neither when done nor when given up."""
    first, second = books
    for key, end in (("1", first.finish), ("2", lambda k: first.fail(k, "account_inactive"))):
        first.claim(claim(key))
        end(key)
    clock.now += 1_000

    assert second.take_over() == []
    assert second.get("2").fault == "account_inactive"


def test_what_keeps_failing_is_given_up(books, clock):
    """After the last attempt it is failed, with the reason."""
    first, second = books
    first.claim(claim())
    attempts = 1
    while first.put_back("T:C:1", "URLError") if attempts % 2 else second.put_back("T:C:1", "URLError"):
        clock.now += 1_000
        attempts += 1
        assert len((first if attempts % 2 else second).take_over()) == 1

    assert attempts == ATTEMPTS
    assert first.get("T:C:1").state == "failed"


def test_claims_expire(books, clock):
    """After a week the row is gone."""
    first, _ = books
    first.claim(claim())
    first.finish("T:C:1")
    assert first.expire() == 0
    clock.now += KEPT_SECONDS + 1

    assert first.expire() == 1
    assert first.get("T:C:1") is None


def test_forgetting_a_person_keeps_the_keys(books):
    """The name goes, the protection against a second answer stays."""
    first, second = books
    first.claim(claim())
    first.finish("T:C:1")
    first.forget("T", "U1")

    assert first.get("T:C:1").asker == ""
    assert second.claim(claim()) is False
