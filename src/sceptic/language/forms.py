"""The forms in which people put health claims, as a table of patterns.

A pattern names its slots: ``x`` intervention, ``y`` what it acts on, ``z`` comparison,
``o`` outcome, ``p`` population, ``v`` verb (``w`` its second half), ``not`` a negation. The
special stands before the general; ``language.grammar`` reads with them.
"""

from __future__ import annotations

from sceptic.language.form import Form
from sceptic.language.forms_of_comparison import COMPARISONS
from sceptic.language.forms_of_effect import EFFECTS
from sceptic.language.forms_of_harm import HARMS

FORMS: tuple[Form, ...] = (*COMPARISONS, *HARMS, *EFFECTS)
