"""Work together: both sides' statement, one agreed outcome, and roles derived from it."""
