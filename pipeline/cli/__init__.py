"""The command ``pactwire``: thin shells around functions that return, imported when they are called."""


def main() -> None:
    """Run the command; the entry point of the installed script."""
    from pipeline.cli.app import app

    app(prog_name="pactwire")
