"""Grades in tables, rows and lists."""
