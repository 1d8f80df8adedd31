"""Evidence on a candidate for the headline (`title_evidence`).

Log-odds of a linear softmax ranking of a page's candidates (maximum likelihood, L2), fitted on five text views of the dev set's
articles, with the body as the gold text has it, as the shipped decider finds it, and as the longest run of long lines, so that it
bears wrong decisions. What was seen on fewer than 15 candidates or weighs next to nothing is left out.
"""

from __future__ import annotations

from collections.abc import Mapping

TITLE: Mapping[str, float] = {
}
