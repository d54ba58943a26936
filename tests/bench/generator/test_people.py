"""The NPIs of many invented people at once are those that the small generator makes one by one."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bench.generator.people import npis
from providers.demo.people import invented_npi


@given(st.integers(0, 2**32 - 1), st.lists(st.integers(0, 10**8 - 1), min_size=1, unique=True))
def test_the_numbers_are_the_same(seed, holders):
    made = [bytes(npi).decode() for npi in npis(seed, np.array(holders)).padded]
    assert made == [invented_npi(seed, holder) for holder in holders]
