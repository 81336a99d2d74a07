"""Packs a folder into a zip: names marked as UTF-8, which Windows else takes for another code page; the same bytes for the same files.

    python3 zip_folder.py FOLDER FILE.zip SECONDS

The moment, in seconds since 1970, is that of every entry.
"""

import sys
import time
import zipfile
from pathlib import Path


def main():
    folder, target, seconds = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    moment = time.gmtime(seconds)[:6]
    with zipfile.ZipFile(target, "w") as packed:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(folder.parent).as_posix(), moment)
            entry.create_system = 0  # As if made on Windows: no rights of Unix.
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, path.read_bytes(), compresslevel=9)


main()
