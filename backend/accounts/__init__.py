"""People who sign in, the centers they belong to, their sessions and their phones."""
