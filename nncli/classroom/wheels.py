"""Archives with nothing in them that changes from run to run, and wheels, made without any tool to build them."""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile

UNCHANGING = (2020, 1, 1, 0, 0, 0)  # the time of every entry: the same content gives the same file
Files = dict[str, bytes]


def zip_bytes(files: Files, programs: Files | None = None) -> bytes:
    """A zip archive of the files; `programs` come first and may be run."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**(programs or {}), **files}.items():
            member = zipfile.ZipInfo(name, UNCHANGING)
            member.external_attr = (0o100755 if name in (programs or {}) else 0o100644) << 16
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, data)
    return content.getvalue()


def wheel_bytes(files: Files, metadata_folder: str, metadata: dict[str, str]) -> bytes:
    """A wheel of pure Python: the files, and in NAME-VERSION.dist-info the texts METADATA and entry_points.txt."""
    tag = "Wheel-Version: 1.0\nGenerator: nncli\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    whole = {
        **files,
        **{f"{metadata_folder}/{name}": text.encode() for name, text in {**metadata, "WHEEL": tag}.items()},
    }
    record = "".join(f"{name},sha256={_digest(data)},{len(data)}\n" for name, data in whole.items())
    whole[f"{metadata_folder}/RECORD"] = f"{record}{metadata_folder}/RECORD,,\n".encode()
    return zip_bytes(whole)


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
