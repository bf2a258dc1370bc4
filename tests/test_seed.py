"""The first study's article against its mentions listed by hand; skipped where the article is not at hand."""

from pathlib import Path

import pytest

from analysis import analyze, load_articles
from analysis.files import read_yaml

LIST = Path(__file__).with_name("seed_mentions.yaml")
SEED = Path(__file__).parents[2] / "shared" / "seed" / "kim-visits-russia.txt"


@pytest.mark.skipif(not SEED.exists(), reason="the article of the first study is not at hand")
def test_every_mention_of_the_list_and_no_other_is_found_in_the_first_article():
    articles = load_articles(SEED).articles
    found = {number: [] for number in range(articles.loc[0, "n_sentences"])}
    for row in analyze(articles, "Russia,North Korea,China").mentions.itertuples():
        found[row.sentence].append((row.text, row.actor))
    listed = {number: [tuple(m.split(" = ")) for m in mentions] for number, mentions in read_yaml(LIST).items()}
    assert {n: [actor for _, actor in row] for n, row in found.items()} == {
        n: [actor for _, actor in row] for n, row in listed.items()
    }
    for number in listed:
        for (text, _), (word, _) in zip(found[number], listed[number], strict=True):
            assert word in text
