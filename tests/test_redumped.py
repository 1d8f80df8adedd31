"""Training pages as other programs would have dumped them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleaner.redumped import ONE_OF, redumped

PAGE = "Harbour news\n\n  * Home\n    + Boats\n\nThe ferry sails again.\n"
TEXTS = st.lists(st.text(st.sampled_from("ab *+•\t "), max_size=12)).map("\n".join)


@given(TEXTS, st.text(max_size=5))
def test_words_stay_in_their_order_and_on_lines_of_their_own(text: str, name: str) -> None:
    def words(page: str) -> list[str]:
        return ["".join(filter(str.isalpha, line)) for line in page.split("\n") if any(map(str.isalpha, line))]

    assert words(redumped(text, name)) == words(text)
    assert redumped(text, name) == redumped(text, name)


def test_a_third_of_pages_is_stripped_in_every_manner() -> None:
    made = [redumped(PAGE, f"page {number}") for number in range(300)]
    changed = [page for page in made if page != PAGE]
    assert 0.8 < ONE_OF * len(changed) / len(made) < 1.2
    assert any("\n\n" not in page for page in changed)
    assert any("\n\n" in page and "\n  " not in page for page in changed)
    assert any("\n  " in page and "*" not in page for page in changed)
