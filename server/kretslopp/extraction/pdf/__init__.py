"""PDF → table: the pages of an action programme become rows of cells, by where words stand.

The way is a pipeline of small steps: ``reading`` (glyphs and rules of each
page, upright) → ``words`` (words, printed lines) → ``heads`` (cells of the
tables' heads) → ``sections`` and ``columns`` (which lines are a table's, a
footnote's or a page's furniture; where columns lie) → ``rows`` (rules, white
space and numbers part rows, over the ends of pages) → ``cells`` and ``breaks``
(the text of cells, words broken at a line's end) → ``document`` (tables and
faults). ``geometry`` holds the functions on boxes and intervals. What plan,
footnotes and tables are is the same as for text.
"""

from kretslopp.extraction.pdf.document import extract_pdf
from kretslopp.extraction.pdf.reading import is_pdf

__all__ = ["extract_pdf", "is_pdf"]
