#!/bin/sh
# Writes what CPython prints for each case of tests/lang/python, or for those given.
set -e
cd "$(dirname "$0")/../tests/lang/python"
python=${PYTHON:-python3.11}
for case in "${@:-*.py}"; do
    for file in $case; do
        name=${file%.py}
        if $python "$name.py" > "$name.out" 2> "$name.err"; then
            rm "$name.err"
        else
            last=$(tail -n 1 "$name.err")
            printf '%s\n' "$last" > "$name.err"
        fi
    done
done
