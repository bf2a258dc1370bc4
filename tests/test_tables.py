import pandas as pd
import pytest

from analysis.tables import COLUMNS, PROBABILITIES, SENTIMENTS, table

ARTICLE = {"article_id": "a", "text": "Talks ended.", "n_sentences": 1}


@pytest.mark.parametrize("name", COLUMNS)
def test_an_empty_table_has_all_its_columns_in_order(name):
    assert table(name, []).columns.tolist() == list(COLUMNS[name])


def test_an_empty_table_and_a_full_one_have_the_same_types():
    assert table("articles", []).dtypes.equals(table("articles", [ARTICLE]).dtypes)


def test_what_is_not_known_is_missing_and_not_made_up():
    assert table("articles", [ARTICLE])["outlet"].isna().all()


def test_a_column_that_is_not_the_tables_is_left_out():
    assert "mood" not in table("rejected", [{"source_file": "a.txt", "reason": "empty", "mood": "bad"}])


def test_the_rows_keep_their_order_and_are_numbered_from_zero():
    rows = pd.DataFrame([{"source_file": "b"}, {"source_file": "a"}], index=[7, 3])
    made = table("rejected", rows)
    assert (made.index.tolist(), made["source_file"].tolist()) == ([0, 1], ["b", "a"])


def test_a_row_number_may_be_missing_beside_one_that_is_not():
    rows = table("rejected", [{"source_file": "a.csv", "row": 3}, {"source_file": "b.txt", "row": None}])
    assert rows["row"].iloc[0] == 3
    assert pd.isna(rows["row"].iloc[1])


@pytest.mark.parametrize("name", ["articles", "rejected", "frames", "actors"])
def test_a_table_without_rows_survives_parquet(name, tmp_path):
    table(name, []).to_parquet(tmp_path / "t.parquet")
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "t.parquet"), table(name, []))


def test_a_table_survives_parquet(tmp_path):
    made = table("articles", [ARTICLE, ARTICLE | {"title": "“Ça va?” 🚀"}])
    made.to_parquet(tmp_path / "t.parquet")
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "t.parquet"), made)


def test_a_table_survives_csv(tmp_path):
    made = table("articles", [ARTICLE | {"text": 'Line one.\n\n"Line, two."'}])
    made.to_csv(tmp_path / "t.csv", index=False)
    pd.testing.assert_frame_equal(table("articles", pd.read_csv(tmp_path / "t.csv")), made)


def test_the_probabilities_stand_in_the_order_of_the_labels():
    assert [name.removeprefix("p_") for name in PROBABILITIES] == list(SENTIMENTS)


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        (
            "articles",
            "article_id title text outlet author date url language source_file sha256 n_sentences duplicate_of",
        ),
        ("rejected", "source_file row reason"),
        ("removed", "article_id text reason"),
        ("sentences", "article_id sentence start end part"),
        (
            "mentions",
            "mention_id article_id sentence start end text actor kind antecedent confidence voice voice_form speaker "
            "speaker_actor sentiment p_negative p_neutral p_positive sentiment_score scorer",
        ),
        ("frames", "article_id sentence actor scheme frame score evidence voice speaker method"),
        (
            "actors",
            "actor n_mentions n_sentences n_articles n_alone n_negative n_neutral n_positive share_negative "
            "share_neutral share_positive low_negative high_negative low_neutral high_neutral low_positive "
            "high_positive sentiment_score low high interval",
        ),
    ],
)
def test_the_columns_are_those_of_the_design(name, columns):
    assert list(COLUMNS[name]) == columns.split()
