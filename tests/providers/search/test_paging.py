"""A page of many matches is exactly the page of the sorted list."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.search.geo import great_circle_miles, squared_chord_error, unit_vector, unit_vectors
from providers.search.paging import page_of


@given(
    keys=st.lists(st.integers(0, 9), min_size=1, max_size=300),
    start=st.integers(0, 60),
    size=st.integers(1, 20),
    seed=st.integers(0, 9),
)
def test_a_page_by_exact_keys_is_the_page_of_the_sorted_list(keys, start, size, seed):
    keys = np.array(keys)
    ids = np.random.default_rng(seed).permutation(len(keys))
    chosen, values = page_of(keys, ids, start, start + size)
    expected = sorted(range(len(keys)), key=lambda at: (keys[at], ids[at]))[start : start + size]
    assert chosen.tolist() == expected
    assert values.tolist() == keys[expected].tolist()


@pytest.mark.parametrize("spread", [1e-7, 1e-5, 1e-3, 1.0, 40.0])
@pytest.mark.parametrize("centre", [(41.9, -87.6), (89.9999, 10.0), (52.0, 180.0), (13.4, 144.8)])
def test_a_page_by_float32_chords_has_the_exact_order_however_close_places_are(spread, centre):
    """From ten centimetres apart to a continent: what float32 can't tell, float64 does."""
    random = np.random.default_rng(int(spread * 1e9) % 2**32)
    count = 3000
    latitudes = np.clip(centre[0] + random.normal(0, spread, count), -90, 90)
    longitudes = (centre[1] + random.normal(0, spread, count) + 540) % 360 - 180
    ids = random.permutation(count)
    exact = great_circle_miles(*centre, latitudes, longitudes)
    vectors = unit_vectors(latitudes, longitudes).astype(np.float32)
    squared = ((vectors - unit_vector(*centre)[:, None]) ** 2).sum(axis=0, dtype=np.float32)
    order = np.lexsort((ids, exact))
    for start in (0, 20, 700, 1400):
        chosen, miles = page_of(
            squared, ids, start, start + 20, lambda window: exact[window], squared_chord_error
        )
        assert chosen.tolist() == order[start : start + 20].tolist()
        assert miles.tolist() == exact[order[start : start + 20]].tolist()


def test_a_page_past_the_end_is_empty():
    keys = np.arange(5)
    assert page_of(keys, keys, 5, 10)[0].tolist() == []
    assert page_of(keys, keys, 10**12, 10**12 + 20)[0].tolist() == []
