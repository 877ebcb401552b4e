"""What people are told of collaborations."""
