<<<<<<< HEAD
"""The back office: its shell, its words, signing in, and pages that show several slices."""
=======
"""Pages and helpers that several slices of the back office share."""
>>>>>>> main
