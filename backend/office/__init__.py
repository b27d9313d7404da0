"""The back office: its shell, its words, signing in, and pages that show several slices."""
