# One entry, always with the same bytes: another time of the file would be another archive.
touch -t 202001010000 index.py
python3 -m zipfile -c function.zip index.py
