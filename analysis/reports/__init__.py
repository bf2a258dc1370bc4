"""From tables to what people read: charts, evidence, sentences built from figures, the page and the index."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "charts": ["Chart", "frames_chart", "presence_chart", "sentiment_chart"],
        "evidence": [
            "Fragment",
            "article_card",
            "evidence_words",
            "marked_article",
            "presence_table",
            "sentence_tables",
            "sentiment_table",
            "settings_table",
        ],
        "figures": ["results"],
        "index": ["Entry", "render_index"],
        "page": ["render_page", "render_template", "sanitise"],
        "readings": ["known_misreadings", "read_frames", "read_presence", "read_sentiment"],
    },
)
