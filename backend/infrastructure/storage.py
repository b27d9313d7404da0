"""Content-addressed bytes (photos, cards): a local folder, or an S3-compatible bucket.

Keys look like `blobs/ab/abcdef…`. `put` returns only when the bytes are durable.
"""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from backend.domain.errors import NotFoundError, StorageFullError

if TYPE_CHECKING:
    from backend.config import Settings

CHUNK = 256 * 1024


class Storage(Protocol):
    def put(self, key: str, data: bytes) -> None: ...
    def get(self, key: str) -> bytes: ...
    def stream(self, key: str) -> Iterator[bytes]: ...
    def exists(self, key: str) -> bool: ...
    def size(self, key: str) -> int: ...
    def delete(self, key: str) -> None: ...


def content_key(kind: str, sha256: str) -> str:
    """Key of content-addressed bytes: `kind` is blobs or cards."""
    return f"{kind}/{sha256[:2]}/{sha256}"


def sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class FolderStorage:
    """Files below one folder; written to a temporary name, synced, renamed, folder synced."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.root.mkdir(parents=True, exist_ok=True)

    def path(self, key: str) -> Path:
        if ".." in key or key.startswith("/"):
            raise ValueError(f"unsafe storage key {key!r}")
        return self.root / key

    def put(self, key: str, data: bytes) -> None:
        target = self.path(key)
        temporary = None
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".new-", delete=False) as file:
                temporary = Path(file.name)
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(target)
            sync_folder(target.parent)
        except OSError as error:
            if temporary is not None:
                temporary.unlink(missing_ok=True)
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise StorageFullError from error
            raise

    def get(self, key: str) -> bytes:
        try:
            return self.path(key).read_bytes()
        except FileNotFoundError:
            raise NotFoundError from None

    def stream(self, key: str) -> Iterator[bytes]:
        try:
            file: BinaryIO = self.path(key).open("rb")
        except FileNotFoundError:
            raise NotFoundError from None
        with file:
            while chunk := file.read(CHUNK):
                yield chunk

    def exists(self, key: str) -> bool:
        return self.path(key).is_file()

    def size(self, key: str) -> int:
        try:
            return self.path(key).stat().st_size
        except FileNotFoundError:
            raise NotFoundError from None

    def delete(self, key: str) -> None:
        path = self.path(key)
        path.unlink(missing_ok=True)
        with suppress(OSError):  # a folder that is not empty stays
            while path.parent != self.root:
                path = path.parent
                path.rmdir()


class S3Storage:
    """An S3-compatible bucket; credentials come from the environment as boto3 reads them."""

    def __init__(self, url: str, *, endpoint_url: str = "") -> None:
        import boto3  # noqa: PLC0415 - 60 ms and 20 MB that a folder installation never pays

        bucket, _, prefix = url.removeprefix("s3://").partition("/")
        self.bucket, self.prefix = bucket, prefix.strip("/")
        self.client = boto3.client("s3", endpoint_url=endpoint_url or None)

    def _name(self, key: str) -> str:
        return f"{self.prefix}/{key}" if self.prefix else key

    def put(self, key: str, data: bytes) -> None:
        self.client.put_object(Bucket=self.bucket, Key=self._name(key), Body=data)

    def get(self, key: str) -> bytes:
        return b"".join(self.stream(key))

    def stream(self, key: str) -> Iterator[bytes]:
        try:
            answer = self.client.get_object(Bucket=self.bucket, Key=self._name(key))
        except self.client.exceptions.NoSuchKey:
            raise NotFoundError from None
        yield from answer["Body"].iter_chunks(CHUNK)

    def exists(self, key: str) -> bool:
        try:
            self.size(key)
        except NotFoundError:
            return False
        return True

    def size(self, key: str) -> int:
        from botocore.exceptions import ClientError  # noqa: PLC0415 - see __init__

        try:
            return int(self.client.head_object(Bucket=self.bucket, Key=self._name(key))["ContentLength"])
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
                raise NotFoundError from None
            raise

    def delete(self, key: str) -> None:
        self.client.delete_object(Bucket=self.bucket, Key=self._name(key))


def open_storage(settings: Settings) -> Storage:
    if settings.storage_url.startswith("s3://"):
        return S3Storage(settings.storage_url, endpoint_url=settings.s3_endpoint_url)
    return FolderStorage(settings.data_dir / "store")
