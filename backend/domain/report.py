"""Questions about a report's content and its signatures that need nothing but the report (reports/versions.py)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot
from typing import Any

from backend.domain.canonical import canonical_bytes, sha256_hex
from backend.domain.vocabulary import Answer, Service, SignedHow, Signer

Content = Mapping[str, Any]
Point = Sequence[int]
Stroke = Sequence[Point]

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 26
CODE_BITS = 128
_GROUP = 4
# What people type for what they read: these letters are not in the alphabet because they look like digits.
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})

# In tenths of a CSS pixel, the unit of the strokes: an empty pad, a dot and a slip of the finger are shorter.
SHORTEST_SIGNATURE = 250
# Nothing was signed and nothing will be: why must be said.
_UNSIGNED = frozenset({SignedHow.REFUSED, SignedHow.ABSENT, SignedHow.UNABLE, SignedHow.ONLY_MINOR})


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Something a person should look at. `code` is stable; nothing here refuses a report."""

    code: str
    zh: str
    en: str


def content_digest(content: Content) -> str:
    """SHA-256 of the content's canonical bytes: what strokes and the card's QR are bound to."""
    return sha256_hex(canonical_bytes(content))


def verification_code(random_bytes: bytes) -> str:
    """26 characters of Crockford base32 for 16 random bytes. Raises ValueError for another length."""
    if len(random_bytes) * 8 != CODE_BITS:
        raise ValueError("a verification code is made of 16 random bytes")
    number = int.from_bytes(random_bytes, "big")
    return "".join(CROCKFORD[number >> 5 * place & 31] for place in reversed(range(CODE_LENGTH)))


def printed_code(code: str) -> str:
    """In groups of four, to be read out: XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XX."""
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def code_as_typed(text: str) -> str | None:
    """The code that a person typed, forgiving case, O, I, L, dashes and spaces; None if it can't be one."""
    code = re.sub(r"[\s\-‐-―_.]", "", text).upper().translate(_MISREAD)
    fits = len(code) == CODE_LENGTH and set(code) <= set(CROCKFORD) and code[0] <= "7"  # 130 bits hold 128
    return code if fits else None


def services_missing(content: Content) -> list[Service]:
    """Services that the customer says were not done: each opens a complaint. Declined is the customer's choice."""
    answers = {row["service"]: row["answer"] for row in content["confirmations"]}
    return [service for service in Service if answers.get(service, Answer.NOT_DONE) == Answer.NOT_DONE]


def is_signature(strokes: Sequence[Stroke]) -> bool:
    """Whether somebody drew something: long enough together not to be a dot or a slip."""
    return sum(_length(stroke) for stroke in strokes) >= SHORTEST_SIGNATURE


def attestation_problems(digest: str, attestations: Sequence[Mapping[str, Any]]) -> list[Problem]:
    """What is wrong with the signatures under the content of `digest`: unbound, empty, without a reason, absent."""
    problems = [problem for row in attestations for problem in _problems_of(row, digest)]
    signers = {row["who"] for row in attestations}
    if Signer.CUSTOMER not in signers:
        problems.append(
            Problem(
                code="customer_unsaid",
                zh="没有客户的签名或未签原因。",
                en="Neither the customer's signature nor why there is none.",
            )
        )
    if Signer.TECHNICIAN not in signers:
        problems.append(
            Problem(code="technician_unsigned", zh="没有技师的签名。", en="The technician's signature is missing.")
        )
    return problems


def _problems_of(attestation: Mapping[str, Any], digest: str) -> list[Problem]:
    found = []
    drawn = attestation["how"] == SignedHow.DRAWN
    if attestation["content_digest"] != digest:
        found.append(
            Problem(code="unbound", zh="签名不属于此报告内容。", en="The signature belongs to another content.")
        )
    if drawn and not is_signature(attestation["strokes"]):
        found.append(
            Problem(code="empty_strokes", zh="签名为空或只有一点。", en="The signature is empty or only a dot.")
        )
    if not drawn and attestation["how"] != SignedHow.BY_LINK and attestation["strokes"]:
        found.append(
            Problem(
                code="strokes_unsaid",
                zh="有笔迹却未标为手写签名。",
                en="There are strokes, but it is not called drawn.",
            )
        )
    if attestation["how"] in _UNSIGNED and not attestation["reason"].strip():
        found.append(Problem(code="no_reason", zh="未签名但没有说明原因。", en="Not signed, and no reason is given."))
    return found


def _length(stroke: Stroke) -> float:
    return sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(stroke))
