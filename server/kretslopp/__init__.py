"""Municipal waste-plan action programmes as linked open data.

The rooms follow the way of the data: ``extraction`` (document → table),
``mapping`` (table → RDF), ``validation`` (SHACL), ``reasoning`` (OWL 2 RL),
``dataset`` (named graphs), ``engine`` and ``questions`` (answers), ``web`` and
``cli`` (doors).
"""

__version__ = "0.1.0"
