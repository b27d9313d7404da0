"""HTML to PDF/A-3a (also PDF/UA-1): tagged, fonts embedded, source attached, no network, no file but ours."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Mapping
from typing import Any

from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from backend.infrastructure.fonts import Typefaces, check_subsetter

# WeasyPrint writes one variant. This says that the file is PDF/UA (ISO 14289-1) as well, together with the
# description of that schema which PDF/A (ISO 19005-3, 6.6.2.3) asks for.
_UA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>part of ISO 14289</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description></rdf:RDF>"""

_VARIABLE = re.compile(r"(--[\w-]+):\s*([^;]+);")
_USE = re.compile(r"var\((--[\w-]+)\)")


def _without_variables(css: str) -> str:
    """`css` with every `var(--name)` replaced by the one value the name has: WeasyPrint would do it for each element."""
    values = dict(_VARIABLE.findall(css))
    return _USE.sub(lambda use: values[use[1]], css)


class RefusedResourceError(FatalURLFetchingError):  # type: ignore[misc]  # weasyprint is untyped
    """The page asked for something that was not given to it: the whole rendering fails."""


class GivenOnly(URLFetcher):  # type: ignore[misc]  # weasyprint is untyped
    """Serves exactly the `resources` it was given, by address; never a socket, never a file."""

    def __init__(self, resources: Mapping[str, tuple[bytes, str]]) -> None:
        super().__init__()
        self.resources = resources

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        if url.startswith("data:image/svg+xml,"):  # small drawings inside our own style sheet
            return super().fetch(url, headers)
        try:
            data, media_type = self.resources[url]
        except KeyError:
            raise RefusedResourceError(f"refused to fetch {url[:120]}") from None
        return URLFetcherResponse(url, data, {"Content-Type": media_type})


class PdfPress:
    """A style sheet with its typefaces, parsed once and used for many papers in one process."""

    def __init__(self, css: str, typefaces: Typefaces) -> None:
        check_subsetter()
        logging.getLogger("weasyprint").setLevel(logging.ERROR)
        logging.getLogger("fontTools").setLevel(logging.ERROR)
        self.typefaces = typefaces
        self._fonts = FontConfiguration()
        files = {f"font:{name}": (path.read_bytes(), "font/otf") for name, path in typefaces.files.items()}
        self._sheet = CSS(
            string=typefaces.css() + _without_variables(css),
            font_config=self._fonts,
            url_fetcher=GivenOnly(files),
            base_url="about:blank",
        )

    def print(self, html: str, *, resources: Mapping[str, tuple[bytes, str]], source: bytes, source_name: str) -> bytes:
        """The PDF of `html` with `source` attached as the data it was made from (AFRelationship Source).

        `resources`: address -> (bytes, media type) of the images that the page names. Characters that no
        font can show are written out before layout. Raises RefusedResourceError.
        """
        page = HTML(string=self.typefaces.printable(html), url_fetcher=GivenOnly(resources), base_url="about:blank")
        document = page.render(font_config=self._fonts, stylesheets=[self._sheet])
        document.metadata.attachments = [Attachment(string=source, name=source_name, relationship="Source")]
        write_metadata = document.metadata.generate_rdf_metadata

        def with_ua(*args: Any) -> bytes:
            return bytes(write_metadata(*args)).replace(b"</rdf:RDF>", _UA)

        document.metadata.generate_rdf_metadata = with_ua
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint leaves its colour profile open
            return bytes(document.write_pdf(pdf_variant="pdf/a-3a"))
