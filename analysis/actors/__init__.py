"""Who is meant: the catalogue of actors, and where a text names them."""

from analysis.actors.catalogue import Actor, Catalogue, load_catalogue, resolve_actors
from analysis.actors.mentions import MentionFinder, find_mentions

__all__ = ["Actor", "Catalogue", "MentionFinder", "find_mentions", "load_catalogue", "resolve_actors"]
