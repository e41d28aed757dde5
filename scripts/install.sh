#!/bin/sh
# Makes a virtual environment and installs the locked dependencies into it: install.sh VENV LOCKFILE
set -eu
venv=$1
lock=$2
python=${PYTHON:-python3}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "Python 3.11 or newer is needed; $("$python" --version) was found. Install it, or name another with PYTHON=..." >&2
  exit 1
}
"$python" -c 'import ensurepip, venv' 2>/dev/null || {
  echo "This Python lacks ensurepip (on Debian and Ubuntu: apt-get install python3-venv). Install it and try again." >&2
  exit 1
}
[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
echo "Installing (a few minutes the first time)..."
"$venv/bin/python" -m pip install --quiet --requirement "$lock"
"$venv/bin/python" -m pip install --quiet --no-deps --editable .
