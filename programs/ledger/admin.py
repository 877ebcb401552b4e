"""Ledger in the admin."""
