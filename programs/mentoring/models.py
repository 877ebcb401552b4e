"""Career sessions at arm's length, and the transition of a unit whose business ends."""
