# One entry, always with the same bytes: a different file time would create a different archive.
touch -t 202001010000 index.py
python3 -m zipfile -c function.zip index.py
