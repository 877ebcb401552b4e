"""Lines in the admin."""
