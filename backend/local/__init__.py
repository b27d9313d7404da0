"""`make run`: the whole product on this machine, or for the phones of this network (TLS=1), in one command.

Nothing here is needed in production (docs/operating.md).
"""
