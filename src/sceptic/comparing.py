"""The use case of two briefs, of two dates, libraries or populations: what differs between them.

Brief x Brief -> BriefDiff
"""

from __future__ import annotations

from sceptic.synthesis.differences import differences

__all__ = ["differences"]
