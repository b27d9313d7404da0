"""Headers that tell a browser to trust nothing but us. Written out here: it is short, and it is ours to explain."""

from __future__ import annotations

from flask import Flask, Response

# No 'unsafe-inline' anywhere: a style or script that got into a page by a hole does nothing.
# blob: and data: images are photos and strokes that never left the phone.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob: data:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)

# For the script of one worker alone: the phone's reader of barcodes is WebAssembly, which a browser compiles only with
# this leave. A worker has the policy of its own file, so no page may compile any.
READER_POLICY = CONTENT_SECURITY_POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # A card's address contains its code: it must not travel to other sites.
    "Referrer-Policy": "same-origin",
    # The camera is the phone app's; location is opt-in there; nothing else is used.
    "Permissions-Policy": "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
STRICT_TRANSPORT = "max-age=31536000"


def connect_security_headers(app: Flask, *, production: bool) -> None:
    @app.after_request
    def protect(answer: Response) -> Response:
        for name, value in HEADERS.items():
            answer.headers.setdefault(name, value)
        if production:  # a developer's localhost must not be https for a year
            answer.headers.setdefault("Strict-Transport-Security", STRICT_TRANSPORT)
        if answer.mimetype in ("text/html", "application/json", "application/problem+json"):
            answer.headers.setdefault("Cache-Control", "no-store")  # personal data stays out of shared caches
        return answer
