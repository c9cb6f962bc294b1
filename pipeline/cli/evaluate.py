"""``pactwire evaluate``: score a run against gold, compare it with another, hold it against the floors."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.guard import guarded
from pipeline.errors import PactwireError

if TYPE_CHECKING:
    from pipeline.evaluation.gold import GoldSet
    from pipeline.evaluation.report import Report
    from pipeline.evaluation.run import Run

CORPUS = Path("corpus")
FLOORS = Path("benchmarks/floors.json")
_GATE, _RUN, _OUT = "The gate", "The run to score", "What comes out"


@guarded
def evaluate(
    gold: Annotated[
        Path | None,
        typer.Option(
            "--gold",
            metavar="DIR",
            help="A folder of <id>.txt and <id>.json.  [dim]default: the corpus[/dim]",
        ),
    ] = None,
    split: Annotated[
        str, typer.Option("--split", help="The part of the corpus: train, dev or another.")
    ] = "dev",
    corpus: Annotated[
        Path, typer.Option("--corpus", metavar="DIR", help="Holds articles/<split> and gold/<split>.")
    ] = CORPUS,
    run: Annotated[
        Path | None,
        typer.Option(
            "--run", metavar="DIR", help="Score this finished run, extract nothing.", rich_help_panel=_RUN
        ),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            "--model",
            "-m",
            metavar="MODEL",
            envvar="PACTWIRE_MODEL",
            help="A spaCy pipeline: a folder, or the name of an installed one.",
            rich_help_panel=_RUN,
        ),
    ] = None,
    min_confidence: Annotated[
        float | None,
        typer.Option(
            "--min-confidence",
            min=0.0,
            max=1.0,
            help="Keep out, and count, records below this.",
            rich_help_panel=_RUN,
        ),
    ] = None,
    save_run: Annotated[
        Path | None,
        typer.Option("--save-run", metavar="DIR", help="Keep the run, as a baseline.", rich_help_panel=_RUN),
    ] = None,
    against: Annotated[
        Path | None,
        typer.Option(
            "--against", metavar="BASELINE", help="Compare with this finished run on the same gold."
        ),
    ] = None,
    gate: Annotated[
        bool,
        typer.Option(
            "--gate", help="Exit with status 1 when a field is below its floor.", rich_help_panel=_GATE
        ),
    ] = False,
    floors: Annotated[
        Path, typer.Option("--floors", metavar="FILE", help="Where floors are kept.", rich_help_panel=_GATE)
    ] = FLOORS,
    update_floors: Annotated[
        bool,
        typer.Option("--update-floors", help="Pin the scores; refuses to lower one.", rich_help_panel=_GATE),
    ] = False,
    allow_regression: Annotated[
        str | None,
        typer.Option(
            "--allow-regression",
            metavar="REASON",
            rich_help_panel=_GATE,
            help="Let --update-floors lower floors; the reason is kept in the file.",
        ),
    ] = None,
    max_calibration_error: Annotated[
        float | None,
        typer.Option(
            "--max-calibration-error",
            min=0.0,
            max=1.0,
            rich_help_panel=_GATE,
            help="With --update-floors: let the gate also fail above this expected calibration error.",
        ),
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Write one page for a browser.", rich_help_panel=_OUT),
    ] = None,
    json: Annotated[
        str | None,
        typer.Option(
            "--json", metavar="FILE", help="Write all figures; - for standard output.", rich_help_panel=_OUT
        ),
    ] = None,
    brief: Annotated[
        bool, typer.Option("--brief", help="No breakdowns and no calibration.", rich_help_panel=_OUT)
    ] = False,
    errors: Annotated[
        bool, typer.Option("--errors", help="List every finding that is not right.", rich_help_panel=_OUT)
    ] = False,
    fit_calibration: Annotated[
        Path | None,
        typer.Option(
            "--fit-calibration",
            metavar="FILE",
            rich_help_panel=_OUT,
            help="Fit confidence to the probability of being right and write the mapping (split train only).",
        ),
    ] = None,
) -> None:
    """Score extraction against gold: is it better or worse, where, and is that more than chance?

    [bold]pactwire evaluate --split dev[/bold]
    extracts the dev split of the corpus and scores every stage

    [bold]pactwire evaluate --save-run /tmp/before[/bold], then a change, then
    [bold]pactwire evaluate --against /tmp/before --html report.html[/bold]
    says what the change did, field by field and article by article

    [bold]pactwire evaluate --gold tests/gold --gate --floors tests/floors.json[/bold]
    holds a gold folder of your own to its floors

    Exit status: 0 done, 1 the gate is shut or a floor would be lowered, 2 wrong usage.
    """
    _usable(gate=gate, update=update_floors, reason=allow_regression, limit=max_calibration_error)
    if fit_calibration is not None and (gold is not None or split != "train"):
        raise typer.BadParameter("a mapping is fitted on train only: --split train without --gold")
    from pipeline.cli.scored_run import chosen_gold, chosen_run
    from pipeline.evaluation.errors import EvaluationError

    try:
        gold_set = chosen_gold(gold, corpus=corpus, split=split)
        made = chosen_run(run, gold_set, model=model, min_confidence=min_confidence)
        report = _report(made, gold_set, against=against, floors=floors, gate=gate)
        _write(report, made, html=html, json=json, brief=brief, errors=errors, save_run=save_run)
        if fit_calibration is not None:
            _fit(report, fit_calibration)
        if update_floors:
            _update(report, gold_set, floors, reason=allow_regression, limit=max_calibration_error)
    except EvaluationError as error:
        raise PactwireError(str(error)) from error
    if gate and report.gate is not None and not report.gate.passed:
        raise typer.Exit(1)


def _usable(*, gate: bool, update: bool, reason: str | None, limit: float | None) -> None:
    if gate and update:
        raise typer.BadParameter("--gate and --update-floors exclude each other")
    if (reason is not None or limit is not None) and not update:
        raise typer.BadParameter("--allow-regression and --max-calibration-error need --update-floors")
    if reason is not None and not reason.strip():
        raise typer.BadParameter("--allow-regression needs a reason")


def _report(run: "Run", gold: "GoldSet", *, against: Path | None, floors: Path, gate: bool) -> "Report":
    from pipeline.evaluation.floors import read_floors
    from pipeline.evaluation.gate import check
    from pipeline.evaluation.report import make_report
    from pipeline.evaluation.run import read_run

    pinned = read_floors(floors).get(gold.name)
    if gate and pinned is None:
        raise PactwireError(f"{floors} pins no floors for {gold.name!r}; pin them with --update-floors")
    baseline = read_run(against) if against else None
    report = make_report(run, gold, baseline=baseline, baseline_name=str(against), pinned=pinned)
    if gate and pinned is not None:
        report.gate = check(report.scores, gold, pinned, versions=report.versions)
    return report


def _write(
    report: "Report",
    run: "Run",
    *,
    html: Path | None,
    json: str | None,
    brief: bool,
    errors: bool,
    save_run: Path | None,
) -> None:
    from json import dumps

    from pipeline.evaluation.report import as_json
    from pipeline.evaluation.run import write_run
    from pipeline.evaluation.text import errors_text, report_text

    if json is not None:
        text = dumps(as_json(report), ensure_ascii=False, indent=1)
        if json == "-":
            typer.echo(text)
        else:
            Path(json).write_text(f"{text}\n", encoding="utf-8")
    if json != "-":
        if errors:
            typer.echo(f"{errors_text(report.errors)}\n")
        typer.echo(report_text(report, brief=brief))
    if html is not None:
        from pipeline.evaluation.page import page

        html.write_text(page(report), encoding="utf-8")
        typer.echo(f"wrote {html}", err=True)
    if save_run is not None:
        write_run(run, save_run)


def _fit(report: "Report", file: Path) -> None:
    from json import dumps

    from pipeline.evaluation.calibration import fit_calibration

    pairs = report.scores.confidences()
    if not pairs:
        raise PactwireError("this run gives no confidence, so there is nothing to fit")
    mapping = {"fitted_on": report.name, "gold_sha256": report.gold_sha256, **fit_calibration(pairs)}
    file.write_text(dumps(mapping, indent=1) + "\n", encoding="utf-8")
    told = f"calibration error {mapping['error_before']:.4f} before, {mapping['error_after']:.4f} after"
    typer.echo(f"wrote {file}: {mapping['method']} on {mapping['pairs']} records, {told}", err=True)


def _update(
    report: "Report", gold: "GoldSet", file: Path, *, reason: str | None, limit: float | None
) -> None:
    from datetime import UTC, datetime

    from pipeline.evaluation.floors import read_floors, write_floors
    from pipeline.evaluation.gate import update

    sets = read_floors(file)
    sets[gold.name] = update(
        sets.get(gold.name),
        report.scores,
        gold,
        versions=report.versions,
        today=datetime.now(UTC).date().isoformat(),
        allow_regression=reason,
        max_calibration_error=limit,
    )
    write_floors(file, sets)
    typer.echo(f"wrote {file}: floors of {gold.name}", err=True)
