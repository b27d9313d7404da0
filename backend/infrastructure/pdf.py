"""HTML to PDF/A-3a (also PDF/UA-1): tagged, fonts embedded, source attached, no network, no file but ours."""

from __future__ import annotations

import logging
import re
import warnings
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from cssselect2 import ElementWrapper
from pydyf import PDF, Object, Stream
from weasyprint import CSS, HTML, Attachment
from weasyprint.document import Document
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

_BASE = Path(__file__).with_name("paper.css")
_VARIABLE = re.compile(r"(--[\w-]+):\s*([^;]+);")
_BETWEEN = re.compile(r">\s*\n\s*<")  # line breaks of a template between its elements; boxes would be made of them
_USE = re.compile(r"var\((--[\w-]+)\)")


def _without_variables(css: str) -> str:
    """`css` with every `var(--name)` replaced by the one value the name has: WeasyPrint would do it for each element."""
    values = dict(_VARIABLE.findall(css))
    return _USE.sub(lambda use: values[use[1]], css)


class _Serialised(Object):  # type: ignore[misc]  # pydyf is untyped
    """An object of the file, its bytes made once."""

    data = b""
    compressible = False

    def __init__(self, original: Object) -> None:
        super().__init__()
        self.number, self.generation, self.free = original.number, original.generation, original.free
        if original.free == "n":
            self.data, self.compressible = original.data, original.compressible


def _pack(stream: Stream) -> None:
    """Deflate at zlib's usual level: pydyf's, the highest, takes a font three times as long to save 1 %."""
    head_body_end = Stream(stream.stream).data  # `<</Length n>>\nstream\n…\nendstream`
    body = head_body_end.partition(b"\nstream\n")[2].removesuffix(b"\nendstream")
    stream.stream, stream.compress = [zlib.compress(body)], False
    stream.extra = {**stream.extra, "Filter": "/FlateDecode"}


def _serialise_once(_document: Document, pdf: PDF) -> None:
    """Make every object's bytes now: pydyf makes them for the file's identifier, and again for the file."""
    for place, each in enumerate(pdf.objects):
        if isinstance(each, Stream) and each.compress:
            _pack(each)
        pdf.objects[place] = _Serialised(each)


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


class _Page(HTML):  # type: ignore[misc]  # weasyprint is untyped
    """A page that is well-formed XML: the C parser takes a thirtieth of what a lenient HTML parser in Python does.

    Elements look as `base` says. WeasyPrint's own sheet styles six pseudo-elements (footnotes, markers) of
    every element, although no paper of ours has a footnote: five sixths of all styles to compute.
    """

    def __init__(self, html: str, base: CSS, resources: Mapping[str, tuple[bytes, str]]) -> None:
        """Raises ElementTree.ParseError. The text is our templates', with every value escaped."""
        self._base = base
        self.base_url, self.media_type, self.url_fetcher = "about:blank", "print", GivenOnly(resources)
        self.etree_element = ET.fromstring(_BETWEEN.sub("><", html))  # noqa: S314 - our own templates
        self.wrapper_element = ElementWrapper.from_html_root(self.etree_element)

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        return [self._base]


class PdfPress:
    """A style sheet with its typefaces, parsed once and used for many papers in one process."""

    def __init__(self, css: str, typefaces: Typefaces) -> None:
        check_subsetter()
        logging.getLogger("weasyprint").setLevel(logging.ERROR)
        logging.getLogger("fontTools").setLevel(logging.ERROR)
        self.typefaces = typefaces
        self._fonts = FontConfiguration()
        files = {f"font:{name}": (path.read_bytes(), "font/otf") for name, path in typefaces.files.items()}
        self._base = CSS(string=_BASE.read_text(encoding="utf-8"), base_url="about:blank")
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
        page = _Page(self.typefaces.printable(html), self._base, resources)
        document = page.render(font_config=self._fonts, stylesheets=[self._sheet])
        document.metadata.attachments = [Attachment(string=source, name=source_name, relationship="Source")]
        write_metadata = document.metadata.generate_rdf_metadata

        def with_ua(*args: Any) -> bytes:
            return bytes(write_metadata(*args)).replace(b"</rdf:RDF>", _UA)

        document.metadata.generate_rdf_metadata = with_ua
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint leaves its colour profile open
            return bytes(document.write_pdf(pdf_variant="pdf/a-3a", finisher=_serialise_once))
