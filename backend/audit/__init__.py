"""Who saw and changed what, when, and from which request."""
