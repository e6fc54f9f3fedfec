"""``kretslopp ask``: the named questions, each a command with its parameters as options."""

from pathlib import Path

import click

from kretslopp import artefacts, questions
from kretslopp.cli import options, text
from kretslopp.cli.engines import open_engine
from kretslopp.languages import Language
from kretslopp.questions import Parameter, Question

_FORMATS = ("table", "csv", "json")


class _Questions(click.Group):
    """A group with a command for each named question, made when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the questions, by area."""
        return list(questions.load(artefacts.queries()))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        """Return the command of one question; raises NotFound, with the nearest name."""
        return _command(questions.find(questions.load(artefacts.queries()), cmd_name))


@click.command(cls=_Questions, subcommand_metavar="NAME [OPTIONS]")
def ask() -> None:
    """Answer a named question. “kretslopp ask NAME --help” shows its parameters.

    \b
    Example:
      kretslopp ask actions-of-goal --goal 4 --format csv
    """


def _command(question: Question) -> click.Command:
    def answer(
        dataset: Path,
        endpoint: str | None,
        language: Language,
        format_name: str,
        output: Path | None,
        **values: str | None,
    ) -> None:
        given = {name.replace("_", "-"): value for name, value in values.items() if value}
        answered = question.ask(open_engine(dataset, endpoint), given, language)
        for name in answered.without:
            click.echo(f"{name}: the data has no programme or plan.", err=True)
        if format_name == "csv":
            text.write(questions.to_csv(answered), output)
        elif format_name == "json":
            text.write(questions.to_json(answered), output)
        else:
            text.write(questions.to_text(answered, text.terminal_width()), output)

    command = click.Command(
        question.name,
        callback=answer,
        short_help=question.titles["en"],
        help="\n\n".join(
            (
                question.titles["en"],
                question.descriptions["en"],
                question.titles["sv"],
                question.descriptions["sv"],
                f"\b\nExample:\n  kretslopp ask {question.name}{_example(question)}",
            )
        ),
        params=[_option(parameter) for parameter in question.parameters],
    )
    for option in (
        options.output("Write the answer to this file."),
        click.option(
            "--format",
            "format_name",
            type=click.Choice(_FORMATS),
            default=_FORMATS[0],
            show_default=True,
            help="Format of the answer.",
        ),
        options.language,
        options.endpoint,
        options.dataset,
    ):
        option(command)
    return command


def _option(parameter: Parameter) -> click.Option:
    return click.Option(
        [f"--{parameter.name}"],
        metavar=parameter.type.value.upper(),
        help=f"{parameter.labels['en']} / {parameter.labels['sv']}."
        + (f"  [default: {parameter.default}]" if parameter.default else ""),
    )


def _example(question: Question) -> str:
    return "".join(
        f" --{parameter.name} {parameter.default}"
        for parameter in question.parameters
        if parameter.default
    )
