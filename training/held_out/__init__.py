"""Articles that nothing was trained on: what the shipped pipeline makes of them (README.md)."""
