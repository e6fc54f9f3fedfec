"""The one room that reads the graph back: things and names, the tables, rows and cells behind."""
