"""The admin of the alumni house, gathered from its slices: imports only."""
