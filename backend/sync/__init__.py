"""What a phone pulls: composed from several slices, constant in queries."""
