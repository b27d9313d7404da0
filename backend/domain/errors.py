"""Errors that a rule or a use case raises; the edges turn them into words.

Every class names its HTTP status and a stable `code`: infrastructure/errors.py builds
problem+json (RFC 9457) and the office's error page from them, in one place.
"""

from __future__ import annotations


class FuwukaError(Exception):
    """Base of everything a person should read. `code` is stable; the text is in both languages."""

    status = 400
    code = "bad_request"
    zh = "请求无法处理。"
    en = "The request could not be handled."

    def __init__(
        self,
        *,
        zh: str | None = None,
        en: str | None = None,
        field: str | None = None,
        code: str | None = None,
        extra: dict[str, object] | None = None,
    ) -> None:
        self.zh = zh or type(self).zh
        self.en = en or type(self).en
        self.code = code or type(self).code
        self.field = field
        self.extra = extra or {}
        super().__init__(self.en)


class InvalidInputError(FuwukaError):
    status = 422
    code = "invalid_input"
    zh = "填写的内容有误。"
    en = "Something in the input is not valid."


class MalformedBodyError(FuwukaError):
    status = 400
    code = "malformed_body"
    zh = "请求内容不是有效的 JSON。"
    en = "The body is not valid JSON."


class DigestError(FuwukaError):
    status = 400
    code = "digest_error"
    zh = "内容与其摘要不符，未保存。请重新发送。"
    en = "The body does not match its digest. Nothing was kept; send it again."


class NotSignedInError(FuwukaError):
    status = 401
    code = "not_signed_in"
    zh = "请先登录。"
    en = "Please sign in."


class WrongCredentialsError(FuwukaError):
    status = 401
    code = "wrong_credentials"
    zh = "账号或密码不正确。"
    en = "The user name or the password is wrong."


class NotAllowedError(FuwukaError):
    status = 403
    code = "not_allowed"
    zh = "您没有此项权限。"
    en = "You are not allowed to do this."


class CsrfError(FuwukaError):
    status = 403
    code = "csrf"
    zh = "页面已过期，请刷新后重试。"
    en = "This page has expired. Reload it and try again."


class NotFoundError(FuwukaError):
    status = 404
    code = "not_found"
    zh = "没有找到。"
    en = "Not found."


class ConflictError(FuwukaError):
    status = 409
    code = "conflict"
    zh = "与现有内容冲突。"
    en = "This conflicts with what is stored."


class GoneError(FuwukaError):
    status = 410
    code = "gone"
    zh = "已失效，请重新获取。"
    en = "No longer valid; fetch it anew."


class TooLargeError(FuwukaError):
    status = 413
    code = "too_large"
    zh = "内容超过大小限制。"
    en = "The body is over the size limit."


class UnsupportedMediaError(FuwukaError):
    status = 415
    code = "unsupported_media"
    zh = "不支持这种内容类型。"
    en = "This kind of content is not supported."


class TooManyRequestsError(FuwukaError):
    status = 429
    code = "too_many_requests"
    zh = "操作太频繁，请稍后再试。"
    en = "Too many attempts. Wait a little and try again."

    def __init__(self, *, retry_after: int, **kwargs: object) -> None:
        super().__init__(extra={"retry_after": retry_after}, **kwargs)  # type: ignore[arg-type]  # keywords pass through unchanged
        self.retry_after = retry_after


class StalledBodyError(FuwukaError):
    status = 408
    code = "stalled_body"
    zh = "数据传输中断，未保存。请重新发送。"
    en = "The transfer stopped half-way. Nothing was kept; send it again."


class BusyError(FuwukaError):
    status = 503
    code = "busy"
    zh = "服务器繁忙，请稍后再试。"
    en = "The server is busy. Try again in a moment."

    def __init__(self, *, retry_after: int) -> None:
        super().__init__(extra={"retry_after": retry_after})


class StorageFullError(FuwukaError):
    status = 507
    code = "storage_full"
    zh = "服务器存储空间已满，未保存。请稍后重试。"
    en = "The server's storage is full. Nothing was kept; try again later."
