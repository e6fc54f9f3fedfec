"""What makes a dataset linked open data: documents of things, descriptions, dumps."""
