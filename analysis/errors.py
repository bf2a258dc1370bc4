"""The errors that this package raises: what was wrong, where, and what to do."""


class FramingError(Exception):
    """Base of all errors below: catch it to catch everything that this package finds wrong."""


class InputError(FramingError):
    """An article or a file of articles cannot be used."""


class CatalogueError(FramingError):
    """A list of actors is wrong, or an actor is not in it."""


class SchemeError(FramingError):
    """A frame scheme is wrong, or there is none of that name."""


class ParameterError(FramingError):
    """A parameter of a notebook, a command or a function has a name or a value that cannot be used."""


class TargetError(FramingError):
    """A mention to score does not lie in its sentence."""


class ModelError(FramingError):
    """The weights of a model are missing or damaged."""


class EvaluationError(FramingError):
    """A file of labelled examples cannot be evaluated."""


class RunError(FramingError):
    """A notebook did not run to its end."""
