"""From tables to what people read: charts, evidence, sentences built from figures, the page and the index."""

from analysis.reports.charts import Chart, frames_chart, presence_chart, sentiment_chart
from analysis.reports.evidence import (
    Fragment,
    article_card,
    evidence_words,
    marked_article,
    presence_table,
    sentence_tables,
    sentiment_table,
    settings_table,
)
from analysis.reports.index import Entry, render_index
from analysis.reports.page import render_page, render_template, sanitise
from analysis.reports.readings import known_misreadings, read_frames, read_presence, read_sentiment
from analysis.reports.results import results

__all__ = [
    "Chart",
    "Entry",
    "Fragment",
    "article_card",
    "evidence_words",
    "frames_chart",
    "known_misreadings",
    "marked_article",
    "presence_chart",
    "presence_table",
    "read_frames",
    "read_presence",
    "read_sentiment",
    "render_index",
    "render_page",
    "render_template",
    "results",
    "sanitise",
    "sentence_tables",
    "sentiment_chart",
    "sentiment_table",
    "settings_table",
]
