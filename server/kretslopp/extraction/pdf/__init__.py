"""PDF → table: the pages of an action programme become rows of cells, by where words stand.

The way is a pipeline of small steps: ``reading`` (glyphs and rules of each
page, upright) → ``words`` (words, printed lines) → ``heads`` and ``columns``
(cells of the tables' heads, where columns lie) → ``sections`` and ``furniture``
(which lines are a table's, a footnote's, a page's own) → ``pieces`` and
``strips`` (what rules, white space or numbers part) → ``rows`` (over the ends
of pages) → ``cells`` and ``breaks`` (the text of cells, words broken at a
line's end) → ``municipality`` (its name in the heads) → ``document`` (tables
and faults). ``geometry`` and ``rules`` hold the functions on boxes, intervals
and drawn lines. Plan, footnotes and tables are made as those of a text.
"""

from kretslopp.extraction.pdf.document import extract_pdf

__all__ = ["extract_pdf"]
