"""Figures over all slices: what operators watch, what managers compare."""
