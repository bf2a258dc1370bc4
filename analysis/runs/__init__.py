"""Notebooks over many articles: run, checked, exported, indexed."""

from analysis.runs.notebook import declared_parameters, run_notebook
from analysis.runs.parameters import check_names, check_parameters
from analysis.runs.reports import ReportRun, write_reports

__all__ = ["ReportRun", "check_names", "check_parameters", "declared_parameters", "run_notebook", "write_reports"]
