import json
import shutil

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.encoder import Encoder
from analysis.errors import ModelError, TargetError
from analysis.files import resource
from analysis.sentiment import Target, get_scorer
from analysis.tables import SENTIMENTS

NAMES = pytest.mark.parametrize("name", ["target", "target-fast"])
SENTENCE = "Moscow kept its promise to Pyongyang, while Beijing broke its own within a week."
COUNTRIES = ["Russia", "Norway", "North Korea", "Ruritania", "Republic of Korea", "Côte d’Ivoire"]
HOSTILE = st.text(min_size=1, max_size=200).filter(str.strip)


def target(sentence: str, mention: str, *others: str, same: tuple[str, ...] = ()) -> Target:
    spans = [(sentence.index(one), sentence.index(one) + len(one)) for one in (mention, *others)]
    again = tuple((sentence.rindex(one), sentence.rindex(one) + len(one)) for one in same)
    return Target(sentence, *spans[0], again, tuple(spans[1:]))


def label(name: str, one: Target) -> str:
    return SENTIMENTS[get_scorer(name).score([one])[0].argmax()]


def test_each_actor_of_a_sentence_gets_its_own_label():
    one, other = target(SENTENCE, "Moscow", "Pyongyang", "Beijing"), target(SENTENCE, "Beijing", "Moscow", "Pyongyang")
    assert (label("target", one), label("target", other)) == ("positive", "negative")


@NAMES
def test_the_same_sentence_about_another_country_has_the_same_score(name):
    sentences = [f"Again {country} shelled the hospital, and the envoy of Peru wept." for country in COUNTRIES]
    scores = get_scorer(name).score([target(s, c, "Peru") for s, c in zip(sentences, COUNTRIES, strict=True)])
    assert np.ptp(scores, axis=0) == pytest.approx(0, abs=1e-6)


@NAMES
def test_another_country_beside_the_target_does_not_change_its_score(name):
    sentences = [f"Again Peru praised the mediators of {country} for their patience." for country in COUNTRIES]
    scores = get_scorer(name).score([target(s, "Peru", c) for s, c in zip(sentences, COUNTRIES, strict=True)])
    assert np.ptp(scores, axis=0) == pytest.approx(0, abs=1e-6)


@NAMES
def test_a_score_is_the_same_alone_and_in_any_batch(name):
    scorer, lengths = get_scorer(name), (1, 3, 8, 20, 45)
    targets = [target(" ".join([SENTENCE] * n), "Beijing", "Moscow") for n in lengths] * 9
    alone = np.concatenate([scorer.score([one]) for one in targets[: len(lengths)]])
    together = scorer.score(targets)
    assert together.reshape(9, len(lengths), 3) == pytest.approx(np.broadcast_to(alone, (9, len(lengths), 3)), abs=1e-5)
    assert scorer.score(targets[::-1])[::-1] == pytest.approx(together, abs=1e-5)


@NAMES
def test_no_targets_give_no_rows(name):
    assert get_scorer(name).score([]).shape == (0, 3)


@settings(max_examples=60)
@given(sentence=HOSTILE, data=st.data())
def test_any_text_gives_probabilities_or_a_named_error(sentence, data):
    start = data.draw(st.integers(0, len(sentence) - 1))
    end = data.draw(st.integers(start + 1, len(sentence)))
    try:
        row = get_scorer("target-fast").score([Target(sentence, start, end)])[0]
    except TargetError:
        return
    assert row.sum() == pytest.approx(1, abs=1e-9)
    assert (row >= 0).all()


@NAMES
@pytest.mark.parametrize(
    ("sentence", "mention"),
    [
        ("🚀🚀 Moscow 🚀 broke the truce 🚀🚀", "Moscow"),
        ("قالت موسكو إن الاتفاق انتهك", "موسكو"),
        ("Half a rocket \ud83d fell on Moscow.", "Moscow"),
        ("MOSCOW BROKE THE TRUCE << AGAIN >> [MASK] <mask>", "MOSCOW"),
        ("They blamed " + "the very " * 2200 + "Moscow.", "Moscow"),
        ("the " + "Very" * 400 + " Republic broke the truce.", "Very" * 400),
    ],
    ids=[
        "emoji",
        "right to left",
        "half a character",
        "markers in the text",
        "20,000 characters",
        "a mention longer than the window",
    ],
)
def test_awkward_text_is_scored(name, sentence, mention):
    assert get_scorer(name).score([target(sentence, mention)])[0].sum() == pytest.approx(1)


@NAMES
def test_of_a_very_long_sentence_the_words_around_the_target_are_read(name):
    filler = "The committee met on Tuesday and adjourned on Wednesday; " * 60
    told = filler + "Moscow deliberately starved the prisoners and lied about it; " + filler
    assert label(name, target(told, "Moscow")) == "negative"


@NAMES
def test_a_mention_without_any_letter_is_a_named_error(name):
    with pytest.raises(TargetError, match="no letter"):
        get_scorer(name).score([Target("Well\u200b then.", 4, 5)])


@pytest.fixture
def copy(tmp_path):
    return shutil.copytree(resource("models", "target-fast"), tmp_path / "target-fast")


def test_a_damaged_file_of_weights_is_refused(copy):
    weights = copy / "weights-1.bin"
    content = bytearray(weights.read_bytes())
    content[1000] ^= 1
    weights.write_bytes(content)
    with pytest.raises(ModelError, match=r"target-fast/weights-1\.bin is damaged"):
        Encoder(copy)


@pytest.mark.parametrize("name", ["weights-1.bin", "tokenizer.json", "model.json", "model.onnx"])
def test_a_missing_file_is_a_named_error(copy, name):
    (copy / name).unlink()
    with pytest.raises(ModelError, match=name):
        Encoder(copy)


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"sha256": 3}'])
def test_unreadable_settings_are_a_named_error(copy, content):
    (copy / "model.json").write_text(content)
    with pytest.raises(ModelError):
        Encoder(copy)


def test_every_file_of_weights_is_small_enough_for_version_control():
    folders = [resource("models", name) for name in ("target", "target-fast")]
    assert all(path.stat().st_size < 95_000_000 for folder in folders for path in folder.iterdir())


@NAMES
def test_every_file_of_a_model_has_its_checksum(name):
    folder = resource("models", name)
    listed = json.loads((folder / "model.json").read_text())["sha256"]
    assert set(listed) == {path.name for path in folder.iterdir()} - {"model.json"}
