"""Mentoring in the admin."""
