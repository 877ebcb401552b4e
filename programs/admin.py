"""The admin of the programs house, gathered from its slices: imports only."""
