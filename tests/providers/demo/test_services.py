"""What the demo takes for granted about devices is what the shipped facts say."""

import pytest

from providers.demo.chance import shares
from providers.demo.services import CLEARED_FOR_ANXIETY, CLEARED_FOR_OCD, CLEARED_FOR_TEENS
from providers.models import Vocabulary
from providers.vocabulary.clearance_file import read_clearances
from providers.vocabulary.files import read_terms


@pytest.mark.parametrize(
    ("condition", "devices"),
    [
        ("mdd-15-21", CLEARED_FOR_TEENS),
        ("anxious-depression", CLEARED_FOR_ANXIETY),
        ("ocd", [*CLEARED_FOR_OCD, "brainsway"]),  # BrainsWay's comes with its own protocol
    ],
)
def test_devices_that_are_cleared_for_a_condition_are_those_of_the_file(condition, devices):
    cleared = {entry.device for entry in read_clearances() if entry.condition == condition}
    cleared -= {"other"}  # a device without a term of its own
    assert cleared == set(devices)


def test_every_device_of_the_vocabulary_is_in_use():
    assert set(shares("devices")) == {
        entry.slug for entry in read_terms() if entry.vocabulary == Vocabulary.DEVICE
    }
