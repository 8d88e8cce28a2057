"""Words, dates and numbers in the reader's language; it decides nothing about who the reader is."""

from formserver.i18n import dates, guides, language_names, pages
from formserver.i18n.own_words import say_as
from formserver.i18n.words import count, languages, say

__all__ = ["count", "dates", "guides", "language_names", "languages", "pages", "say", "say_as"]
