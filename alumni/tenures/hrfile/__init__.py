"""PURE: an HR system's export, read row by row: what it says, and what is wrong with it in words."""
