"""A MeSH file of NLM's, in any of its forms -> the headings and concepts beside a library.

Descriptors in XML or ASCII (``desc2026.xml``, ``d2026.bin``) bring both; supplementary concepts
(``supp2026.xml``) are added to them. Gzipped or not, told by the content.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from isal import igzip, isal_zlib

from sceptic.errors import FileFormatError
from sceptic.library.mesh_concepts import edition_of, load_concepts
from sceptic.library.thesaurus import load_thesaurus
from sceptic.sources.mesh import Descriptor, descriptors_from_xml
from sceptic.sources.mesh_text import START, descriptors_from_text

_GZIP = b"\x1f\x8b"
_GZIP_ERRORS: Any = (EOFError, isal_zlib.error, igzip.BadGzipFile)
_HEAD = 4096
_DESCRIPTORS, _SUPPLEMENT = b"<DescriptorRecordSet", b"<SupplementalRecordSet"


@dataclass(frozen=True, slots=True)
class MeshReport:
    """What a MeSH file brought: headings for searching, concepts that a question may name."""

    headings: int
    concepts: int


def is_mesh(path: Path) -> bool:
    """Whether this is a MeSH file that can be loaded."""
    try:
        return bool(_form_of(path))
    except FileFormatError:
        return False


def load_mesh(path: Path, library: Path, digest: str) -> MeshReport:
    """Loads the file into the library's folder, in place of what an earlier one brought.

    Args:
        path: descriptors or supplementary concepts, in NLM's forms.
        library: the library's folder.
        digest: of the file, see ``files.digest_of``.

    Raises:
        FileFormatError: it is no MeSH file, or is cut off.

    """
    form = _form_of(path)
    if not form:
        raise FileFormatError(
            f"{path.name} is no MeSH file",
            hint="NLM's desc2026.xml, supp2026.xml or d2026.bin, gzipped or not",
        )
    edition = edition_of(path.name)
    with _opened(path) as file:
        if form == "supplement":
            found = descriptors_from_xml(file)
            return MeshReport(0, load_concepts(found, library, digest=digest, edition=edition))
        descriptors = _descriptors(file, form)
    headings = load_thesaurus(descriptors, library)
    concepts = load_concepts(descriptors, library, digest=digest, edition=edition)
    return MeshReport(headings, concepts)


def _form_of(path: Path) -> str:
    with _opened(path) as file:
        head = file.read(_HEAD)
    if _DESCRIPTORS in head:
        return "xml"
    if _SUPPLEMENT in head:
        return "supplement"
    return "text" if head.lstrip().startswith(START.encode()) else ""


def _descriptors(file: IO[bytes], form: str) -> tuple[Descriptor, ...]:
    if form == "xml":
        return tuple(descriptors_from_xml(file))
    with io.TextIOWrapper(file, encoding="utf-8", errors="replace") as lines:
        return tuple(descriptors_from_text(lines))


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    try:
        with path.open("rb") as start:
            opened: Any = igzip.open if start.read(2) == _GZIP else Path.open
        with opened(path, "rb") as file:
            yield file
    except (*_GZIP_ERRORS, OSError) as error:
        why = getattr(error, "strerror", None) or "the file is cut off or damaged"
        raise FileFormatError(f"{path.name}: {why}") from error
    except FileFormatError as error:
        raise FileFormatError(f"{path.name}: {error.message}", hint=error.hint) from error
