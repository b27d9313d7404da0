"""What was done and found on a visit: received bytes, receipts, photos, and the projection of them."""
