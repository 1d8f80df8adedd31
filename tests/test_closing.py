"""Last sections that are called what furniture is called: below sections of the same form they stay; boxes below an article do not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tables import page_of

from cleaner.phrases import load as load_phrases
from cleaner.rules.closing import last_sections
from cleaner.rules.evidence import Evidence

STORY = "The chapel has a bell again, and nobody in the parish had ever cast one before."
CAST = ["Casting", "The mould was dug into the sand of the bay behind the mill."]
SOUND = ["Sound", "The bell is tuned to a note between two others, it is said."]
AWARDS = ["Awards", "The parish has given each of the three a cake."]
LEGAL = ["Legal", "The name of the bell is a trademark of the parish of Quarley."]
KEPT = [STORY, *CAST, *SOUND]
SURE = (3, 2, 2, 2, 2)


def _rest(lines: Sequence[str], *scores: float) -> list[int]:
    page = page_of(lines)
    assert len(page.blocks) == len(lines) == len(scores)
    return last_sections(Evidence(page, load_phrases()), scores)


@pytest.mark.parametrize(
    ("lines", "scores"),
    [
        ([STORY, *CAST, *AWARDS], (3, 2, 2, -1, -1)),  # one section is no form
        ([*KEPT, *AWARDS], (*SURE, -1, -4)),  # surely furniture
        ([*KEPT, *AWARDS], (*SURE, -4, -1)),
        ([*KEPT, "Chairs from the old theatre", "Seven ways to mend a net"], (*SURE, -1, -1)),  # headlines
        ([*KEPT, "Newsletter", "Sign up for our weekly newsletter, it is free for everybody."], (*SURE, -1, -1)),
        ([*KEPT, "About the author", "Edda Norwood writes about bells and boats for the parish."], (*SURE, -1, -1)),
        ([*KEPT, "Edda Norwood", "Edda Norwood writes about bells and boats for the parish."], (*SURE, -1, -1)),
        ([*KEPT, "Share", *AWARDS], (*SURE, -1, -1, -1)),  # not right below
        ([*KEPT, "More from us", *AWARDS], (*SURE, -1, -1, -1)),
        ([*KEPT, "Awards", "A cake each."], (*SURE, -1, -1)),
    ],
)
def test_what_is_no_last_section(lines: Sequence[str], scores: Sequence[float]) -> None:
    assert _rest(lines, *scores) == []


def test_last_sections_stay_up_to_the_first_line_that_is_none() -> None:
    lines = [*KEPT, *AWARDS, *LEGAL, "It may not be used by other parishes of the same valley.", "Share", "Facebook"]
    assert _rest(lines, *SURE, -1, -1, -2, -2, -1, -3, -5) == [5, 6, 7, 8, 9]


def test_of_a_section_only_what_would_go_is_named() -> None:
    assert _rest([*KEPT, *AWARDS], *SURE, -1, 1) == [5]
