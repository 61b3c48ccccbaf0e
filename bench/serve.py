"""What a server bears: users who ask at the same time, answers it has, memory, more than it takes.

    python -m bench.serve --library CORPUS_LIBRARY --users 20 --seconds 300

Each user asks, waits for the answer and asks again without a pause. Four questions in five are
new: a treatment and a condition of the vocabulary drawn with a seed; the fifth is one that was
answered before, and is told apart in the table. Then ten times the queue is asked at once: what is
over the limit must be refused with 503 and Retry-After. All traffic stays on this machine's
loopback. No test or CI step fails on a time.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx2

from sceptic.domain.claim import ConceptKind
from sceptic.language.vocabulary import shipped_vocabulary

WAITING = 40
_TIMEOUT_S = 60.0


@dataclass
class Seen:
    """Seconds of each answer by kind, and the statuses."""

    times: dict[str, list[float]] = field(default_factory=lambda: {"new": [], "held": []})
    statuses: Counter[int] = field(default_factory=Counter)


def questions(seed: int) -> Iterator[str]:
    """Endless, no pair twice in a row of draws that matters."""
    concepts = shipped_vocabulary().concepts
    treatments = [c.name for c in concepts if c.kind is ConceptKind.INTERVENTION]
    conditions = [c.name for c in concepts if c.kind is ConceptKind.CONDITION]
    draw = random.Random(seed)
    while True:
        yield f"Does {draw.choice(treatments)} help {draw.choice(conditions)}?"


@contextmanager
def server(library: Path, workers: int) -> Iterator[tuple[int, str]]:
    """Process id and address."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"SCEPTIC_ARCHIVE": str(Path(folder) / "archive.sqlite3")}
        command = [
            sys.executable, "-m", "sceptic", "serve", "--port", "0", "--library", str(library),
            "--workers", str(workers), "--waiting", str(WAITING), "--rate", "10000000",
        ]  # fmt: skip
        with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as run:
            assert run.stderr is not None
            try:
                yield run.pid, run.stderr.readline().strip().rstrip("/")
            finally:
                run.terminate()
                run.wait(30)


async def user(
    client: httpx2.AsyncClient, asked: Iterator[str], answered: list[str], seen: Seen, until: float
) -> None:
    draw = random.Random(len(answered))
    while time.monotonic() < until:
        is_held = bool(answered) and draw.random() < 0.2
        question = draw.choice(answered) if is_held else next(asked)
        start = time.perf_counter()
        reply = await client.post("/v1/briefs", json={"question": question}, params={"wait": 60})
        took = time.perf_counter() - start
        seen.statuses[reply.status_code] += 1
        if reply.status_code in (200, 201):
            seen.times["held" if reply.status_code == 200 else "new"].append(took)
            if not is_held and len(answered) < 500:
                answered.append(question)


def memory_mb(pid: int) -> float:
    """Resident memory of the server and its workers."""
    total = 0
    for each in [str(pid), *_children(pid)]:
        for line in Path(f"/proc/{each}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                total += int(line.split()[1])
    return total / 1024


def _children(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


async def overload(client: httpx2.AsyncClient, asked: Iterator[str]) -> tuple[Counter[int], int]:
    """Statuses of ten queues at once, and how many refusals said when to come back."""
    replies = await asyncio.gather(
        *(
            client.post("/v1/briefs", json={"question": next(asked)}, params={"wait": 0})
            for _ in range(10 * WAITING)
        )
    )
    polite = sum(r.status_code == 503 and "retry-after" in r.headers for r in replies)
    return Counter(r.status_code for r in replies), polite


async def run(given: argparse.Namespace, pid: int, address: str) -> None:
    asked, seen = questions(0), Seen()
    answered: list[str] = []
    limits = httpx2.Limits(max_connections=1000)
    async with httpx2.AsyncClient(base_url=address, timeout=_TIMEOUT_S, limits=limits) as client:
        await _started(client)
        await user(client, asked, answered, Seen(), time.monotonic() + 5)
        before = memory_mb(pid)
        until = time.monotonic() + given.seconds
        half = asyncio.create_task(_memory_at(pid, given.seconds / 2))
        await asyncio.gather(
            *(user(client, asked, answered, seen, until) for _ in range(given.users))
        )
        after = memory_mb(pid)
        print("| answers | n | median ms | p95 ms | wanted p95 |\n| --- | --- | --- | --- | --- |")
        for kind, wanted in (("new", 1500), ("held", 100)):
            times = sorted(seen.times[kind])
            if times:
                p95 = times[int(0.95 * (len(times) - 1))]
                print(
                    f"| {kind} | {len(times)} | {1000 * statistics.median(times):.0f} |"
                    f" {1000 * p95:.0f} | {wanted} |"
                )
        print(f"\nstatuses: {dict(seen.statuses)}; {given.users} users, {given.seconds} s")
        print(f"memory: {before:.0f} MB, half way {await half:.0f} MB, at the end {after:.0f} MB")
        statuses, polite = await overload(client, asked)
        print(f"overload: {dict(statuses)}; refused with Retry-After: {polite}")
        print(f"afterwards: {(await client.get('/healthz')).status_code}")


async def _memory_at(pid: int, seconds: float) -> float:
    await asyncio.sleep(seconds)
    return memory_mb(pid)


async def _started(client: httpx2.AsyncClient) -> None:
    for _ in range(300):
        try:
            await client.get("/readyz")
        except httpx2.TransportError:
            await asyncio.sleep(0.2)
        else:
            return


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    with server(given.library, given.workers) as (pid, address):
        asyncio.run(run(given, pid, address))


if __name__ == "__main__":
    main()
