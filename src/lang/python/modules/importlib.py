def import_module(name, package=None):
    if not name.startswith("."):
        return __import__(name)
    if not package:
        raise TypeError(f"the 'package' argument is required to perform a relative import for {name!r}")
    rest = name.lstrip(".")
    for _ in range(len(name) - len(rest) - 1):
        package = package.rpartition(".")[0]
    if not package:
        raise ImportError("attempted relative import beyond top-level package")
    return __import__(f"{package}.{rest}" if rest else package)


def invalidate_caches():
    pass
