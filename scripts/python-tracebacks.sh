#!/bin/sh
# Writes what CPython says when each program of tests/python/tracebacks ends badly.
set -e
cd "$(dirname "$0")/../tests/python/tracebacks"
python=${PYTHON:-python3.11}
for file in *.py; do
    $python "$file" 2>&1 > /dev/null | sed "s#\"$PWD/#\"#" > "${file%.py}.err"
done
