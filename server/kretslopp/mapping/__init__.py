"""Table → RDF: source graphs, provenance records, registers and interpretations.

``programme`` reads the tables of one programme, ``source`` and ``provenance``
map them; ``registers`` and ``register_graphs`` do the same for the registers,
``interpretation`` for what we add.
"""
