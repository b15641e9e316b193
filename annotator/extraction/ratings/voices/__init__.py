"""Whose words a judgement is in."""
