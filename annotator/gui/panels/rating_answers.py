"""The fields of the form as widgets, filled from a rating, and what they hold as values."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.core.ratings import FREE, Rating
from annotator.core.review import Review
from annotator.core.scales import Scale, ScaleRegistry
from annotator.core.spans import Mention
from annotator.gui.panels import rating_choices as choices
from annotator.gui.panels.card_content import one_line
from annotator.gui.panels.form_keys import FIELDS
from annotator.gui.panels.picker import Picker, PointPicker, WordsEdit
from annotator.gui.panels.rating_choices import CANNOT_TELL, CANNOT_TELL_WORDS
from annotator.gui.panels.rating_fields import DateEdit, SeveralPicker, SubjectPicker
from annotator.gui.theme import Theme

#: Fields that keep the words which prove their answer under ``why``.
_PROVEN = frozenset({"category", "status", "change"})


class RatingAnswers:
    """A widget per field; knows the record that is edited, and what was answered of it."""

    def __init__(self, scales: ScaleRegistry) -> None:
        self._scales = scales
        self.rating: Rating | None = None
        self.review: Review | None = None
        self._wanted = FREE  # what was given or picked, whatever the scale
        self._value: Mention | None = None
        self._body: Mention | None = None
        self._followed: str | None = None  # the rating body that the scale alone named
        self._is_filling = False
        self._why: dict[str, Mention] = {}
        self.subject = SubjectPicker("Subject")
        self.scale = Picker("Scale")
        self.value = PointPicker("Value")
        self.category = WordsEdit("Category")
        self.status = Picker("Status")
        self.change = Picker("Change")
        self.rating_body = Picker("Rating body")
        self.speaker = Picker("Speaker")
        self.date = DateEdit("Date")
        self.certainty = Picker("Certainty")
        self.polarity = Picker("Polarity")
        self.evidence = Picker("Evidence")
        self.subject_mention = Picker("Stands for it")
        self.subject_aliases = SeveralPicker("Other names")
        self.also = SeveralPicker("Said again")
        self.note = QLineEdit()
        self.value.setPlaceholderText("choose a value")
        self.scale.shorten = self._short_scale
        self.rating_body.shorten = lambda words, _id: words.rpartition(" · ")[2]
        self.fields: dict[str, QWidget] = {f.name: getattr(self, f.name) for f in FIELDS}
        for field in FIELDS:
            self.fields[field.name].setAccessibleName(field.title)

    def connect(self, answered: Callable[[], object]) -> None:
        """Call ``answered`` after every new answer; not while the fields are filled."""

        def tell(*_: object) -> None:
            if not self._is_filling:
                answered()

        self.scale.currentIndexChanged.connect(self._show_points)
        self.scale.activated.connect(self._follow_scale)
        self.value.activated.connect(self._take_value)
        self.value.editTextChanged.connect(tell)
        for picker in self._pickers():
            picker.currentIndexChanged.connect(tell)
            picker.activated.connect(tell)
            picker.missed.connect(tell)
        self.subject.kept_changed.connect(tell)
        for line in (self.category, self.date, self.note):
            line.textChanged.connect(tell)

    def set_theme(self, theme: Theme) -> None:
        for picker in self._pickers():
            picker.set_theme(theme)

    def show(self, rating: Rating, review: Review) -> None:
        """Fill the fields from a rating of the article."""
        self._is_filling = True
        self._fill(rating, review)
        self._is_filling = False

    def _fill(self, rating: Rating, review: Review) -> None:
        self.rating, self.review, self._followed = rating, review, None
        self._wanted, self._value, self._body = rating.value_norm, rating.value, None
        self._why = dict(rating.why)
        untold = set(rating.cannot_tell)
        subjects = choices.mention_choices(review, choices.SUBJECTS, rating.subject, rating.value)
        bodies = choices.body_choices(review, rating, self._scales)
        self.rating_body.set_choices(bodies, rating.rating_body_id, untold="rating_body" in untold)
        none = [] if rating.subject else [(choices.NOT_CHOSEN, None)]
        self.subject.kept = []
        self.subject.set_choices([*none, *subjects], rating.subject, untold="subject" in untold)
        offered = choices.scale_choices(rating, self._scales)
        self.scale.set_choices(offered, rating.scale, untold="scale" in untold)
        self._show_points()
        if "value_norm" in untold:
            self.value.pick(CANNOT_TELL)
        self.category.set_words(rating.category)
        if "category" in untold:
            self.category.setText(CANNOT_TELL_WORDS)
        for name, offered in self._words_offered().items():
            field = self.fields[name]
            assert isinstance(field, Picker)
            field.set_choices(offered, getattr(rating, name), untold=name in untold)
        self.date.start(review, rating.date, untold="date" in untold)
        self._show_mentions(rating, review, untold)
        self.note.setText(rating.note or "")

    def _words_offered(self) -> dict[str, list[choices.Choice]]:
        """The choices of the fields that hold a word."""
        return {
            "status": choices.status_choices(),
            "change": choices.change_choices(),
            "certainty": choices.certainty_choices(),
            "polarity": choices.polarity_choices(),
        }

    def _show_mentions(self, rating: Rating, review: Review, untold: set[str]) -> None:
        """Fill the fields that hold words of the article, besides the subject."""
        speakers = choices.mention_choices(review, choices.SPEAKERS, rating.speaker, rating.value)
        speakers.insert(0, ("no one quoted", None))
        self.speaker.set_choices(speakers, rating.speaker, untold="speaker" in untold)
        evidence = choices.evidence_choices(review, rating.evidence, rating.value)
        self.evidence.set_choices(evidence, rating.evidence, untold="evidence" in untold)
        stands = rating.subject_mention
        own = [(one_line(stands.exact), stands)] if stands else []
        self.subject_mention.set_choices([*own, ("none", None)], stands)
        taken = {rating.subject.span or ""} if rating.subject else set()
        self.subject_aliases.start(review, choices.SUBJECTS, rating.subject_aliases, taken)
        used = choices.used_values(review) | {(rating.value.span or "") if rating.value else ""}
        self.also.start(review, choices.LABELS["also"], rating.also, used)

    # --- words of the article ---

    def put(self, name: str, mention: Mention) -> None:
        """Take words of the article into a field."""
        if name == "value":
            self._value = mention
            scale = self._scale()
            point = choices.kept_point(scale, "", mention.exact) if scale else None
            if point is not None:
                self._wanted = point
                self.value.pick(point)
        elif name == "rating_body":
            self._body = mention
            named = (b for b in self._scales.bodies if choices.is_named(b, mention.exact))
            body = next(named, None)
            if body is not None:
                self.rating_body.pick(body.id)
        elif name == "date":
            self.date.put(mention)
        elif name in ("subject_aliases", "also"):
            field = self.fields[name]
            assert isinstance(field, Picker)
            now = field.value or ()
            several = now if mention in now else (*now, mention)
            field.offer((choices.several_words(several), several))
        elif name in _PROVEN:
            self._why[name] = mention
            self._guess(name, mention)
        else:
            field = self.fields[name]
            assert isinstance(field, Picker)
            field.offer((one_line(mention.exact), mention))

    def _guess(self, name: str, mention: Mention) -> None:
        """What the words say for a field that holds no words itself, where that is plain."""
        said = one_line(mention.exact).lower()
        if name == "category":
            known = (c for c, words in self._categories().items() if said in (c, *words))
            self.category.set_words(dict.fromkeys([*self._own_categories(), next(known, said)]))

    def _categories(self) -> dict[str, tuple[str, ...]]:
        """The categories of the scale with their wordings; for free wording, those of the rating
        body's scales, or of all."""
        scale = self._scale()
        body = self._scales.body(self.rating_body.value)
        of_body = [self._scales.find(code) for code in body.scales] if body else []
        asked = [scale] if scale else [s for s in of_body if s] or list(self._scales)
        return {code: words for one in asked for code, words in one.categories.items()}

    def _said(self) -> list[str]:
        """The longer words of the evidence and pairs of them: what was judged stands there."""
        evidence = self.rating.evidence if self.rating else None
        words = re.findall(r"[a-z][a-z'-]+", evidence.exact.lower()) if evidence else []
        pairs = [
            f"{one} {other}" for one, other in pairwise(words) if min(len(one), len(other)) > 3
        ]
        return [word for word in words if len(word) > 3] + pairs

    def _own_categories(self) -> tuple[str, ...]:
        """The categories but for "overall", which another one replaces."""
        return tuple(word for word in self.category.words if word != "overall")

    # --- scale and value ---

    def _scale(self) -> Scale | None:
        code = self._scale_id()
        return self._scales.find(code) if code != FREE else None

    def _scale_id(self) -> str:
        value = self.scale.value
        return FREE if value in (None, CANNOT_TELL) else str(value)

    def _short_scale(self, words: str, scale: Any) -> str:
        return choices.scale_short(scale, self._scales) if isinstance(scale, str) else words

    def _show_points(self) -> None:
        """Keep the value if the scale has it, else ask for one."""
        scale = self._scale()
        words = self._value.exact if self._value else ""
        if scale is None or scale.kind == "numeric":
            self.value.show_scale(scale, self._wanted)
        else:
            self.value.show_scale(scale, choices.kept_point(scale, self._wanted, words))
        self.category.set_suggestions(dict.fromkeys([*self._categories(), *self._said()]))

    def _take_value(self) -> None:
        self._wanted = self.value.point or FREE

    def _follow_scale(self) -> None:
        """A scale of a single inspectorate names the rating body, where none was known."""
        if self.rating_body.value in (None, self._followed):
            scale = self._scale()
            only = scale.bodies[0] if scale is not None and len(scale.bodies) == 1 else None
            self._followed = only
            self.rating_body.pick(only)

    @property
    def polarity_is_open(self) -> bool:
        """Does the scale leave open whether the judgement is good or bad?"""
        scale = self._scale()
        point = scale.point(self.value.point) if scale else None
        return point is None or not point.polarity

    # --- what was answered ---

    def problem(self) -> str:
        """Why the form cannot be saved, as a sentence; "" where it can."""
        for picker in self._pickers():
            if picker.unknown and picker is not self.value:
                name = picker.accessibleName().lower()
                return f"“{picker.unknown}” is none of the choices for the {name}."
        scale = self._scale_id()
        if self.value.unknown:
            return self._scales.problem(scale, self.value.unknown) or ""
        if self.value.isEditable() and not self.value.point and not self.value.is_untold:
            return "Type the value that the article gives."
        return self._value_problem(scale) or self.date.problem

    def _value_problem(self, scale: str) -> str:
        if self.value.is_untold:
            return ""
        words = self._value.exact if self._value else ""
        wanted = one_line(words) if self._wanted == FREE and words else self._wanted
        return self._scales.problem(scale, self.value.point or wanted) or ""

    @property
    def strange_body(self) -> str:
        """What is odd about scale and rating body together, "" where nothing is."""
        body = self.rating_body.value
        known = body if isinstance(body, str) else None
        return self._scales.strange_body(self._scale_id(), known) or ""

    def faulty(self) -> QWidget:
        """The field that keeps the form from being saved."""
        unknown = next((p for p in self._pickers() if p.unknown), None)
        return unknown or (self.date if self.date.problem else self.value)

    def changed(self, **instead: Any) -> dict[str, Any]:
        """The attributes of the rating that were answered anew.

        Args:
            instead: answers that replace those of the fields.

        Raises:
            Refused: the date is none.
        """
        if self.rating is None or self.review is None:
            return {}
        answers = self._answers() | instead
        return choices.changes(self.rating, answers, self.review, self._scales)

    def _answers(self) -> dict[str, Any]:
        plain = ("subject", "speaker", "evidence", "subject_mention", "subject_aliases", "also")
        words = ("status", "change", "certainty")
        out: dict[str, Any] = {}
        for name in (*plain, *words):
            field = self.fields[name]
            assert isinstance(field, Picker)
            out[name] = field.value
        for name in ("subject_aliases", "also"):
            out[name] = out[name] or ()  # none is picked while what is typed is unknown
        out["value"] = self._value
        out["scale"] = CANNOT_TELL if self.scale.value is CANNOT_TELL else self._scale_id()
        out["value_norm"] = CANNOT_TELL if self.value.is_untold else self.value.point or FREE
        no_category = self.category.is_untold
        out["category"] = CANNOT_TELL if no_category else self.category.words or ("overall",)
        out["date"] = CANNOT_TELL if self.date.is_untold else self.date.read()
        out["why"] = {n: m for n, m in self._why.items() if self._is_proven(n)}
        if self.polarity_is_open:
            out["polarity"] = self.polarity.value
        if self.rating_body.value is CANNOT_TELL:
            out["rating_body"] = CANNOT_TELL
        else:
            out["rating_body_id"] = self.rating_body.value
            if self._body is not None:
                out["rating_body"] = self._body
        note = " ".join(self.note.text().split())
        out["note"] = note or None
        return out

    def _is_proven(self, name: str) -> bool:
        """Do the words under ``why`` still speak for the answer, or were they just put there?"""
        rating = self.rating
        if rating is None or self._why.get(name) != rating.why.get(name):
            return True
        now = {
            "category": self.category.words or ("overall",),
            "status": self.status.value,
            "change": self.change.value,
        }
        return name not in now or now[name] == getattr(rating, name)

    def _pickers(self) -> tuple[Picker, ...]:
        first = (self.value, self.subject, self.scale)
        rest = (field for field in self.fields.values() if isinstance(field, Picker))
        return (*first, *(field for field in rest if field not in first))
