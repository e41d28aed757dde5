"""How many cores a matrix product takes."""

from __future__ import annotations

from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]


def one_core_a_product() -> None:
    """Let products of numpy run on the core that asks, from now on in this process.

    A question multiplies one vector with some thousand others, which takes a millisecond on one core. Shared between two, the helper
    thread goes on waiting busily afterwards and takes its core from the reader: half of the answers then took twice as long.
    """
    threadpool_limits(limits=1, user_api="blas")
