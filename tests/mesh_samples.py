"""A small MeSH in NLM's forms, made for the tests."""

from __future__ import annotations

from collections.abc import Iterable

Concept = tuple[str, str, str, str, tuple[str, ...]]
"""``(ui, relation to the preferred concept or "", name, scope note, further terms)``."""


def descriptor(ui: str, name: str, trees: Iterable[str], concepts: Iterable[Concept]) -> str:
    """One ``DescriptorRecord`` as NLM writes it; the first concept is the preferred one."""
    rows = list(concepts)
    first = rows[0][0]
    places = "".join(f"<TreeNumber>{tree}</TreeNumber>" for tree in trees)
    return (
        f'<DescriptorRecord DescriptorClass = "1"><DescriptorUI>{ui}</DescriptorUI>'
        f"<DescriptorName><String>{name}</String></DescriptorName>"
        f"<TreeNumberList>{places}</TreeNumberList><ConceptList>"
        + "".join(_concept(row, first) for row in rows)
        + "</ConceptList></DescriptorRecord>"
    )


def _concept(row: Concept, first: str) -> str:
    ui, relation, name, note, terms = row
    relations = (
        f'<ConceptRelationList><ConceptRelation RelationName="{relation}">'
        f"<Concept1UI>{first}</Concept1UI><Concept2UI>{ui}</Concept2UI>"
        "</ConceptRelation></ConceptRelationList>"
        if relation
        else ""
    )
    listed = "".join(f"<Term><String>{term}</String></Term>" for term in (name, *terms))
    scope = f"<ScopeNote>{note}\n    </ScopeNote>" if note else ""
    return (
        f'<Concept PreferredConceptYN="{"N" if relation else "Y"}"><ConceptUI>{ui}</ConceptUI>'
        f"<ConceptName><String>{name}</String></ConceptName>{scope}{relations}"
        f"<TermList>{listed}</TermList></Concept>"
    )


NOTE = (
    "Loss of hair in a pattern of its own. It is seen in tests only and "
    "nowhere else. (From Nobody, Handbook of Samples, 1st ed)"
)


def descriptors() -> bytes:
    """A disease with a narrower one inside, its parent, a drug, a heading too wide to be one."""
    records = (
        descriptor(
            "D900001", "Sample Disease", ["C17.900"], [("M1", "", "Sample Disease", "", ())]
        ),
        descriptor(
            "D900002",
            "Zorbitis, Familial",
            ["C17.900.100"],
            [
                ("M2", "", "Zorbitis, Familial", NOTE, ("Zorb Disease", "Hair Loss")),
                ("M3", "NRW", "Zorbitis, Nodular", "", ("Nodular Zorbitides",)),
                ("M4", "REL", "Zorbopathy", "", ()),
            ],
        ),
        descriptor("D900003", "Zorbistat", ["D02.900"], [("M5", "", "Zorbistat", "", ("ZB-12",))]),
        descriptor(
            "D000505", "Alopecia", ["C17.800.329.937"],
            [("M6", "", "Alopecia", "", ("Bald Patch", "Alopecia, Male Pattern"))],
        ),
        descriptor(
            "D900004", "Zorb Alopecia", ["C17.800.329.937.900"],
            [("M7", "", "Zorb Alopecia", "", ())],
        ),
        descriptor("D010361", "Patients", ["M01.643"], [("M8", "", "Patients", "", ("Clients",))]),
    )  # fmt: skip
    return (
        '<?xml version="1.0"?>\n<DescriptorRecordSet LanguageCode = "eng">'
        + "\n".join(records)
        + "</DescriptorRecordSet>"
    ).encode()


def supplement() -> bytes:
    """A rare disease mapped to a heading, in the form of ``supp2026.xml``."""
    return (
        '<?xml version="1.0"?>\n<SupplementalRecordSet LanguageCode = "eng">'
        '<SupplementalRecord SCRClass = "3"><SupplementalRecordUI>C900001</SupplementalRecordUI>'
        "<SupplementalRecordName><String>Quibble syndrome</String></SupplementalRecordName>"
        "<HeadingMappedToList><HeadingMappedTo><DescriptorReferredTo>"
        "<DescriptorUI>*D900002</DescriptorUI></DescriptorReferredTo></HeadingMappedTo>"
        "</HeadingMappedToList><ConceptList>"
        + _concept(("M9", "", "Quibble syndrome", "", ("Quibbling",)), "M9")
        + "</ConceptList></SupplementalRecord></SupplementalRecordSet>"
    ).encode()


ASCII = """*NEWRECORD
RECTYPE = D
MH = Zorbitis, Familial
ENTRY = Zorb Disease|T047|NON|EQV|NLM (2026)|260101|abcdef
ENTRY = Zorbitis, Nodular|T047|NON|NRW|NLM (2026)|260101|abcdef
ENTRY = Plain Zorbitis
MN = C17.900.100
MS = Loss of hair in a pattern of its own.
UI = D900002

*NEWRECORD
RECTYPE = D
MH = Zorbistat
MN = D02.900
UI = D900003
"""
