"""Visions in the admin."""
