"""The dumps as files to download: whole, in ranges, or not at all where nothing changed."""

from datetime import UTC, datetime, time
from functools import cache

from flask import Blueprint, Response, request, send_file, url_for
from werkzeug.exceptions import RequestedRangeNotSatisfiable
from werkzeug.http import parse_range_header

from kretslopp.publication.dumps import DUMPS, DumpFile, served
from kretslopp.publication.release import Release
from kretslopp.web import rendering
from kretslopp.web.protocol import problems
from kretslopp.web.protocol.problems import Problem

# A dump may be kept, but the next version has another one at the same address.
_CACHE_CONTROL = "public, no-cache"
_CSVM = "application/csvm+json"  # the metadata of a table (CSV on the Web)


def blueprint(release: Release) -> Blueprint:
    """Return ``/dumps/``, which leads to the page that lists them, and each file below it."""
    room = Blueprint("dumps", __name__)
    day = datetime.combine(release.day, time(), UTC)

    @cache
    def files() -> dict[str, DumpFile]:
        return {file.path: file for file in served(release)}

    @room.get("/dumps/")
    def listing() -> Response:
        return rendering.redirect(url_for("dataset", language=rendering.current_language()))

    @room.get("/dumps/<path:name>")
    def download(name: str) -> Response:
        file = files().get(name)  # only what is listed is sent, so no path leads elsewhere
        path = release.directory / DUMPS / name
        if file is None or not path.is_file():
            raise Problem("not-found")
        response = send_file(
            path, _media_type(file), conditional=False, etag=file.sha256, last_modified=day
        )
        response.headers["Cache-Control"] = _CACHE_CONTROL
        if file.media_type == "text/csv":
            address = url_for("dumps.download", name=f"{name}-metadata.json")
            response.headers["Link"] = f'<{address}>; rel="describedby"; type="{_CSVM}"'
        return _conditional(response, file)

    return room


def _media_type(file: DumpFile) -> str:
    """Return the media type of a file as it is: compressed files are sent as archives."""
    return file.media_type if file.compression is None else "application/gzip"


def _conditional(response: Response, file: DumpFile) -> Response:
    """Answer with what the client lacks (RFC 9110, 13 and 14): nothing, a range or all."""
    environ = dict(request.environ)
    if not _takes_range(file):
        environ.pop("HTTP_RANGE", None)
    try:
        response.make_conditional(environ, accept_ranges=True, complete_length=file.size)
    except RequestedRangeNotSatisfiable:
        response.close()
        told = problems.respond(Problem("range-not-satisfiable", size=file.size))
        told.headers["Content-Range"] = f"bytes */{file.size}"
        return told
    return response


def _takes_range(file: DumpFile) -> bool:
    """Return whether the request is for one range of bytes; of anything else all is sent.

    A Range counts for GET alone, and after If-None-Match. One that is malformed, in
    other units or of several ranges may be ignored (RFC 9110, 14.2).
    """
    asked = parse_range_header(request.headers.get("Range"))
    return (
        request.method == "GET"
        and asked is not None
        and asked.units == "bytes"
        and len(asked.ranges) == 1
        and not request.if_none_match.contains(file.sha256)
    )
