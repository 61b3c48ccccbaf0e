"""NLM's MeSH files in XML -> headings with names, places and notes.

Read are descriptors (``descYYYY.xml``) and supplementary concepts (``suppYYYY.xml``). A heading is
made of concepts: one is preferred, the others are synonyms of a kind, narrower (``NRW``), broader
or merely related; NLM says which, and the names are kept apart accordingly.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from lxml import etree

from sceptic.errors import FileFormatError
from sceptic.sources.xml_text import Element, child_text, text_of

RECORDS = {"DescriptorRecord": "Descriptor", "SupplementalRecord": "SupplementalRecord"}
"""Element of a record -> how the names of its own elements begin."""


@dataclass(frozen=True, slots=True)
class OtherConcept:
    """A concept filed under a heading without being it; ``relation`` is NRW, BRD or REL."""

    ui: str
    names: tuple[str, ...]
    relation: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Descriptor:
    """A heading: ``names`` are its entry terms, ``trees`` its places, ``C17.800.329.937.122``.

    ``names`` holds every entry term, as a search needs them; those that NLM says are not the same
    thing stand in ``others`` too. A supplementary concept has no place but the headings it is
    mapped to, by their ``ui``, and its class: 1 chemical, 2 protocol, 3 disease, 4 organism.
    """

    name: str
    ui: str
    names: tuple[str, ...]
    trees: tuple[str, ...]
    note: str = ""
    others: tuple[OtherConcept, ...] = ()
    mapped_to: tuple[str, ...] = ()
    supplementary_class: str = ""


def descriptors_from_xml(file: IO[bytes]) -> Iterator[Descriptor]:
    """Every heading in file order, in bounded memory.

    Raises:
        FileFormatError: it is no MeSH descriptor file, or is cut off.

    """
    found = False
    try:
        for _, element in etree.iterparse(
            file, tag=tuple(RECORDS), resolve_entities=False, no_network=True, huge_tree=False
        ):
            found = True
            yield _descriptor(element)
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except (etree.XMLSyntaxError, EOFError) as error:
        why = str(error).split("\n")[0]
        raise FileFormatError(f"this MeSH file cannot be read: {why}") from error
    if not found:
        raise FileFormatError("this is no MeSH descriptor file: it holds no DescriptorRecord")


def _descriptor(record: Element) -> Descriptor:
    kind = RECORDS[str(record.tag)]
    concepts = record.findall("ConceptList/Concept")
    preferred = next((c for c in concepts if c.get("PreferredConceptYN") == "Y"), None)
    relations = _relations(concepts)
    return Descriptor(
        name=child_text(record, f"{kind}Name/String"),
        ui=child_text(record, f"{kind}UI"),
        names=tuple(name for concept in concepts for name in _names(concept)),
        trees=tuple(text_of(t) for t in record.iterfind("TreeNumberList/TreeNumber")),
        note="" if preferred is None else child_text(preferred, "ScopeNote"),
        others=tuple(
            OtherConcept(ui, _names(concept), relations[ui], child_text(concept, "ScopeNote"))
            for concept in concepts
            if concept is not preferred and (ui := child_text(concept, "ConceptUI")) in relations
        ),
        mapped_to=tuple(
            text_of(ui).removeprefix("*")
            for ui in record.iterfind(
                "HeadingMappedToList/HeadingMappedTo/DescriptorReferredTo/DescriptorUI"
            )
        ),
        supplementary_class=record.get("SCRClass", ""),
    )


def _names(concept: Element) -> tuple[str, ...]:
    return tuple(text_of(term) for term in concept.iterfind("TermList/Term/String"))


def _relations(concepts: list[Element]) -> dict[str, str]:
    """What each concept is to the preferred one, where NLM says so: ``Concept1`` is that one."""
    found: dict[str, str] = {}
    for concept in concepts:
        for relation in concept.iterfind("ConceptRelationList/ConceptRelation"):
            other = child_text(relation, "Concept2UI")
            found.setdefault(other, relation.get("RelationName", ""))
    return {ui: name for ui, name in found.items() if name}
