"""Signs of judgements without order: interventions, and yes or no."""

from __future__ import annotations

from annotator.extraction.article import Article
from annotator.extraction.closed_words import IT_OR_THEY
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.setting import Setting
from annotator.extraction.ratings.values.sign_words import Sign, attribute_of, in_quotes

#: Words that mean nothing else in an article with an inspectorate.
_ALWAYS = frozenset(["special_measures", "serious_weaknesses", "urgent_notification"])
_CONCERN = "cause_of_concern"
_JOINING = frozenset(["and", "but", ",", ";"])
_THESE = IT_OR_THEY | {"these", "this"}


class StatusSigns:
    """Judges candidates of scales of kind ``status``."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._follow_up = knowledge.words.set("grammar", "signs.follow_up")
        self._engage = knowledge.words.set("grammar", "signs.engage")
        passing = knowledge.words.set("grammar", "status_words.passing")
        self._into = passing | {"in", "into", "out", "of", "from", "to", "under"}

    def intervention(self, article: Article, candidate: Candidate, setting: Setting) -> Sign | None:
        """Special measures, the Engage phase, a warning notice ..."""
        start, end = candidate.start, candidate.end
        code = candidate.options[0][1].code
        near = article.lowers[max(0, start - 8) : start] + article.lowers[end : end + 6]
        if code in _ALWAYS:
            return "intervention", 0.88
        if code == "engage":
            phase = any(w in self._engage for w in near) or end - start > 1
            marked = in_quotes(article, candidate) or article.is_capital(start)
            placed = article.is_capital(start) and article.before(start) in self._into
            if placed:
                return "intervention", 0.7
            return ("intervention", 0.85) if phase or (marked and "monitoring" in near) else None
        if code == "significant_improvement_category":
            if end - start > 2 and any(body.id == "estyn" for body in setting.bodies):
                return "intervention", 0.7
            if end - start > 2 and article.lowers[start] != "in":
                return "intervention", 0.66
            return ("intervention", 0.75) if any(w in self._follow_up for w in near) else None
        if code == _CONCERN and not self._may_raise(article, candidate, setting):
            return None
        counted = start > 0 and article.owner[start - 1] is not None and code != _CONCERN
        return None if counted else ("intervention", 0.62)

    def _may_raise(self, article: Article, candidate: Candidate, setting: Setting) -> bool:
        """ "Safeguarding gives no cause for concern" is no status where nobody raises any."""
        ordinary = "for" in article.lowers[candidate.start : candidate.end]
        return not ordinary or any(body.id == "hmicfrs" for body in setting.bodies)

    def _of_sentence_before(self, article: Article, start: int, known: set[str]) -> bool:
        """ "... safeguarding was not effective. Two years ago it was." """
        number = article.sent_of(start)
        near = article.lowers[max(article.sents[number][0], start - 4) : start]
        if not number or not _THESE & set(near):
            return False
        return bool(known & set(article.lowers[slice(*article.sents[number - 1])]))

    def yes_no(self, article: Article, candidate: Candidate) -> Sign | None:
        """ "safeguarding was found to be effective": what it is about stands before it."""
        known = {
            wording.split()[0]
            for words in candidate.options[0][0].categories.values()
            for wording in words
        }
        start, end = candidate.start, candidate.end
        left = article.lowers[max(article.sent(start)[0], start - 9) : start]
        attribute = attribute_of(article, candidate)
        if attribute is not None:
            near = any(w in known for w in article.lowers[end : end + 2])
            return ("yes-no-attribute", 0.6) if near else None
        behind = article.lowers[end : end + 4]
        if behind[:1] in (["for"], ["in"]) and any(w in known for w in behind):
            return "yes-no", 0.72
        if left and left[-1] in known:
            return "yes-no", 0.74
        if self._of_sentence_before(article, start, known):
            return "yes-no", 0.66
        joined = [n for n, word in enumerate(left) if word in _JOINING and n >= len(left) - 3]
        clause = left[joined[-1] :] if joined else left
        return ("yes-no", 0.8) if any(w in known for w in clause) else None
