"""The catalog we ship, as readable YAML; catalog/compilation.py makes the wire shape from it."""
