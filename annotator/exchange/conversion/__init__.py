"""Formats with complex parsers, converted in a process of their own (docs/adr/0013).

``converter`` is the side that asks, ``process`` the side that answers; every other module here
knows one format, runs only in that process, and imports its library only when it is called.
"""
