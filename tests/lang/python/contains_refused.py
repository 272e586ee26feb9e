for v in (3, None, object(), len, type, int):
    try: 3 in v
    except TypeError as e: print(e)
