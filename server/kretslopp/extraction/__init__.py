"""Document → table: an action programme, a PDF or its text, becomes rows of cells.

The way of a text is a pipeline of small steps: ``reading`` (lines) → ``heads`` and
``sections`` (which lines are a table's) → ``pages`` (blocks, without page
furniture and footnotes) → ``rows`` and ``areas`` (which blocks are a row's) →
``cells`` and ``organisations`` (which words are a cell's) → ``assembly``
(tables and faults). A PDF goes the way of ``pdf``, by where its words stand.
``document`` is the door to both; ``corrections`` come after it.
"""

from kretslopp.extraction.assembly import Extraction
from kretslopp.extraction.document import extract

__all__ = ["Extraction", "extract"]
