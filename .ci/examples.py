"""Every public item of the library shows an example: lists those whose page has none.

    python3 .ci/examples.py target/doc/whosaid/all.html

Reads the list of all items that rustdoc has written and each item's page. What a page says of the item itself stands
before its parts (fields, variants, implementations); an example of a method is none of the item's.
"""

import re
import sys
from pathlib import Path

listed = Path(sys.argv[1])
items = re.findall(r'<li><a href="([^"]+)">', listed.read_text(encoding="utf-8"))
if not items:
    sys.exit(f"{listed}: no items in it; written by another rustdoc?")


def has_example(page):
    own = re.split(r'<h2 id="(?:fields|variants|required-methods|implementations|trait-implementations)"', page)[0]
    return 'class="rust rust-example-rendered"' in own


without = [item for item in items if not has_example((listed.parent / item).read_text(encoding="utf-8"))]
for item in without:
    print(f"no example: {item}")
print(f"{len(items) - len(without)} of {len(items)} public items show an example")
sys.exit(1 if without else 0)
