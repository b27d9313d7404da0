"""Customers, their addresses, the appliances in their homes, and open hazards."""
