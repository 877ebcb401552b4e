"""The notice kinds of the alumni house, gathered from its slices: imports only."""
