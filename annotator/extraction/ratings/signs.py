"""Is a word of a scale a judgement here? Signs in the clause say so, or it is let go."""

from __future__ import annotations

import re

from annotator.extraction.article import Article
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.clauses import head_of, phrase, subject_of, upward
from annotator.extraction.ratings.setting import Setting

QUOTES = frozenset(["'", '"', "''", "``", "‘", "’"])
_FILLERS = frozenset(
    "a an the as at to be being been overall only again now still also both just very its their "
    "an in of is was were are and for with by it they formally officially currently previously "
    "all last first this year from well ' \" , - ( ) : than".split()
)
#: Verbs that mean other things too; the value must then be plain.
_WEAK = frozenset(["found", "finds", "find", "considered", "concluded", "described", "regarded", "has",
                   "had", "have", "having", "told", "shows", "showed", "get", "gets", "got", "cut",
                   "up", "down", "changed", "come", "comes", "came", "left", "leaves", "leaving", "hold", "holds", "held"])
_PLAIN = frozenset(["inadequate", "outstanding"])
_ALWAYS = frozenset(["special_measures", "serious_weaknesses", "urgent_notification"])


class Signs:
    """Gives each candidate a rule id and a score, or none."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.words
        self._rating = words.set("grammar", "verbs.rating")
        self._giving = words.set("grammar", "verbs.giving")
        self._moving = words.set("grammar", "verbs.moving")
        self._being = words.set("grammar", "verbs.being")
        self._nouns = words.set("grammar", "nouns.rating")
        self._aims = frozenset(w for w in words["grammar", "status.target"] if " " not in w)
        self._categories = {
            scale.id: knowledge.phrases(
                ((w, code) for code, ws in scale.categories.items() for w in ws), lower=True)
            for scale in knowledge.registry
        }
        self._all = self._rating | self._giving | self._moving
        self._kinds = frozenset(n for kind in words.kinds for n in kind.nouns) | {
            "service", "services", "provision", "force", "standard"}

    def judge(self, article: Article, candidate: Candidate, setting: Setting) -> None:
        """Sets ``sign`` and ``score``; both stay empty where nothing speaks for a judgement."""
        if candidate.sign:
            return
        sign = self._sign(article, candidate, setting)
        if sign:
            candidate.sign, candidate.score = sign

    def _sign(
        self, article: Article, candidate: Candidate, setting: Setting
    ) -> tuple[str, float] | None:
        if candidate.options[0][0].code == "intervention":
            return self._intervention(article, candidate)
        if candidate.options[0][0].kind == "status":
            return self._yes_no(article, candidate)
        if candidate.number:
            return self._number(article, candidate)
        if _CODE.fullmatch(article.words[candidate.start]) and candidate.end - candidate.start == 1:
            return "code-value", 0.85
        return (
            self._by_noun(article, candidate)
            or self._by_category(article, candidate)
            or self._hoped_for(article, candidate)
            or self._not_if_attribute(article, candidate)
            or self._by_verb(article, candidate)
            or self._by_look(article, candidate)
            or self._by_copula(article, candidate, setting)
        )

    def _by_category(self, article: Article, candidate: Candidate) -> tuple[str, float] | None:
        """"adequate at preventing crime", "good for leadership": what follows is rated here."""
        position = candidate.end
        while article.lowers[position : position + 1] in (["'"], ['"']):
            position += 1
        if article.lowers[position : position + 1] not in (["for"], ["at"], ["in"]):
            return None
        position += 1
        while position < len(article) and article.lowers[position] in {"the", "its", "their", "how", "being", "both", "it"}:
            position += 1
        if position >= len(article):
            return None
        for scale, _ in candidate.options:
            if self._categories[scale.id].at(article.lowers, position):
                return "value-for-category", 0.82
        if article.lowers[position - 1] == "at" and article.tags[position] == "VBG":
            return "value-at-doing", 0.6
        return None

    def _hoped_for(self, article: Article, candidate: Candidate) -> tuple[str, float] | None:
        """"hopes to be good", "want to be outstanding": an aim at a point of the scale."""
        start = max(article.sent(candidate.start)[0], candidate.start - 9)
        before = article.lowers[start : candidate.start]
        while before and before[-1] in QUOTES | {"a", "an", "the", "rated", "graded", "judged", "overall"}:
            before.pop()
        if not before or before[-1] not in _AIMED_AT or _attribute_of(article, candidate) is not None:
            return None
        if any(w in self._aims for w in before) or "back" in before:
            return "aimed-at", 0.68
        return None

    def _by_noun(self, article: Article, candidate: Candidate) -> tuple[str, float] | None:
        """"an inadequate rating", "a rating of good", "graded as good"."""
        lowers = article.lowers
        after = [w for w in lowers[candidate.end : candidate.end + 4] if w not in QUOTES]
        for gap, word in enumerate(after[:3]):
            if word in self._nouns - {"inspection", "report", "reports", "result", "results", "outcome"}:
                return ("value-noun", 0.88 - 0.04 * gap) if gap < 2 else None
            if word not in {"overall", "ofsted", "cqc", "food", "hygiene", "hmicfrs", "estyn", "-"}:
                break
        for back in range(candidate.start - 1, max(candidate.start - 7, -1), -1):
            word = lowers[back]
            if word in self._nouns and article.pos[back] in {"NOUN", "PROPN", "VERB"}:
                link = [w for w in lowers[back + 1 : candidate.start] if w not in QUOTES]
                return ("noun-of-value", 0.86) if link and link[0] in _LINKS else None
            if word not in _FILLERS and word not in self._moving and word not in self._being:
                return None
        return None

    def _not_if_attribute(self, article: Article, candidate: Candidate) -> tuple[str, float] | None:
        """"good progress", "poor visibility": "" ends the search without a sign."""
        noun = _attribute_of(article, candidate)
        if noun is None or (candidate.end - candidate.start > 1 and noun != candidate.end):
            return None
        if self._in_quotes(article, candidate):
            return ("quoted-value", 0.7)
        if article.lowers[noun] in self._kinds:
            around = article.lowers[max(candidate.start - 6, 0) : candidate.start]
            if any(w in self._being or w in self._rating for w in around):
                return ("attribute-of-service", 0.55)
            if candidate.end - candidate.start > 1 or article.lowers[candidate.start] in _PLAIN:
                return ("attribute-of-service", 0.5)
        return ("", 0.0)

    def _in_quotes(self, article: Article, candidate: Candidate) -> bool:
        size = len(article)
        before = article.words[candidate.start - 1] if candidate.start else ""
        after = article.words[candidate.end] if candidate.end < size else ""
        return before in QUOTES and after in QUOTES

    def _by_verb(self, article: Article, candidate: Candidate) -> tuple[str, float] | None:
        """"rated good", "given outstanding", "fell from good to poor"."""
        plain = candidate.end - candidate.start > 1 or article.lowers[candidate.start] in _PLAIN
        first, _ = article.sent(candidate.start)
        value = head_of(article, candidate.start, candidate.end)
        chain = [i for i in upward(article, value) if not candidate.start <= i < candidate.end]
        for step, index in enumerate(chain[:4]):
            word = article.lowers[index]
            if word in self._all and index < candidate.start and candidate.start - index < 16:
                if word in _WEAK and not plain and not self._to_be(article, index, candidate):
                    continue
                candidate.verb = index
                kind = "rated" if word in self._rating else "moved" if word in self._moving else "given"
                if kind != "rated" and not plain and not self._near(article, index, candidate):
                    continue
                return f"verb-{kind}", 0.92 - 0.04 * step - (0.1 if kind == "given" else 0)
        for index in range(candidate.start - 1, max(first, candidate.start - 9) - 1, -1):
            word = article.lowers[index]
            if word in self._all and (plain or word not in _WEAK):
                candidate.verb = index
                return "verb-near", 0.78
            if word not in _FILLERS and article.owner[index] is None and article.pos[index] not in {"ADV", "ADJ"}:
                break
        return None

    def _near(self, article: Article, verb: int, candidate: Candidate) -> bool:
        """Only small words, other values or quotes between verb and value."""
        between = article.lowers[verb + 1 : candidate.start]
        return len(between) < 8 and all(
            w in _FILLERS or w in QUOTES or w in {"good", "outstanding", "poor", "grade", "rating"}
            or article.owner[verb + 1 + k] is not None
            for k, w in enumerate(between)
        )

    def _to_be(self, article: Article, verb: int, candidate: Candidate) -> bool:
        between = article.lowers[verb + 1 : candidate.start]
        return "be" in between or "as" in between or "being" in between

    def _by_look(self, article: Article, candidate: Candidate) -> tuple[str, float] | None:
        """In quotes, with a capital inside the sentence, or a verb phrase of its own."""
        if self._in_quotes(article, candidate):
            return "quoted-value", 0.75
        first = candidate.start == article.sent(candidate.start)[0]
        if article.is_capital(candidate.start) and not first and article.pos[candidate.start] != "PROPN":
            return "capital-value", 0.66
        if candidate.end - candidate.start > 1:
            return "long-value", 0.72 if "improvement" in article.lowers[candidate.end - 1] else 0.66
        return None

    def _by_copula(
        self, article: Article, candidate: Candidate, setting: Setting
    ) -> tuple[str, float] | None:
        """"purposeful activity was poor": the subject must be rated on this scale, or a body."""
        value = head_of(article, candidate.start, candidate.end)
        for index in list(upward(article, value))[1:3]:
            if article.lowers[index] not in self._being:
                continue
            candidate.verb = index
            subject = subject_of(article, index)
            if subject is None:
                return None
            words = article.lowers[slice(*phrase(article, subject))]
            if self._is_body(article, subject, setting) and self._dated(article, candidate):
                return "dated-value", 0.66
            known = {w for s, _ in candidate.options for c in s.categories.values() for w in c}
            text = " ".join(words).replace(" - ", "-")
            if any(f" {wording} " in f" {text} " for wording in known) or "outcomes" in words:
                return "category-is-value", 0.74
            if article.lowers[candidate.start] in _PLAIN and self._is_body(article, subject, setting):
                return "body-is-value", 0.6
            return None
        return None

    def _dated(self, article: Article, candidate: Candidate) -> bool:
        """"the school was good in 2018": a year in the clause makes it a grade."""
        first, last = article.sent(candidate.start)
        near = article.inside(max(first, candidate.start - 8), min(last, candidate.end + 6))
        return any(
            f.label == "DATE" and any(w.isdigit() and len(w) == 4 for w in article.words[f.start : f.end])
            for f in near
        )

    def _is_body(self, article: Article, subject: int, setting: Setting) -> bool:
        owner = article.owner[subject]
        if owner is not None:
            return owner.kind in setting.kinds or owner.label == "GPE" and setting.area
        return article.lowers[subject] in self._kinds | {"it", "they", "which", "that"}

    def _number(self, article: Article, candidate: Candidate) -> tuple[str, float] | None:
        """"rated 5", "zero-out-of-five", "from one star to four"."""
        lowers, start, end = article.lowers, candidate.start, candidate.end
        if candidate.options[0][0].kind == "numeric":
            near = lowers[max(0, start - 10) : start] + lowers[end : end + 4]
            hit = any(w.startswith("scor") or w in {"points", "marks", "rated", "rating"} for w in near)
            return ("total", 0.8 if hit else 0.55)
        before = [w for w in lowers[max(0, start - 6) : start] if w not in QUOTES]
        after = [w for w in lowers[end : end + 4] if w != "-" and w not in QUOTES]
        if before[-2:] == ["out", "of"] or before[-4:] == ["out", "-", "of", "-"] or before[-1:] == ["/"]:
            return None
        if after[:1] and after[0] in {"star", "stars"} or after[:2] == ["out", "of"] or after[:1] == ["/"]:
            return "number-of-stars", 0.85
        if after[:1] and after[0] in self._nouns - {"reports", "report", "results", "inspection"}:
            return "number-rating", 0.8
        plain = [w for w in before if w != "-"]
        if plain[-1:] and plain[-1] in {"rated", "scored", "graded", "scores", "score", "rating", "grade"}:
            return "rated-number", 0.85
        first = article.sent(start)[0]
        aims = [w for w in lowers[max(first, start - 9) : start] if w in self._aims]
        if aims and plain and plain[-1] in {"a", "to", "reach", "an", "get", "least", "for"} and not _noun_follows(article, end):
            return "aimed-at", 0.6
        if plain[-2:-1] and plain[-1] in {"of", "a", "an", "as", "at", "to", "from", "only", "just", "with"}:
            if any(w in self._nouns or w in self._rating for w in plain[:-1]):
                return "rated-number", 0.78
            if plain[-1] in {"to", "from"} and any(w in self._moving for w in plain):
                return "moved-number", 0.66
            if plain[-1] in {"a", "an"} and any(w in self._giving for w in plain) and not _noun_follows(article, end):
                return "given-number", 0.6
        return None

    def _intervention(self, article: Article, candidate: Candidate) -> tuple[str, float] | None:
        code = candidate.options[0][1].code
        lowers = article.lowers
        near = lowers[max(0, candidate.start - 8) : candidate.start] + lowers[candidate.end : candidate.end + 6]
        if code in _ALWAYS:
            return "intervention", 0.88
        if code == "engage":
            marked = self._in_quotes(article, candidate) or article.is_capital(candidate.start)
            phase = any(w in {"phase", "process", "stage"} for w in near) or candidate.end - candidate.start > 1
            return ("intervention", 0.85) if phase or (marked and "monitoring" in near) else None
        if code == "significant_improvement_category":
            hit = any(w in {"category", "follow-up", "statutory", "requiring", "need"} for w in near)
            return ("intervention", 0.75) if hit else None
        if article.owner[candidate.start - 1 if candidate.start else 0] is not None:
            return None
        return "intervention", 0.62

    def _yes_no(self, article: Article, candidate: Candidate) -> tuple[str, float] | None:
        """"safeguarding was found to be effective", "given a pass"."""
        scale = candidate.options[0][0]
        lowers = article.lowers
        first, last = article.sent(candidate.start)
        if any(w for w in scale.categories if w != "overall"):
            known = {w.split()[0] for words in scale.categories.values() for w in words}
            left = lowers[max(first, candidate.start - 9) : candidate.start]
            attribute = _attribute_of(article, candidate)
            right = lowers[candidate.end : candidate.end + 2]
            if any(w in known for w in right) and attribute is not None:
                return "yes-no-attribute", 0.6
            joined = {"and", "but", ",", ";"} & set(left[-3:])
            return ("yes-no", 0.8) if any(w in known for w in left) and attribute is None and not joined else None
        return self._by_noun(article, candidate) or self._by_verb(article, candidate) or (
            ("quoted-value", 0.7) if self._in_quotes(article, candidate) else None)


_AIMED_AT = frozenset(["be", "become", "reach", "get", "to", "achieve", "at", "back", "being", "secure", "regain", "least", "for", "remain"])
#: Grades like C3 mean nothing else in an article about their scale.
_CODE = re.compile(r"[A-Z]\d")
_LINKS = frozenset(["of", "as", "is", "was", "were", "remains", "from", "to", ":", "-", "at", "being", "remained", "are", "which", "from", "stays", "has"])


def _attribute_of(article: Article, candidate: Candidate) -> int | None:
    """The noun that the value only describes: "good" of "good progress"."""
    last = candidate.end - 1
    head = article.heads[last]
    if article.deps[last] in {"amod", "compound", "nmod"} and head > last:
        return head
    if article.deps[last] == "conj" and article.deps[article.heads[last]] == "amod":
        noun = article.heads[article.heads[last]]
        return noun if noun > last else None
    return None


def _noun_follows(article: Article, end: int) -> bool:
    return end < len(article) and article.pos[end] in {"NOUN", "PROPN", "ADJ"}
