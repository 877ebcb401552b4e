"""Exchange in the admin."""
