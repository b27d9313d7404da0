"""Pages and helpers that several slices of the back office share."""
