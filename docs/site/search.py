# Takes the files of sources out of the index of the search: who searches wants pages.
import json
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    index = json.load(file)
index["docs"] = [entry for entry in index["docs"] if not entry["location"].startswith("files/")]
with open(sys.argv[1], "w", encoding="utf-8") as file:
    json.dump(index, file, ensure_ascii=False, separators=(",", ":"))
