"""Which fold an article belongs to."""

import hashlib


def fold_of(article: str, folds: int) -> int:
    """A number below ``folds`` by the article's id alone, so that it stays when articles are added."""
    return int(hashlib.sha256(article.encode()).hexdigest(), 16) % folds
