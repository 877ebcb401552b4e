"""English: 24 July 2027, 18:30."""
