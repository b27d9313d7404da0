"""The sealed PDF made from exactly one report, the register of every edition, and verification."""
