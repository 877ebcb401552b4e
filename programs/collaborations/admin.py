"""Collaborations in the admin."""
