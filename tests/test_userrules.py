"""Users' own rules: what they match, what becomes of it, and the sentences about what can't be meant."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import CleanError, Options, UserRule, clean, load_rules
from cleaner.explain import to_text
from cleaner.model import Block
from cleaner.pipeline import Explanation, explain
from cleaner.tomlfile import MOST_CHARACTERS
from cleaner.userrules import matches, parse_rules
from cleaner.userrules.match import SURE
from cleaner.userrules.parse import MOST_RULES

FIXTURES = Path(__file__).parent.parent / "fixtures" / "userrules"
PAGE = (FIXTURES / "ferry.txt").read_text(encoding="utf-8")
OFFER = "Our readers get the paper"
CAPTAIN = "“Nobody here asked"
EDITOR = "Editing by Jo Blake"


def _cases(name: str, head: str) -> list[tuple[str, str]]:
    """The heads of a fixture's sections, and what stands below each."""
    parts = re.split(head, (FIXTURES / name).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


def _rule(phrase: str = f"{OFFER} ...", name: str = "mine", **values: object) -> UserRule:
    return UserRule(name, phrases=(phrase,))._replace(**values)  # type: ignore[arg-type]


def _explained(*rules: UserRule, page: str = PAGE, url: str | None = None, **values: object) -> Explanation:
    return explain(page, Options(rules=rules, url=url, removed=True)._replace(**values))  # type: ignore[arg-type]


def _kept(*rules: UserRule, url: str | None = None) -> list[str]:
    """The first words of the blocks that are kept."""
    found = _explained(*rules, url=url)
    return [block.text[:20] for block, decision in zip(found.page.blocks, found.decisions, strict=True) if decision.keep]


PLAIN = _kept()
HTML = f"<!doctype html><html><body><article><p>{PAGE.replace(chr(10), '</p><p>')}</p></article></body></html>"


def test_rules_without_a_match_change_nothing() -> None:
    plain, ruled = _explained(), _explained(_rule("no such words here"))
    assert (ruled.article, ruled.used) == (plain.article, frozenset())
    assert [list(decision.marks) for decision in ruled.decisions] == [list(decision.marks) for decision in plain.decisions]


@pytest.mark.parametrize(
    ("sites", "url", "applies"),
    [
        ((), None, True),
        (("gazette.example",), None, False),
        (("gazette.example",), "https://other.example/ferry", False),
        (("gazette.example",), "https://thegazette.example/ferry", False),
        (("gazette.example",), "https://[broken", False),
        (("gazette.example",), "https://gazette.example/ferry", True),
        (("gazette.example",), "https://www.gazette.example:8080/ferry", True),
        (("other.example", "gazette.example"), "http://news.gazette.example/", True),
    ],
)
def test_rules_are_for_their_sites(sites: tuple[str, ...], url: str | None, applies: bool) -> None:
    assert (_kept(_rule(sites=sites), url=url) != PLAIN) == applies


@pytest.mark.parametrize(("languages", "applies"), [(("de",), False), (("en-GB",), False), (("en",), True), (("de", "en"), True)])
def test_rules_are_for_their_languages(languages: tuple[str, ...], applies: bool) -> None:
    assert (_kept(_rule(languages=languages)) != PLAIN) == applies


def test_a_site_is_known_from_the_address_that_a_page_gives_itself() -> None:
    head = '<link rel="canonical" href="https://www.gazette.example/ferry">'
    html = f"<html><head>{head}</head><body>" + "".join(f"<p>{line}</p>" for line in PAGE.split("\n") if line) + "</body></html>"
    assert _explained(_rule(sites=("gazette.example",)), page=html).used == {"mine"}
    assert _explained(_rule(sites=("other.example",)), page=html).used == frozenset()


@pytest.mark.parametrize(("pattern", "lines"), _cases("matching.txt", r"^\[(.+)\]$"))
def test_what_phrases_and_regexes_match(pattern: str, lines: str) -> None:
    rule = UserRule("mine", regexes=(pattern[1:-1],)) if pattern.startswith("/") else UserRule("mine", phrases=(pattern,))
    for line in filter(None, lines.split("\n")):
        sign, text = line[0], line[2:]
        assert (text, list(matches([Block(text)], (rule,)))) == (text, [rule] if sign == "+" else [])


def test_rules_see_the_whole_of_a_long_block() -> None:
    text = "word " * 2000 + "and at its end the magic spell"
    for rule in (_rule("... the magic spell"), UserRule("mine", regexes=("magic spell$",))):
        assert matches([Block("Short"), Block(text)], (rule,)) == {rule: [1]}


def test_regexes_see_any_character() -> None:
    assert matches([Block("a lone \ud800 surrogate\x00")], (rule := UserRule("mine", regexes=("surrogate",)),)) == {rule: [0]}


def test_drop_drops() -> None:
    assert _kept(_rule()) == [text for text in PLAIN if not OFFER.startswith(text)]


def test_what_is_dropped_is_neither_title_nor_caption() -> None:
    assert _explained().article.title == "The ferry sails again"
    assert _explained(_rule("The ferry sails again")).article.title != "The ferry sails again"
    page = PAGE.replace("Hot this week", "The ferry at the quay. (Photo: Tilda Marsh)")
    assert _explained(page=page).article.captions == ("The ferry at the quay. (Photo: Tilda Marsh)",)
    assert _explained(_rule("The ferry at the quay ..."), page=page).article.captions == ()


def test_keep_keeps_even_what_would_stand_elsewhere() -> None:
    assert EDITOR not in clean(PAGE).text
    assert EDITOR in clean(PAGE, Options(rules=(_rule(EDITOR, actions=("keep",)),))).text
    assert "By Tilda Marsh" in clean(PAGE, Options(rules=(_rule("By Tilda Marsh", actions=("keep",)),))).text


def test_keep_beats_everything_and_drop_beats_weights() -> None:
    keep = _rule(f"{OFFER} ...", "keep", actions=("keep",))
    rules = [keep, _rule(name="drop"), _rule("Hot this week", "all", actions=("drop", "drop-after")), _rule(name="heavy", weight=-100.0)]
    assert _kept(*rules) == [OFFER[:20]]
    light = _rule(name="light", actions=("weight",), weight=100.0)
    assert OFFER[:20] not in _kept(_rule(name="drop"), light)


def test_drop_after_and_before_leave_the_block_itself_as_it_is() -> None:
    after = _rule(f"{CAPTAIN} ...", actions=("drop-after",))
    found = _explained(after)
    number = next(i for i, block in enumerate(found.page.blocks) if block.text.startswith(CAPTAIN))
    assert [decision.keep for decision in found.decisions[number:]] == [True] + [False] * (len(found.decisions) - number - 1)
    before = _explained(after._replace(actions=("drop-before",)))
    assert [decision.keep for decision in before.decisions[: number + 1]] == [False] * number + [True]


@pytest.mark.parametrize("weight", [-0.5, -100.0, 100.0])
def test_a_weight_is_added_to_the_score(weight: float) -> None:
    plain, ruled = _explained(), _explained(_rule(actions=("weight",), weight=weight))
    number = next(i for i, block in enumerate(plain.page.blocks) if block.text.startswith(OFFER))
    assert ruled.decisions[number].score == pytest.approx(plain.decisions[number].score + weight)
    assert ruled.decisions[number].keep == (plain.decisions[number].score + weight >= 0)


RULES = (
    _rule(name="b"),
    _rule(name="a", actions=("drop", "drop-after")),
    _rule(EDITOR, "keep", actions=("keep",)),
    _rule("Hot this week", "light", actions=("weight",), weight=3.5),
)


@pytest.mark.parametrize("explanation", [_explained(*RULES), _explained(*RULES, page=HTML)])
def test_the_marks_add_up_to_the_score_and_name_the_rules(explanation: Explanation) -> None:
    for decision in explanation.decisions:
        assert sum(mark.weight for mark in decision.marks) == pytest.approx(decision.score, abs=1e-6)
    named = {mark.name for decision in explanation.decisions for mark in decision.marks if mark.name.startswith("user.")}
    assert named == {f"user.{name}" for name in explanation.used} == {"user.a", "user.b", "user.keep", "user.light"}


def test_the_order_of_rules_changes_nothing() -> None:
    first, second = _explained(*RULES), _explained(*reversed(RULES))
    assert (first.article, first.used) == (second.article, second.used)
    assert [(d.score, list(d.marks)) for d in first.decisions] == [(d.score, list(d.marks)) for d in second.decisions]


def test_every_block_is_in_the_article_or_removed_once() -> None:
    found = _explained(*RULES)
    removed = found.article.removed or ()
    assert [item.text for item in removed] == [b.text for b, d in zip(found.page.blocks, found.decisions, strict=True) if not d.keep]
    assert next(item for item in removed if item.text.startswith(OFFER)).rules[:2] == ("user.a", "user.b")
    assert next(item for item in removed if item.text.startswith(OFFER)).score < -SURE / 2


def test_the_explanation_names_the_rule() -> None:
    found = _explained(_rule())
    shown = to_text(found.page, found.decisions, found.article)
    assert re.search(rf"^ +8 - .?100%  {OFFER}[^+-]*your rule “mine”", shown, re.MULTILINE), shown


WORDS = st.lists(st.sampled_from(["Hot this week", OFFER, "read more", CAPTAIN, EDITOR, "the", "ferry", "!"]), min_size=1, max_size=3)
ANY_RULE = st.builds(
    lambda words, name, actions, weight: UserRule(
        name, ("... " + " ".join(words) + " ...",), actions=("weight",) if weight else actions, weight=weight
    ),
    WORDS.filter(lambda words: set(words) != {"!"}),
    st.sampled_from(["a", "b", "c"]),
    st.sampled_from([("drop",), ("keep",), ("drop-after",), ("drop-before",), ("drop", "drop-before")]),
    st.sampled_from([0.0, 0.0, 4.0, -100.0]),
)


@settings(deadline=None)  # a page is decided for every example
@given(st.lists(ANY_RULE, max_size=3, unique_by=lambda rule: rule.name))
def test_any_rules_keep_the_invariants(rules: list[UserRule]) -> None:
    found = _explained(*rules)
    assert len(found.decisions) == len(found.page.blocks)
    for decision in found.decisions:
        assert decision.keep == (decision.score >= 0)
        assert 0 <= decision.confidence <= 1
        assert sum(mark.weight for mark in decision.marks) == pytest.approx(decision.score, abs=1e-6)
    assert set(found.article.text.split()) <= set(PAGE.split())


def test_rules_can_be_pickled_and_hashed() -> None:
    options = Options(rules=RULES)
    assert pickle.loads(pickle.dumps(options)) == options
    assert hash(options) == hash(Options(rules=RULES))


@pytest.mark.parametrize(("sentence", "text"), _cases("wrong.txt", r"^=== (.*)$"))
def test_what_cannot_be_meant_has_a_sentence(sentence: str, text: str) -> None:
    pattern = ".*".join(map(re.escape, sentence.split("...")))
    with pytest.raises(CleanError) as error:
        parse_rules(text.removeprefix("\n"))
    problem = str(error.value)
    assert re.fullmatch(pattern, problem) or problem == sentence, problem
    assert "\n" not in problem


def test_a_file_that_is_not_there_or_not_utf8_has_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CleanError, match="No such file"):
        load_rules(str(tmp_path / "rules.toml"))
    (tmp_path / "latin.toml").write_bytes(b'[[rules]]\nname = "caf\xe9"\n')
    with pytest.raises(CleanError, match=r"latin\.toml, line 2: This is not UTF-8; save the file as UTF-8"):
        load_rules(str(tmp_path / "latin.toml"))


def test_too_many_rules_are_refused() -> None:
    many = "".join(f'[[rules]]\nname = "rule-{i}"\nphrase = "x y"\n' for i in range(MOST_RULES + 1))
    with pytest.raises(CleanError, match=rf"line 1: it has {MOST_RULES + 1:,} rules, and {MOST_RULES:,} are the most"):
        parse_rules(many)
    with pytest.raises(CleanError, match=r"line 1: it has [\d,]+ characters in 10,020 tables, and"):
        parse_rules(many * 20)
    long = '[[rules]]\nname = "long"\nphrase = [\n' + f'"{"words " * 20}",\n' * (MOST_CHARACTERS // 120) + "]\n"
    with pytest.raises(CleanError, match=rf"line 1: it has .* characters, and {MOST_CHARACTERS:,} characters are the most"):
        parse_rules(long)


@pytest.mark.parametrize("regex", [r"(a+)+$", r"(a*)*b", r"(x+x+)+y", r"(a|aa)+$", r"(.*a){12}$", r"(a|b)*a(a|b){20}c"])
def test_catastrophic_regexes_end(regex: str) -> None:
    """Each would take longer than the universe has time with a backtracking engine; the answer shows that it ended."""
    (rule,) = parse_rules(f"[[rules]]\nname = 'bad'\nregex = '{regex}'")
    text = "ad" * 5_000 + "!"
    assert matches([Block(text), Block("the end")], (rule,)) == {}
