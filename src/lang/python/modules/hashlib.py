__all__ = ["md5", "sha1", "sha256", "sha512", "new", "algorithms_available", "algorithms_guaranteed"]

algorithms_available = algorithms_guaranteed = {"md5", "sha1", "sha256", "sha512"}
_KINDS = {"md5": (_md5, 16, 64), "sha1": (_sha1, 20, 64), "sha256": (_sha256, 32, 64), "sha512": (_sha512, 64, 128)}


def _plain(data):
    t = _type(data)
    if t is bytes or t is bytearray or t is str:
        return data
    f = _lookup(t, "__buffer__")
    return data if f is _MISSING else f(data, 0)


class HASH:
    def __init__(self, name, data):
        self.name = name
        self._digest, self.digest_size, self.block_size = _KINDS[name]
        self._data = bytearray()
        self.update(data)

    def update(self, data, /):
        data = _plain(data)
        if isinstance(data, str):
            raise TypeError("Strings must be encoded before hashing")
        if not isinstance(data, (bytes, bytearray)):
            raise TypeError("object supporting the buffer API required")
        self._data += data

    def digest(self):
        return self._digest(self._data)

    def hexdigest(self):
        return self.digest().hex()

    def copy(self):
        return HASH(self.name, self._data)

    def __repr__(self):
        return f"<{self.name} _hashlib.HASH object @ {id(self):#x}>"


def md5(string=b"", *, usedforsecurity=True):
    return HASH("md5", string)


def sha1(string=b"", *, usedforsecurity=True):
    return HASH("sha1", string)


def sha256(string=b"", *, usedforsecurity=True):
    return HASH("sha256", string)


def sha512(string=b"", *, usedforsecurity=True):
    return HASH("sha512", string)


def new(name, data=b"", *, usedforsecurity=True):
    kind = name.lower().replace("-", "")
    if kind not in _KINDS:
        raise ValueError(f"unsupported hash type {name}")
    return HASH(kind, data)
