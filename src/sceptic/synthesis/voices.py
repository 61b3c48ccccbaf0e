"""One brief, told for three kinds of reader: pure functions from a brief to its telling.

A telling arranges and rewords what the brief holds; it adds no fact, and no sentence is surer than
the brief's own.
"""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from sceptic.domain.brief import Brief
from sceptic.domain.telling import Telling, Voice
from sceptic.synthesis.voice_journalist import told_for_journalists
from sceptic.synthesis.voice_librarian import told_for_librarians
from sceptic.synthesis.voice_patient import told_for_patients

_TELLERS: MappingProxyType[Voice, Callable[[Brief], Telling]] = MappingProxyType(
    {
        Voice.PATIENT: told_for_patients,
        Voice.JOURNALIST: told_for_journalists,
        Voice.LIBRARIAN: told_for_librarians,
    }
)


def told_for(voice: Voice, brief: Brief) -> Telling:
    """The brief for this reader."""
    return _TELLERS[voice](brief)
