"""How does news coverage frame each actor, what sentiment does it take toward each, and which sentences show it?"""

import lazy_loader

__version__ = "0.1.0"

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "actors": ["find_mentions", "load_catalogue"],
        "pipeline": ["Analysis", "analyze"],
        "framing": ["find_frames", "load_scheme"],
        "sentiment": ["Target", "get_scorer"],
        "texts": ["load_article", "load_articles", "split_sentences"],
    },
)
