"""The words of messages, in the customer's language. Short: a text message of 70 characters costs one, not three."""

from __future__ import annotations

from collections.abc import Mapping

from backend.domain.vocabulary import Language, MessageKind

_WORDS: Mapping[MessageKind, Mapping[Language, str]] = {
    MessageKind.CARD_READY: {
        Language.ZH: "【{organisation}】您的家电服务卡 {number} 已生成，可查看、下载、评价或反映问题。监督热线 {hotline}",
        Language.EN: "{organisation}: your appliance service card {number} is ready to read, download and rate, "
        "or to tell us if something is not right. Hotline {hotline}",
    },
    MessageKind.COMPLAINT_ANSWERED: {
        Language.ZH: "【{organisation}】您反映的问题已有答复，请点开查看；没有解决可在页面上告诉我们。监督热线 {hotline}",
        Language.EN: "{organisation}: we have answered what you told us. Please read it, "
        "and tell us there if it is not settled. Hotline {hotline}",
    },
}


def words_of(kind: MessageKind, language: Language, **names: str) -> str:
    return _WORDS[kind][language].format(**names)


def whole(text: str, link: str) -> str:
    """What is sent: a link at the end, after a space, is tappable on every phone."""
    return f"{text} {link}".strip()
