"""Reading with more than one process: chunks of XML go out, finished records come back in order.

A reading process gets chunks on its standard input and answers each on its standard output, one
after the other, in MessagePack. It ends when its input ends, so also when the process that writes
is killed. Whatever goes wrong in it is told as "not read": the chunk is then read by the writing
process, which raises what there is to raise. So the result never depends on the processes.
"""

from __future__ import annotations

import contextlib
import os
import signal
import struct
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import IO

import msgspec

from sceptic.domain.record import Record
from sceptic.library.prepared import Prepared, prepared
from sceptic.library.store import packer
from sceptic.sources.medline import Deletion, items_of_chunk

_LENGTH = struct.Struct("<Q")
_Packer = Callable[[bytes], bytes]
_Answer = list[Prepared | Deletion] | None
_encoder = msgspec.msgpack.Encoder()


class _Wire(msgspec.Struct, array_like=True):
    """A record, or of a deletion its key and version only."""

    key: int
    version: int
    id: str = ""
    data: bytes = b""
    mark: bytes = b""
    row: str = ""


_decoder = msgspec.msgpack.Decoder(list[_Wire] | None)


def reading_processes() -> int:
    """How many are worth starting: one for each core, none on a single one."""
    try:
        cores = len(os.sched_getaffinity(0))
    except AttributeError:
        cores = os.cpu_count() or 1
    return min(cores, 8) if cores > 1 and sys.executable else 0


class Readers:
    """Some processes that read. A context manager.

    Args:
        dictionary: of the store, for compression; the packed records are only good for it.
        count: how many processes.

    """

    def __init__(self, dictionary: bytes, count: int) -> None:
        self.dictionary = dictionary
        self._threads = ThreadPoolExecutor(count)
        self._idle: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
        self._count = count
        self._processes = [_started(dictionary) for _ in range(count)]
        for process in self._processes:
            self._idle.put(process)

    def close(self) -> None:
        """Ends them; what they still read is dropped."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for process in self._processes:
            process.kill()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        pipe.close()
            process.wait()
        self._threads.shutdown()

    def items(self, chunks: Iterator[bytes]) -> Iterator[Prepared | Deletion]:
        """Records and deletions in the order of the chunks.

        Raises:
            FileFormatError: as ``items_of_chunk``; items before the fault have been yielded.

        """
        waiting: deque[tuple[bytes, Future[_Answer]]] = deque()
        last = ""
        try:
            while True:
                while len(waiting) < self._count + 2 and (chunk := next(chunks, None)):
                    waiting.append((chunk, self._threads.submit(self._answer, chunk)))
                if not waiting:
                    return
                for item in _items(*waiting.popleft(), last):
                    last = f"PMID {item.key if isinstance(item, Prepared) else item.pmid}"
                    yield item
        finally:
            for _, future in waiting:
                future.cancel()

    def _answer(self, chunk: bytes) -> _Answer:
        process = self._idle.get()
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            _send(process.stdin, chunk)
            answer = _received(process.stdout)
            if not answer:
                return None
            found = _decoder.decode(answer)
        except (OSError, ValueError, msgspec.MsgspecError):
            return None  # it died, or is being ended
        finally:
            self._idle.put(process)
        return None if found is None else [_unwired(one) for one in found]


def _items(chunk: bytes, future: Future[_Answer], last: str) -> Iterator[Prepared | Deletion]:
    found = future.result()
    if found is not None:
        yield from found
        return
    for item in items_of_chunk(chunk, last):
        yield prepared(item) if isinstance(item, Record) else item


def _unwired(one: _Wire) -> Prepared | Deletion:
    if not one.data:
        return Deletion(one.key, one.version)  # type: ignore[arg-type]
    mark = int.from_bytes(one.mark, "big")
    return Prepared(one.key, one.version, one.id, one.data, True, mark, one.row)


def _started(dictionary: bytes) -> subprocess.Popen[bytes]:
    home = str(Path(__file__).parents[2])
    paths = [home, *filter(None, [os.environ.get("PYTHONPATH")])]
    process = subprocess.Popen(
        [sys.executable, "-m", "sceptic.library.reading"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
    )
    assert process.stdin is not None
    with contextlib.suppress(OSError):  # it died at once: every answer will be "not read"
        _send(process.stdin, dictionary)
    return process


def _send(pipe: IO[bytes], data: bytes) -> None:
    pipe.write(_LENGTH.pack(len(data)))
    pipe.write(data)
    pipe.flush()


def _received(pipe: IO[bytes]) -> bytes:
    """One message; empty at the end of the pipe."""
    head = pipe.read(_LENGTH.size)
    return pipe.read(_LENGTH.unpack(head)[0]) if len(head) == _LENGTH.size else b""


def _wired(item: Record | Deletion, packed: _Packer) -> _Wire:
    if isinstance(item, Deletion):
        return _Wire(item.pmid, item.version)
    one = prepared(item)
    mark = one.mark.to_bytes(16, "big")
    return _Wire(one.key, one.version, one.id, packed(one.data), mark, one.row)


def _read(chunk: bytes, packed: _Packer) -> bytes:
    try:
        return _encoder.encode([_wired(item, packed) for item in items_of_chunk(chunk, "")])
    except Exception:  # noqa: BLE001 - the writing process reads it again and says what it is
        return _encoder.encode(None)


def main() -> None:
    """The reading process."""
    import gc  # noqa: PLC0415 - only this process may switch it off

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the writing process decides when to end
    packed = packer(_received(sys.stdin.buffer))
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    while chunk := _received(sys.stdin.buffer):
        _send(sys.stdout.buffer, _read(chunk, packed))


if __name__ == "__main__":
    main()
