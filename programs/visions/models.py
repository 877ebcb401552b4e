"""V sheets: the company's vision and the person's, heading for one meeting point."""
