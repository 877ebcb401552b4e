"""The notice kinds of the programs house, gathered from its slices: imports only."""
