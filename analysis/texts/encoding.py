"""From bytes to text: the encoding is found out, or the file is refused by name."""

import charset_normalizer

from analysis.errors import InputError

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"))
_WIDE_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decode(data: bytes, where: str) -> str:
    """Decode a file: by its byte-order mark, as UTF-8, else by the most probable encoding.

    Args:
        data: The file's content.
        where: Its name, for the message.

    Raises:
        InputError: The bytes are not text in any encoding that can be told.
    """
    for mark, encoding in _MARKS + _WIDE_MARKS:
        if data.startswith(mark):
            return _decode_as(data, encoding, where)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _guess(data, where)
    if "\x00" in text:
        raise InputError(f"{where}: this is not a text file (it holds zero bytes). Save it as plain text in UTF-8.")
    return text


def _decode_as(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as problem:
        raise InputError(
            f"{where}: marked as {encoding}, but byte {problem.start} is not valid in it. Save it again as UTF-8."
        ) from None


def _guess(data: bytes, where: str) -> str:
    best = charset_normalizer.from_bytes(data).best()
    if best is None:
        raise InputError(f"{where}: the encoding of this file cannot be told. Save it as plain text in UTF-8.")
    return str(best)
