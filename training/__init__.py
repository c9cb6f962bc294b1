"""Training of the language model that Pactwire ships.

Nothing in this package is needed at run time: it is the recipe that makes
``pipeline/model``.  The entry point is ``python -m training.language_model``.
"""
