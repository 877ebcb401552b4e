"""How Django's own pages (the admin above all) write days and times, by language."""
