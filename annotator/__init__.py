"""Annotator: a desktop workbench for analysts who turn inspection news into gold data."""

__version__ = "0.1.0"
