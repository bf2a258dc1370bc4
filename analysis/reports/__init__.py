"""From tables to what people read: charts, evidence, sentences built from figures, the page and the index."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "drawing": ["Chart"],
        "charts": ["frames_chart", "presence_chart", "sentiment_chart"],
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
        "instruments": ["read_scorers", "scorer_chart", "scorer_comparison"],
        "readings": ["known_misreadings", "read_frames", "read_presence", "read_sentiment"],
        "trust": ["gather_trust", "trust_results"],
        "trust_charts": ["accuracy_chart", "actor_errors_chart", "confusion_chart", "reliability_chart"],
        "trust_tables": [
            "accuracy_table",
            "invariance_table",
            "mentions_table",
            "read_accuracy",
            "read_actors",
            "read_calibration",
            "trust_settings",
            "worst_errors",
        ],
    },
)
