"""What people are told of cohorts."""
