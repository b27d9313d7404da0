"""Invented data to judge the product by: two service centers, their people, households, jobs around the day
it is loaded, and visits that are finished. Never in production.
"""
