"""Closed classes of English words that many rules ask for: small, complete, never extended.

Words with a meaning of their own (verbs, nouns, adverbs) live in resources/extraction instead, and
what only one rule's syntax needs stands in that rule. All in lower case, cut as the tokenizer cuts:
"isn't" is "is" and "n't", "it's" is "it" and "'s".
"""

from __future__ import annotations

ARTICLES = frozenset(["a", "an", "the"])
POSSESSIVES = frozenset(["its", "their", "our", "his", "her", "my"])
DEMONSTRATIVES = frozenset(["this", "that", "these", "those"])
#: Pronouns of the subject.
PRONOUNS = frozenset(["it", "they", "we", "he", "she", "i", "you"])
HE_OR_SHE = frozenset(["he", "she"])
IT_OR_THEY = frozenset(["it", "they"])

#: The verb is denied.
NOT = frozenset(["not", "n't", "never"])
#: What follows did not happen, or not so far.
NOT_YET = NOT | {"without", "yet"}

IS = frozenset(["is", "are", "'s", "'re"])
WAS = frozenset(["was", "were"])
HAS = frozenset(["has", "have", "'ve"])
HAD = frozenset(["had", "'d"])
#: Stand for a whole verb: "it DID not".
AUXILIARIES = IS | WAS | HAS | HAD | {"do", "does", "did"}
#: What might be or have been.
MIGHT = frozenset(["should", "would", "could", "ought", "might", "'d"])

#: Begin a clause that tells something else.
CONTRASTS = frozenset(["but", "while", "whereas", "although", "though"])
#: "After its rating ...": what came later is told.
AFTER = frozenset(["after", "following", "since", "despite"])

#: Quotation marks as the analysis copy and the tokenizer write them.
QUOTES = frozenset(["'", '"', "''", "``"])
DASHES = frozenset(["-", "–", "—"])

#: Number words; each stands at its own number.
NUMBERS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
)
