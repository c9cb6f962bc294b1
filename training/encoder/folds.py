"""Which fold an article belongs to."""

import hashlib

FOLDS = 5


def fold_of(article: str, folds: int = FOLDS) -> int:
    """A number below ``folds`` that depends on the article's id alone.

    It does not change when articles are added, so that another model can be trained on the out-of-fold
    predictions of this one and use the same folds.
    """
    return int(hashlib.md5(article.encode(), usedforsecurity=False).hexdigest(), 16) % folds
