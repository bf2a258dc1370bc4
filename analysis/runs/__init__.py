"""Notebooks over many articles: run, checked, exported, indexed; each part is loaded when it is used."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "notebook": ["declared_parameters", "run_notebook"],
        "parameters": ["check_names", "check_parameters"],
        "reports": ["ReportRun", "write_reports"],
    },
)
