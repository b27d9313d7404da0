"""Requests for service: their life from request to close, who does them, and what phones are told."""
