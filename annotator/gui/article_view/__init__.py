"""The article view: text with its spans and the chosen rating drawn in it."""

from annotator.gui.article_view.view import ArticleView

__all__ = ["ArticleView"]
