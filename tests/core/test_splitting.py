"""Train, dev and test: the same on every run, and no story on two sides."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.errors import Refused
from annotator.core.splitting import Split, read_split, split

articles = st.dictionaries(
    st.text("abc123", min_size=1, max_size=6), st.sampled_from([None, "k1", "k2", "k3"])
).map(lambda found: list(found.items()))


@given(articles, st.sampled_from([(80, 10, 10), (50, 50), (34, 33, 33)]), st.integers(0, 3))
def test_near_copies_stay_together(
    given: list[tuple[str, str | None]], shares: tuple[int, ...], seed: int
) -> None:
    wanted = Split(shares, seed)
    found = split(given, wanted)
    assert found.keys() == dict(given).keys()
    assert found == split(reversed(given), wanted)
    for name in {cluster for _, cluster in given if cluster}:
        assert len({found[i] for i, cluster in given if cluster == name}) == 1


def test_shares_are_met_and_the_seed_decides_who_is_where() -> None:
    alone = [(f"a{n}", None) for n in range(50)]
    first = split(alone, Split((80, 10, 10), 7))
    assert Counter(first.values()) == {"train": 40, "dev": 5, "test": 5}
    assert split(alone, Split((80, 10, 10), 8)) != first


def test_two_parts_are_train_and_test() -> None:
    assert set(split([("a", None), ("b", None)], read_split("50/50")).values()) == {"train", "test"}


@pytest.mark.parametrize("typed", ["80/10", "100/0/0", "80", "a/b/c", "40/30/20/10", "-10/100/10"])
def test_what_is_no_split_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        read_split(typed)
