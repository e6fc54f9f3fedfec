"""The static site: every page and file of a published dataset, for any web server to host.

The application itself is asked for each address, so that a static site says what the
server says. A page ``/doc/X`` becomes ``doc/X/index.html``, which web servers send for
``/doc/X/``; a file ``/doc/X.ttl`` keeps its name.
"""

import multiprocessing
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from flask import Flask

from kretslopp import artefacts, dataset, questions
from kretslopp.errors import Fault, Place, UnreadableInput, WrongUse
from kretslopp.languages import LANGUAGES
from kretslopp.publication.release import Release, open_release
from kretslopp.settings import Publisher, Settings
from kretslopp.web.app import create_app
from kretslopp.web.pages import registry
from kretslopp.web.pages.page import INDEX, Context, SiteFile, as_file

MANIFEST = "site.json"
_HTML = "text/html"
# Files can't be asked for the next page: the list of what leads to a thing is whole.
_SETTINGS = Settings(links_per_page=10**9)
_CHUNK = 100  # addresses that a process fetches at a time
_TOLD = 20 * _CHUNK  # pages between two lines of progress
_MOVED = """<!doctype html>
<html lang="sv">
<head>
  <meta charset="utf-8">
  <title>{title}</title>
  <link rel="canonical" href="{address}">
  <meta http-equiv="refresh" content="0; url={address}">
</head>
<body><p><a href="{address}">{title}</a></p></body>
</html>
"""


def publish(
    release: Release,
    publisher: Publisher,
    directory: Path,
    tell: Callable[[str], None],
    root: str = "",
) -> int:
    """Write the site of a release into a directory; returns the number of files.

    ``root`` is the path that the site will stand under (``""`` or ``/data``). The same
    release gives the same bytes. A site that is there already is replaced whole, at
    the end. Raises WrongUse for a directory that holds anything else, and UnreadableInput
    where it can't be written.
    """
    if directory.exists() and not _is_replaceable(directory):
        raise WrongUse(
            Fault(
                "This directory holds something other than a site of Kretslopp.",
                Place(str(directory)),
                "Give a new directory, or an empty one.",
            )
        )
    new = directory.with_name(f"{directory.name}.new")
    try:
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True)
        files = _Files(release.directory, publisher, new, root)
        count = _write_pages(list(site_files(_context(release, publisher))), files, tell)
        shutil.copytree(release.directory / "dumps", new / "dumps")
        shutil.copytree(Path(__file__).with_name("static"), new / "static")
        copied = [path for name in ("dumps", "static") for path in (new / name).rglob("*")]
        count += sum(path.is_file() for path in copied)
        dataset.write_json(new / MANIFEST, {"version": release.version, "files": count})
        _swap(new, directory)
    except OSError as error:
        raise UnreadableInput(
            Fault(f"The site can't be written: {error.strerror}.", Place(str(directory)))
        ) from error
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return count


def site_files(context: Context) -> Iterator[SiteFile]:
    """Yield every page and file of a release's site but dumps and styles, in order."""
    yield SiteFile("/sv/", INDEX)
    yield SiteFile("/no/such/address", "404.html", status=404)
    yield from (as_file(name) for name in ("robots.txt", "sitemap.xml"))
    for page in registry.pages_of(context):
        yield from page.site_files(context)


@dataclass(frozen=True)
class _Files:
    """What a process needs to write pages: version and publisher, and where the site stands."""

    version: Path
    publisher: Publisher
    directory: Path
    root: str


def _write_pages(wanted: list[SiteFile], files: _Files, tell: Callable[[str], None]) -> int:
    """Fetch pages and write them, in as many processes as there are processors.

    Each opens the version by itself: a store that is open does not survive a fork for sure.
    """
    done = 0
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), context, _start, (files,)) as processes:
        for written in processes.map(_write_chunk, _chunks(wanted)):
            done += written
            if done % _TOLD == 0 or done == len(wanted):
                tell(f"wrote       {done} of {len(wanted)} pages")
    return done


def _chunks(wanted: Iterable[SiteFile]) -> Iterator[list[SiteFile]]:
    waiting = iter(wanted)
    while chunk := list(islice(waiting, _CHUNK)):
        yield chunk


_here: tuple[Flask, _Files] | None = None  # of this worker process


def _start(files: _Files) -> None:
    global _here
    context = _context(open_release(files.version), files.publisher)
    app = create_app(
        context.engine, context.questions, _SETTINGS, context.release, context.publisher
    )
    _here = (app, files)


def _context(release: Release, publisher: Publisher) -> Context:
    silent = replace(release, has_endpoint=False)
    named = questions.load(artefacts.queries())
    return Context(silent.engine, named, _SETTINGS, publisher, release=silent)


def _write_chunk(chunk: list[SiteFile]) -> int:
    assert _here is not None  # the pool starts each worker with it
    app, files = _here
    for page in chunk:
        path = files.directory / page.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_fetch(app, page, files.root))
    return len(chunk)


def _fetch(app: Flask, page: SiteFile, root: str) -> bytes:
    """Return the answer to a page's address, or a page that leads to where it leads."""
    accept = _HTML if page.file.endswith(".html") else "*/*"
    answer = app.test_client().get(
        page.address,
        headers={"Accept": accept, "Accept-Language": LANGUAGES[0]},
        environ_overrides={"SCRIPT_NAME": root},
    )
    if answer.status_code != page.status:
        raise RuntimeError(f"{page.address} answers {answer.status}")
    if page.status == 303:
        target = f"{answer.headers['Location']}/"
        return _MOVED.format(address=target, title=target).encode()
    body: bytes = answer.data
    return body


def _is_replaceable(directory: Path) -> bool:
    return (directory / MANIFEST).is_file() or (directory.is_dir() and not any(directory.iterdir()))


def _swap(new: Path, directory: Path) -> None:
    """Put the new site in the place of the last one."""
    last = directory.with_name(f"{directory.name}.last")
    shutil.rmtree(last, ignore_errors=True)
    if directory.exists():
        directory.rename(last)
    new.rename(directory)
    shutil.rmtree(last, ignore_errors=True)
