try:
    try:
        raise KeyError("first")
    except KeyError as e:
        e.add_note("a note")
        e.add_note("two\nlines")
        raise
except LookupError:
    raise SystemError
