"""Document → table: the text of an action programme becomes rows of cells.

The way is a pipeline of small steps: ``reading`` (lines) → ``heads`` and
``sections`` (which lines are a table's) → ``pages`` (blocks, without page
furniture and footnotes) → ``rows`` and ``areas`` (which blocks are a row's) →
``cells`` and ``organisations`` (which words are a cell's) → ``document``
(tables and faults). ``corrections`` come after it.
"""

from kretslopp.extraction.document import Extraction, extract

__all__ = ["Extraction", "extract"]
