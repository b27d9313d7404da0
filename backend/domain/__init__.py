"""The rules of the trade: pure functions and tables, no framework, no clock, no I/O."""
