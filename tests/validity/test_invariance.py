import json

import numpy as np
import pytest

from analysis.errors import EvaluationError
from analysis.sentiment.scorers import SCORERS
from analysis.validity import evaluate, invariance
from analysis.validity.exchange import load_stand_ins

NAMES = [stand_in.name for stand_in in load_stand_ins()]


def line(marked: str, label: str = "neutral", **more) -> dict:
    """A line of the file: [the target], {further mentions of it}, (other actors)."""
    sentence, spans, opened = "", {"]": [], "}": [], ")": []}, 0
    for char in marked:
        if char in "[{(":
            opened = len(sentence)
        elif char in spans:
            spans[char].append([opened, len(sentence)])
        else:
            sentence += char
    start, end = spans["]"][0]
    around = {"same_actor": spans["}"], "other_actors": spans[")"]}
    return {"sentence": sentence, "start": start, "end": end, "label": label, **around, **more}


class Stub:
    """A scorer that calls a target negative where its function says so; it keeps what it was shown."""

    name = about = "stub"

    def __init__(self, dislikes):
        self.dislikes, self.seen, self.calls = dislikes, [], []

    def score(self, targets):
        self.seen += targets
        self.calls.append(len(targets))
        return np.array([[0.8, 0.1, 0.1] if self.dislikes(target) else [0.1, 0.8, 0.1] for target in targets])


@pytest.fixture
def judge(tmp_path, monkeypatch):
    """Evaluates lines with a scorer that dislikes what the function says; gives the figures and the stub."""

    def make(*lines: dict, dislikes=lambda target: False, **settings):
        path, stub = tmp_path / "set.jsonl", Stub(dislikes)
        path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
        monkeypatch.setitem(SCORERS, "stub", lambda: stub)
        return evaluate("invariance", path, scorer="stub", **settings), stub

    return make


def mention(target) -> str:
    return target.sentence[target.start : target.end]


def test_a_scorer_that_cannot_see_names_never_flips(judge):
    figures, _ = judge(line("[Russia] shelled (Ukraine)."), line("[Oslo] helped."))
    for kind in ("target", "others"):
        assert (figures[kind]["flips"], figures[kind]["lines_flipped"], figures[kind]["mean_range"]) == (0, 0, 0)


def test_a_scorer_that_dislikes_one_name_flips_where_that_name_comes_in(judge):
    figures, _ = judge(line("[Norway] helped (Peru)."), dislikes=lambda target: mention(target) == "Iran")
    assert figures["target"]["flips"] == pytest.approx(1 / 19, abs=1e-4)
    assert (figures["target"]["lines_flipped"], figures["others"]["flips"]) == (1, 0)
    assert figures["target"]["mean_range"] == figures["target"]["max_range"] == pytest.approx(0.7)


def test_a_scorer_that_minds_the_company_flips_for_the_others_alone(judge):
    company = lambda target: any(target.sentence[slice(*span)] == "Iran" for span in target.other_actors)  # noqa: E731
    figures, _ = judge(line("[Norway] helped (Peru)."), dislikes=company)
    assert figures["target"]["flips"] == 0
    assert figures["others"]["flips"] == pytest.approx(1 / 19, abs=1e-4)


def test_the_name_that_scores_lowest_is_named(judge):
    figures, _ = judge(line("[Norway] helped."), dislikes=lambda target: mention(target) == "Iran")
    means = figures["target"]["mean_score"]
    assert set(means) == set(NAMES)
    assert min(means, key=means.get) == figures["target"]["largest_difference"]["lower"] == "Iran"
    assert figures["target"]["largest_difference"]["difference"] == pytest.approx(0.7)


def test_a_version_that_is_the_sentence_itself_is_no_exchange(judge):
    figures, _ = judge(line("[Iran] fell."), dislikes=lambda target: mention(target) == "Iran")
    assert figures["target"]["flips"] == 1


def test_the_target_takes_each_of_the_twenty_names_in_all_its_mentions(judge):
    _, stub = judge(line("[Russia] said that {Moscow} kept {Russian} troops in (Peru)."))
    versions = [target for target in stub.seen if "Peru" in target.sentence]
    assert len({target.sentence for target in versions}) == 20
    for target in versions:
        again = [target.sentence[slice(*span)] for span in target.same_actor]
        assert (mention(target), *again) in {(s.name, s.capital, s.demonym) for s in load_stand_ins()}


def test_all_spans_are_right_after_the_exchange(judge):
    _, stub = judge(line("In the [United States], {American} and (Italian) envoys met (Rome)'s consul."))
    for target in stub.seen:
        for start, end in ((target.start, target.end), *target.same_actor, *target.other_actors):
            before, after = target.sentence[:start], target.sentence[end:]
            assert (before + " ")[-2:-1] in ("", " ")
            assert after[:1] in (" ", ",", "'")


def test_another_actor_gets_one_name_in_all_its_mentions_and_two_get_two(judge):
    _, stub = judge(line("[Peru] met (Russia) and (Iran), and (Moscow) thanked (Tehran)."))
    capitals = {stand_in.name: stand_in.capital for stand_in in load_stand_ins()}
    versions = [target for target in stub.seen if target.sentence.startswith("Peru")]
    assert len(versions) == 19
    for target in versions:
        one, two, first, second = (target.sentence[slice(*span)] for span in target.other_actors)
        assert (capitals[one], capitals[two]) == (first, second)
        assert one != two


def test_no_other_actor_gets_a_name_that_is_in_the_sentence(judge):
    _, stub = judge(line("[Norway] met (Russia) and (Iran)."))
    versions = [t for t in stub.seen if mention(t) == "Norway" and t.sentence != "Norway met Russia and Iran."]
    taken = {target.sentence[slice(*span)] for target in versions for span in target.other_actors}
    assert len(taken & set(NAMES)) == 17
    assert not taken & {"Norway", "Russia", "Iran"}


def test_whose_name_a_mention_is_may_be_told_by_another_line_of_the_sentence(judge):
    one = line("[Lima] met (Rome), and (Italian) envoys left.", actor="Peru")
    two = line("(Lima) met [Rome], and {Italian} envoys left.", actor="Italy")
    three = line("(Lima) met {Rome}, and [Italian] envoys left.", actor="Italy")
    _, stub = judge(one, two, three)
    forms = {(stand_in.name, stand_in.demonym) for stand_in in load_stand_ins()}
    for target in [t for t in stub.seen if mention(t) == "Lima" and "Rome" not in t.sentence]:
        assert tuple(target.sentence[slice(*span)] for span in target.other_actors) in forms


def test_a_line_without_a_name_to_exchange_is_skipped(judge):
    figures, _ = judge(line("[The regime] met (them)."), line("[Norway] met (Peru)."))
    assert [(figures[kind]["n"], figures[kind]["skipped"]) for kind in ("target", "others")] == [(1, 1), (1, 1)]


def test_a_line_without_other_actors_counts_for_the_target_alone(judge):
    figures, _ = judge(line("[Norway] helped."))
    assert figures["target"]["n"] == 1
    assert figures["others"] == {"n": 0, "skipped": 0}


def test_two_lines_of_one_sentence_stand_or_fall_together(judge):
    sentences = [line(f"[Norway] helped {number} times.") for number in range(30)]
    reacts = {"dislikes": lambda target: mention(target) == "Iran" and "1" in target.sentence}
    once, _ = judge(*sentences, **reacts)
    twice, _ = judge(*sentences, *sentences, **reacts)
    assert once["target"]["ci95"] == twice["target"]["ci95"]


def test_so_many_versions_are_scored_at_a_time_and_no_more(judge, monkeypatch):
    monkeypatch.setattr(invariance, "CHUNK", 15)
    _, stub = judge(line("[Norway] helped."), line("[Norway] fell."))
    assert stub.calls == [2, 15, 15, 10]


def test_a_version_that_comes_twice_is_scored_once(judge):
    _, stub = judge(line("[Norway] helped."), line("[Norway] helped."))
    assert stub.calls == [2, 20]


def test_what_is_printed_has_the_figures_of_every_task_and_is_json(judge):
    figures, _ = judge(line("[Norway] helped (Peru)."), line("[it] fell."))
    assert {"task", "n", "macro_f1", "ci95", "per_class", "floor", "scorer", "target", "others"} <= set(figures)
    assert json.loads(json.dumps(figures, allow_nan=False)) == figures


def test_each_line_is_written_back_with_its_ranges(judge, tmp_path):
    lines = [line("[Norway] helped."), line("[it] met (Peru).")]
    judge(*lines, dislikes=lambda target: mention(target) == "Iran", predictions=tmp_path / "p.jsonl")
    rows = [json.loads(row) for row in (tmp_path / "p.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["predicted"] for row in rows] == ["neutral", "neutral"]
    assert [(row["target_range"], row["others_range"]) for row in rows] == [(pytest.approx(0.7), None), (None, 0)]


def test_a_malformed_line_stops_the_evaluation_with_its_number(judge):
    with pytest.raises(EvaluationError, match="line 2"):
        judge(line("[Norway] helped."), line("[Norway] helped.") | {"label": "good"})


@pytest.mark.parametrize("name", ["target", "target-fast"])
def test_the_scorers_that_mask_names_do_not_flip_when_the_target_is_another(name, tmp_path):
    marked = ["[Moscow] broke its promise to (Peru).", "(Peru) praised [Moscow] for its patience.", "[Putin] left."]
    (tmp_path / "set.jsonl").write_text("\n".join(json.dumps(line(one)) for one in marked))
    assert evaluate("invariance", tmp_path / "set.jsonl", scorer=name)["target"]["flips"] == 0


def test_a_file_without_any_name_has_no_flips_to_tell(judge):
    figures, _ = judge(line("[it] fell."))
    assert figures["target"] == {"n": 0, "skipped": 1}
    assert figures["others"] == {"n": 0, "skipped": 0}
