"""What models are: frozen, equal by what they hold, read by pydantic and by nothing else."""

import signal

import pydantic
import pytest

from silk_assess.questionnaire import shapes
from silk_assess.questionnaire.model.nodes import Band, RiskBand
from silk_assess.questionnaire.model.questions import YesNo
from silk_assess.questionnaire.model_faults import shaped


def test_a_model_never_changes():
    band = Band(start=0, label="Low")

    with pytest.raises(AttributeError):
        band.label = "High"
    with pytest.raises(AttributeError):
        del band.label


def test_models_are_equal_by_what_they_hold_defaults_included():
    one, other = Band(start=0, label="Low"), Band(start=0, label="Low", text=None)

    assert one == other
    assert hash(one) == hash(other)
    assert one != Band(start=1, label="Low")
    assert one != RiskBand(start=0, label="Low")
    assert repr(one) == "Band(start=0, label='Low')"


def test_a_model_knows_what_its_file_spells():
    read = shaped(YesNo, {"id": "q", "type": "yes-no", "text": "?", "weight": "1"})

    assert vars(read).keys() == {"id", "type", "text", "weight"}
    assert read.scale == 100_000_000
    assert Band.spelt() == {"from": "start", "label": "label", "text": "text"}


def test_ctrl_c_waits_until_a_validator_is_built(monkeypatch):
    built = []

    def build(model):
        signal.raise_signal(signal.SIGINT)
        built.append(model)
        return model

    monkeypatch.setattr(shapes, "_adapters", {})
    monkeypatch.setattr(pydantic, "TypeAdapter", build)
    before = signal.getsignal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        shapes.adapter(Band)

    assert built == [Band]
    assert signal.getsignal(signal.SIGINT) is before
