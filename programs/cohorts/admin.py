"""Cohorts in the admin."""
