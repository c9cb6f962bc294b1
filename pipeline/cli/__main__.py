"""``python -m pipeline.cli`` is ``pactwire`` in a checkout that is not installed."""

from pipeline.cli import main

if __name__ == "__main__":
    main()
