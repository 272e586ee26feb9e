"""What CPython 3.11 makes of the cases in files of tests/python/library, and random ones:

python3.11 tests/peer/library.py --write FILE...          puts its answers into files of cases
python3.11 tests/peer/library.py --random GROUP N SEED    prints N cases with answers

A case is a line of JSON: operation, arguments, answer. Integers beyond 64 bits
are {"i": hex}, floats {"f": text}, complex numbers {"c": [text, text]}, bytes
{"b": hex}; an answer may be {"raise": [class, message]}."""

import json
import random
import signal
import sys
import time

import table_modules
import table_re
import table_strings
import table_text
from table import OPS, RANDOM, decode, encode


def answer(case):
    name, *args = case
    try:
        return encode(OPS[name](*args))
    except Exception as e:
        words = e.args[0] if isinstance(e, KeyError) and e.args else e
        return {"raise": [type(e).__name__, str(words)]}


def line(case, said):
    return json.dumps([encode(v) for v in case] + [said], ensure_ascii=False)


def valid(case):
    """Whether all characters are ones that UTF-8 has."""
    try:
        return bool(case.encode())
    except UnicodeEncodeError:
        return False


if __name__ == "__main__":
    if sys.argv[1] == "--random":
        name, count, seed = sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
        r = random.Random(seed)
        # Some expressions take CPython for ever.
        signal.signal(signal.SIGALRM, lambda *_: 1 / 0)
        while count > 0:
            case = RANDOM[name](r)
            before = time.process_time()
            signal.setitimer(signal.ITIMER_REAL, 1)
            said = line(case, answer(case))
            signal.setitimer(signal.ITIMER_REAL, 0)
            if valid(said) and time.process_time() - before < 0.1:
                print(said)
                count -= 1
    else:
        for name in sys.argv[2:]:
            cases = [decode(json.loads(text)) for text in open(name, encoding="utf-8")]
            # What stands there is the answer already if the operation takes no more.
            with open(name, "w", encoding="utf-8") as out:
                for case in cases:
                    arguments = OPS[case[0]].__code__.co_argcount + 1
                    case = case[:arguments]
                    out.write(line(case, answer(case)) + "\n")
