"""The line of a relation: together, apart, drawn near again; moments, thanks and giving back."""
