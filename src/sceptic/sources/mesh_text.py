"""NLM's MeSH descriptors as ASCII text (``dYYYY.bin``) -> headings with names, places and notes.

One field a line, ``MH = Calcimycin``; a record begins with ``*NEWRECORD``. An entry term carries
sub-fields, and its last one says by letters which they are: ``ENTRY = A-23187|T109|LAB|NRW|abcd``
(a the term, b semantic type, c lexical type, d relation to the heading).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sceptic.errors import FileFormatError
from sceptic.sources.mesh import Descriptor, OtherConcept

START = "*NEWRECORD"
_NOT_THE_SAME = ("NRW", "BRD", "REL")


def descriptors_from_text(lines: Iterable[str]) -> Iterator[Descriptor]:
    """Every heading in file order.

    Raises:
        FileFormatError: it is no MeSH file in NLM's ASCII form, or is cut off.

    """
    fields: dict[str, list[str]] | None = None
    for line in lines:
        if line.rstrip() == START:
            if fields:
                yield _descriptor(fields)
            fields = defaultdict(list)
            continue
        name, equals, value = line.rstrip("\r\n").partition(" = ")
        if fields is None and line.strip():
            raise FileFormatError(f"this is no MeSH file: it does not begin with {START}")
        if fields is not None and equals:
            fields[name.strip()].append(value.strip())
    if not fields:
        raise FileFormatError("this is no MeSH file: it holds no record")
    yield _descriptor(fields)


def _descriptor(fields: dict[str, list[str]]) -> Descriptor:
    if not (fields["MH"] and fields["UI"]):
        raise FileFormatError("this MeSH file cannot be read: a record lacks MH or UI")
    name, ui = fields["MH"][0], fields["UI"][0]
    entries = [_entry(value) for value in (*fields["PRINT ENTRY"], *fields["ENTRY"])]
    return Descriptor(
        name=name,
        ui=ui,
        names=(name, *(term for term, _ in entries)),
        trees=tuple(fields["MN"]),
        note=" ".join(fields["MS"]),
        others=tuple(
            OtherConcept(f"{ui}.{number}", (term,), relation)
            for number, (term, relation) in enumerate(entries, start=1)
            if relation in _NOT_THE_SAME
        ),
    )


def _entry(value: str) -> tuple[str, str]:
    """An entry term and its relation to the heading, empty if it is not said."""
    parts = value.split("|")
    letters = parts[-1] if len(parts) > 1 else ""
    if len(letters) != len(parts) - 1 or "d" not in letters:
        return parts[0], ""
    return parts[0], parts[letters.index("d")]
