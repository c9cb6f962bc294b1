"""Whom a mention stands for: offices, demonyms, definite descriptions, groups, pronouns."""
