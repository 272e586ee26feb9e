def sleep(seconds):
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    end = monotonic() + seconds
    while monotonic() < end:
        pass
