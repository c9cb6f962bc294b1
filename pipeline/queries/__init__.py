"""Questions to a store: which agreements or records, of whom, when, where and about what.

Reads the tables of ``pipeline.stores`` by parameterised SQL, the same for SQLite and PostgreSQL. Imports
nothing of ours but ``stores``, ``schemas`` and ``errors``. Nothing is imported here, so that a command that
asks nothing does not pay for SQLAlchemy.
"""
