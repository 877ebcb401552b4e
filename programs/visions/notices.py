"""What people are told of visions."""
