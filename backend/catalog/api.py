"""JSON edge: the catalog, pulled once by a phone and used offline."""

from __future__ import annotations

from flask import Response, request

from backend.catalog.queries import published_catalog
from backend.catalog.schemas import CatalogSchema
from backend.infrastructure.auth import guard
from backend.infrastructure.incoming import Blueprint

blp = Blueprint("catalog", __name__, url_prefix="/api/v1", description="The versioned catalog")


@blp.route("/catalog", methods=["GET"])
@guard("catalog:read")
@blp.response(200, CatalogSchema)
@blp.alt_response(304, description="The catalog named by If-None-Match is the newest")
def get_catalog() -> Response:
    """The newest catalog: limits, checklists, guidance, faults, prices, texts. `ETag` changes with its version."""
    catalog = published_catalog()
    if request.if_none_match.contains_weak(catalog.etag):
        return _with_caching(Response(status=304), catalog.etag)
    if request.accept_encodings["gzip"] > 0:
        answer = Response(catalog.packed, mimetype="application/json", headers={"Content-Encoding": "gzip"})
    else:
        answer = Response(catalog.body, mimetype="application/json")
    return _with_caching(answer, catalog.etag)


def _with_caching(answer: Response, etag: str) -> Response:
    # Weak: the packed and the plain bytes are one catalog. no-cache: kept, but asked for each time.
    answer.set_etag(etag, weak=True)
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Vary"] = "Accept-Encoding, Authorization, Cookie"
    return answer
