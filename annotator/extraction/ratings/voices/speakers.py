"""Whose words a judgement is in, and whether that voice is the inspectorate's."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from annotator.extraction.article import Article
from annotator.extraction.closed_words import HE_OR_SHE
from annotator.extraction.found import Found
from annotator.extraction.knowledge import Knowledge
from annotator.extraction.ratings.candidate import Candidate
from annotator.extraction.ratings.clauses import subject_of, upward
from annotator.extraction.ratings.setting import Setting
from annotator.extraction.ratings.voices.narration import Voices
from annotator.extraction.ratings.voices.quotes import Quote


class Speakers:
    """Sets ``speaker`` and ``body`` of candidates."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._first: WeakKeyDictionary[Article, dict[str, Found | None]] = WeakKeyDictionary()
        self._verbs = knowledge.words.set("grammar", "speech.verbs")
        self._hoping = knowledge.words.set("grammar", "speech.hoping")
        self._critics = knowledge.words.set("grammar", "speech.critics")

    def voices(self, article: Article, quotes: list[Quote]) -> Voices:
        """Who speaks in the article; ``set`` asks it for each judgement."""
        return Voices(article, quotes, self._verbs)

    def set(self, article: Article, candidate: Candidate, voices: Voices, setting: Setting) -> None:
        """The person quoted or reported; the inspectorate unless a critic speaks."""
        quoted = voices.quoted(candidate.start)
        voice = self._in_line(article, candidate, voices) if quoted else None
        voice = voice or self._reported(article, candidate) or self._tagged(article, candidate)
        if voice is not None and voice.label in {"PERSON", "ORG"}:
            candidate.speaker = voice
        critic = voice is not None and self._is_critic(article, voice, setting)
        if not critic:
            self._set_body(article, candidate, setting)

    def _in_line(self, article: Article, candidate: Candidate, voices: Voices) -> Found | None:
        """The nearest name beside a verb of speech, outside the quotation."""
        number = article.line_of(candidate.start)
        for line in range(number, max(number - 4, -1), -1):
            if line < number and not voices.runs_on(line):
                return None
            near = voices.nearest(line, candidate.start)
            if near is not None:
                return near
            if line == number and voices.pronoun_speaks(line):
                return self._last_person(article, candidate.start)
        return None

    def _last_person(self, article: Article, index: int) -> Found | None:
        for position in range(index - 1, max(-1, index - 200), -1):
            owner = article.owner[position]
            if owner is not None and owner.label == "PERSON":
                return owner
        return None

    def _reported(self, article: Article, candidate: Candidate) -> Found | None:
        """ "Mr Russell said West Sussex had ...": the subject of the verb of speech above."""
        for index in upward(article, candidate.start):
            hopes = article.lowers[index] in self._hoping
            if not hopes and article.lowers[index] not in self._verbs:
                continue
            if article.pos[index] != "VERB":
                continue
            subject = subject_of(article, index)
            if subject is None:
                continue
            owner = article.owner[subject]
            if owner is not None and owner.label in ({"PERSON"} if hopes else {"PERSON", "ORG"}):
                return owner
            if article.lowers[subject] in HE_OR_SHE:
                return self._last_person(article, subject)
        return None

    def _tagged(self, article: Article, candidate: Candidate) -> Found | None:
        """ "It was aiming for good, she added." """
        first, last = article.sent(candidate.start)
        lowers = article.lowers
        for index in range(first + 1, last - 1):
            says = lowers[index] in HE_OR_SHE and lowers[index - 1] == ","
            if says and lowers[index + 1] in self._verbs | self._hoping:
                return self._last_person(article, index)
        return None

    def _is_critic(self, article: Article, voice: Found, setting: Setting) -> bool:
        if voice.label == "ORG":
            return voice.kind not in setting.kinds
        first, last = article.line(voice.start)
        near = article.lowers[max(first, voice.start - 7) : min(last, voice.end + 7)]
        text = " ".join(near)
        return any(f" {word} " in f" {text} " for word in self._critics)

    def _named(self, article: Article, body_id: str) -> Found | None:
        """The first mention of an inspectorate, a full name before an acronym."""
        known = self._first.setdefault(article, {})
        if body_id not in known:
            named = [f for f in article.entities if f.body == body_id]
            full = [f for f in named if f.end - f.start > 1] or named
            known[body_id] = full[0] if full else None
        return known[body_id]

    def _set_body(self, article: Article, candidate: Candidate, setting: Setting) -> None:
        """The inspectorate of the scale: named in the sentence, else before, else anywhere."""
        wanted = set(candidate.scale.bodies) if candidate.scale else {b.id for b in setting.bodies}
        known = [b for b in setting.bodies if b.id in wanted]
        main = known[0] if known else None
        first, last = article.sent(candidate.start)
        here = [f for f in article.inside(first, last) if f.body in wanted]
        if here:
            candidate.body = here[0]
        elif main is not None:
            candidate.body = self._named(article, main.id)
        candidate.body_id = candidate.body.body if candidate.body else main.id if main else None
