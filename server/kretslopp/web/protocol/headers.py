"""Headers that every answer bears: what browsers may do with it, and who may read it."""

from flask import Flask, Response, request

# Pages need nothing but their own style sheet and picture, and no script at all.
OF_EVERY_ANSWER = {
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'none'; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    # Open data, read-only and without cookies: any page may read it.
    "Access-Control-Allow-Origin": "*",
    # What a script of another origin may read beside the few that it always may (Fetch, 3.3.3).
    "Access-Control-Expose-Headers": (
        "Accept-Ranges, Allow, Content-Range, ETag, Link, Location, Retry-After, Vary"
    ),
}
# A picture that is opened on its own needs the styles that stand in it, and nothing else.
_OF_PICTURES = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}
# A direct POST of a query is asked for beforehand (Fetch, CORS-preflight request).
_OF_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": (
        "Accept, Accept-Language, Content-Type, If-Modified-Since, If-None-Match, Range"
    ),
    "Access-Control-Max-Age": "86400",
}


def add(response: Response) -> Response:
    """Return the answer with the headers of ours."""
    response.headers.update(OF_EVERY_ANSWER)
    if response.mimetype == "image/svg+xml":
        response.headers.update(_OF_PICTURES)
    if request.method == "OPTIONS":
        response.headers.update(_OF_PREFLIGHT)
    return response


def init_app(app: Flask) -> None:
    """Let every answer of ``app``, errors included, bear the headers."""
    app.after_request(add)
