"""Evaluative wording outside every scale."""
