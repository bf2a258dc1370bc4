"""The ``framing`` command: arguments only, no logic."""

import json
import sys
from pathlib import Path

import click

import analysis
from analysis.errors import FramingError

EXAMPLES = {
    "main": ["framing report data/articles", "framing actors DPRK"],
    "report": [
        "framing report data/articles",
        "framing report data/articles/05-beggars-banquet.txt --actors 'Russia,North Korea,China' --frames policy",
        "framing report data/articles --scorer target-fast --out reports/fast",
    ],
    "evaluate": [
        "framing evaluate actors data/labelled/actors/dev.jsonl",
        "framing evaluate sentiment examples.jsonl --scorer vader",
        "framing evaluate invariance examples.jsonl --scorer target-fast",
    ],
    "actors": ["framing actors", "framing actors DPRK China"],
}
"""Examples in the help texts, one list a command."""


def _epilog(name: str) -> str:
    return "\b\nExamples:\n" + "\n".join(f"  {example}" for example in EXAMPLES[name])


class _Group(click.Group):
    """Ends with status 2 and a plain message where the call itself was wrong."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except FramingError as problem:
            click.echo(f"framing: {problem}", err=True)
            context.exit(2)


@click.group(
    cls=_Group,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog=_epilog("main"),
)
@click.version_option(analysis.__version__, prog_name="framing")
def main() -> None:
    """How does news coverage frame each actor, what sentiment does it take toward each, and which sentences show it?"""


@main.command(epilog=_epilog("report"))
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="SOURCE...")
@click.option(
    "--actors", default="Russia,North Korea,China", show_default=True, help="Names separated by commas, or a YAML file."
)
@click.option(
    "--scorer", default="target", show_default=True, help="Sentiment scorer: target, target-fast, textblob or vader."
)
@click.option("--frames", default="generic", show_default=True, help="Frame scheme: generic, policy, or a YAML file.")
@click.option(
    "--out", default="reports", show_default=True, type=click.Path(path_type=Path), help="Folder for the pages."
)
def report(sources: tuple[Path, ...], actors: str, scorer: str, frames: str, out: Path) -> None:
    """Write one HTML report an article, and index.html.

    SOURCE is a file or a folder of .txt, .md, .html, .jsonl, .csv or .parquet. Exit status: 0 all done, 1 some input
    was rejected or failed (each is named), 2 the call was wrong and nothing was started.
    """
    from analysis.runs import write_reports

    run = write_reports(sources, out, actors, scorer, frames, progress=_progress())
    for entry in run.failed:
        click.echo(f"no report: {entry.source}: {entry.problem}", err=True)
    click.echo(run.index)
    sys.exit(1 if run.failed else 0)


@main.command(epilog=_epilog("evaluate"))
@click.argument("task")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--scorer", default="target", show_default=True, help="The scorer that sentiment and invariance judge.")
@click.option(
    "--predictions", type=click.Path(path_type=Path), help="Write each line back with what was predicted for it."
)
def evaluate(task: str, file: Path, scorer: str, predictions: Path | None) -> None:
    """Judge a measure on labelled examples: TASK is sentiment, invariance or actors, FILE holds JSON lines.

    Invariance takes the lines of sentiment, gives the actors the names of twenty others, and counts how often a label
    changes. Prints one JSON object: figures with their 95 % interval, and the floor (always the commonest class).
    """
    from analysis.validity import evaluate as judge

    click.echo(json.dumps(judge(task, file, scorer, predictions), ensure_ascii=False))


@main.command(epilog=_epilog("actors"))
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option(
    "--file", "own", type=click.Path(path_type=Path), help="A YAML file of your own actors, on top of the catalogue."
)
def actors(names: tuple[str, ...], own: Path | None) -> None:
    """List the actors by their canonical names, or the names in use for each NAME."""
    from analysis.actors import load_catalogue

    catalogue = load_catalogue(own)
    if not names:
        click.echo("\n".join(sorted(catalogue.actors)))
    for name in names:
        actor = catalogue.actors[catalogue.find(name)]
        click.echo(actor.name)
        for kind in dict.fromkeys(actor.aliases.values()):
            click.echo(f"  {kind}: {', '.join(alias for alias, of in actor.aliases.items() if of == kind)}")
        if actor.people:
            click.echo(f"  person: {', '.join(person.name for person in actor.people)}")


def _progress():
    """A progress bar on a terminal, plain lines elsewhere."""
    if not sys.stderr.isatty():
        return lambda done, total, message: click.echo(f"{done}/{total} {message}", err=True)
    from tqdm import tqdm

    bar = tqdm(unit="article")

    def show(done: int, total: int, message: str) -> None:
        bar.total = total
        bar.update(done - bar.n)
        bar.write(message, file=sys.stderr)
        if done == total:
            bar.close()

    return show
