"""Everything of a brief in one archive, the same bytes each time, with the hash of each file."""

from __future__ import annotations

import hashlib
import io
import zipfile

from sceptic.domain.brief import Brief
from sceptic.domain.telling import Voice
from sceptic.render.claimreview import as_claimreview
from sceptic.render.findings import as_findings_csv, as_findings_json
from sceptic.render.html import as_html
from sceptic.render.json import as_json
from sceptic.render.markdown import as_markdown
from sceptic.render.prisma import as_prisma_csv, as_prisma_s
from sceptic.render.references import as_bibtex, as_csl_json, as_ris
from sceptic.render.table import as_csv, as_studies_json
from sceptic.render.text import as_text
from sceptic.render.voices import rendered_for

_WRITERS = (
    ("brief.json", as_json),
    ("brief.html", as_html),
    ("brief.md", as_markdown),
    ("brief.txt", as_text),
    ("claimreview.json", as_claimreview),
    ("findings.csv", as_findings_csv),
    ("findings.json", as_findings_json),
    ("prisma-s.txt", as_prisma_s),
    ("prisma.csv", as_prisma_csv),
    ("references.bib", as_bibtex),
    ("references.csl.json", as_csl_json),
    ("references.ris", as_ris),
    ("studies.csv", as_csv),
    ("studies.json", as_studies_json),
)
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first date that a zip file can hold: no file of a brief has a date of its own."""
HASHES = "SHA256SUMS"


def as_zip(brief: Brief) -> bytes:
    """The archive: every format but PDF, the three voices, and ``SHA256SUMS`` to check them by.

    Files are stored, not packed, so that the bytes do not hang on the version of a packer.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        hashes = []
        for name, data in _files(brief):
            hashes.append(f"{hashlib.sha256(data).hexdigest()}  {name}\n")
            archive.writestr(_entry(name), data)
        archive.writestr(_entry(HASHES), "".join(hashes).encode())
    return out.getvalue()


def _files(brief: Brief) -> list[tuple[str, bytes]]:
    written = [(name, writer(brief)) for name, writer in _WRITERS]
    written += [(f"for-{voice.value}.md", rendered_for(voice, brief, "md")) for voice in Voice]
    return [(n, w if isinstance(w, bytes) else w.encode("utf-8")) for n, w in written]


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.create_system = 3  # Unix, on every machine
    entry.external_attr = 0o644 << 16
    return entry
