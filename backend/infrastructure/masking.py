"""De-identified display (GB/T 35273-2020, 7.2): what need not be seen is not shown."""

from __future__ import annotations


def mask_phone(phone: str) -> str:
    """`+8613812341234` -> `138****1234`; first three and last four of the national number."""
    digits = phone.removeprefix("+86").strip()
    if len(digits) < 8:
        return "*" * len(digits)
    return f"{digits[:3]}****{digits[-4:]}"


def mask_name(name: str) -> str:
    """`王一川` -> `王*`; `Eleanor Whitfield` -> `E. W*`."""
    name = name.strip()
    if not name:
        return ""
    if name.isascii():
        parts = name.split()
        return f"{parts[0][0]}. {parts[-1][0]}*" if len(parts) > 1 else f"{name[0]}*"
    return f"{name[0]}*"


def mask_address(line: str) -> str:
    """`浙江省杭州市西湖区文澜苑 6 幢 1102` -> `浙江省杭州市西湖区文澜苑`; in English, parts with numbers fall away."""
    if line.isascii():
        kept = [part.strip() for part in line.split(",") if not any(sign.isdigit() for sign in part)]
        return ", ".join(kept)
    for at, sign in enumerate(line):
        if sign.isdigit():
            return line[:at].rstrip(" ,，第")
    return line
