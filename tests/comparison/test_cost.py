"""What a comparison costs: as many queries for all municipalities as for one."""

import pytest

from kretslopp import comparison


class Counting:
    """An engine that counts what it is asked."""

    def __init__(self, engine):
        self.engine = engine
        self.asked = 0

    def select(self, query, bindings=None):
        self.asked += 1
        return self.engine.select(query, bindings)


@pytest.mark.parametrize("by", list(comparison.descriptors()))
def test_queries_do_not_grow_with_municipalities(engine, by):
    counts = []
    for municipalities in (["norrby"], ["norrby", "soderby"], None):
        counting = Counting(engine)
        comparison.compare(counting, by, municipalities)
        counts.append(counting.asked)
    assert len(set(counts)) == 1
    assert 0 < counts[0] <= 20


def test_a_row_is_explained_with_few_queries(engine, made_up):
    counting = Counting(engine)
    explained = comparison.Comparison(counting).explain(made_up.targets("norrby").iloc[3])
    assert len(explained) > 5
    assert counting.asked <= 8
