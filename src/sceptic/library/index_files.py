"""Whether the files of an index are as they were written.

Each of them ends with a footer of tantivy's: JSON with the CRC-32 of all that stands before it,
then the footer's length and a mark, four bytes each, the lowest first.
"""

from __future__ import annotations

import json
import struct
import zlib
from pathlib import Path

_MARK = 1337
_TAIL = struct.Struct("<II")
_BLOCK = 1 << 20


def damaged_files(index: Path) -> tuple[str, ...]:
    """Names of the index's files whose content differs from its checksum, or cannot be read.

    ``meta.json`` and other files of text bear none and are left out; so is a file that goes away
    meanwhile, since a writer may be merging.
    """
    return tuple(p.name for p in sorted(index.glob("*.*")) if _is_segment(p) and _is_damaged(p))


def _is_segment(path: Path) -> bool:
    return not path.name.startswith(".") and path.suffix not in (".json", ".lock", ".tmp")


def _is_damaged(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            if size < _TAIL.size:
                return True
            file.seek(size - _TAIL.size)
            length, mark = _TAIL.unpack(file.read(_TAIL.size))
            body = size - _TAIL.size - length
            if mark != _MARK or body < 0:
                return True
            file.seek(body)
            stated = json.loads(file.read(length))["crc"]
            file.seek(0)
            found, left = 0, body
            while left and (block := file.read(min(_BLOCK, left))):
                found = zlib.crc32(block, found)
                left -= len(block)
    except FileNotFoundError:
        return False
    except (OSError, ValueError, KeyError, TypeError):
        return True
    return bool(found != stated)
