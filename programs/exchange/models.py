"""Needs and offers of people, departments and companies, and the suggestions between them."""
