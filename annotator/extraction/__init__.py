"""Text in, suggestions out: a spaCy pipeline of our own components, and the worker around it."""

#: Version of the rule set, recorded with every suggestion.
RULES = "1.2"
