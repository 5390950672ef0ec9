# Lays out the pages of the repository for MkDocs: stage.py DIRECTORY
#
# The pages are written for a reader of the repository, with links from file to file. Here they become pages of one site:
#   - docs/x.md is x.md; README.md is overview.md; docs/site/index.md is the landing page; other pages keep their paths
#   - a link to a directory leads to its README.md; a link to a file that is no page leads to a page that shows the file
#   - each heading gets the anchor that it has in the repository
#   - where MkDocs reads Markdown more strictly (lists), what it needs is added
import os
import re
import shutil
import subprocess
import sys

# Pages outside docs/ that belong to the site.
ALSO = [
    "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "benchmarks/README.md", "chaos/README.md",
    "findings/README.md", "examples/README.md", "camel-stomp2-component/src/test/resources/conformance/README.md",
    "camel-stomp2-component/src/test/resources/django-stomp/README.md",
    "camel-stomp2-component/src/test/resources/interop/README.md",
]
LANGUAGES = {"java": "java", "yaml": "yaml", "xml": "xml", "properties": "properties", "sh": "sh", "jsonl": "json"}
LINK = re.compile(r"(!?\[(?:[^\[\]]|\[[^\]]*\])*\])\(([^)\s]+)\)")
HEADING = re.compile(r"(#+) +(.*?) *$")
ITEM = re.compile(r"( *)([-*]|\d+\.) +")


def tracked():
    """All files of the repository that are not ignored, with those that are new."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    return [path for path in subprocess.check_output(command, text=True).splitlines() if os.path.exists(path)]


FILES = tracked()
DIRECTORIES = {os.path.dirname(path) for path in FILES}


def pages():
    examples = [path for path in FILES if re.fullmatch(r"examples/[^/]+/README\.md", path)]
    docs = [path for path in FILES if path.startswith("docs/") and path.endswith(".md")]
    return docs + ALSO + examples


def place(page):
    """Where a page is in the site."""
    if page == "docs/site/index.md":
        return "index.md"
    if page == "README.md":
        return "overview.md"
    if page.startswith("docs/"):
        page = page[len("docs/"):]
    return page


PLACES = {page: place(page) for page in pages()}
SHOWN = set()


def target(page, link):
    """The place of what a page links to, and the anchor."""
    path, _, anchor = link.partition("#")
    anchor = "#" + anchor if anchor else ""
    if not path:
        return PLACES[page], anchor
    found = os.path.normpath(os.path.join(os.path.dirname(page), path))
    if found + "/README.md" in PLACES:
        found += "/README.md"
    if found in PLACES:
        return PLACES[found], anchor
    if found.endswith(".svg"):
        return place(found), anchor
    if found not in FILES and not any(directory == found or directory.startswith(found + "/") for directory in DIRECTORIES):
        sys.exit(f"{page}: {link} leads nowhere")
    SHOWN.add(found)
    return file_page(found), anchor


def file_page(path):
    """The place of the page that shows a file. MkDocs leaves out what begins with a dot."""
    return "files/" + path.lstrip(".") + ".md"


def linked(page, line):
    def replaced(match):
        text, link = match.groups()
        if re.match(r"[a-z]+:", link):
            return match.group(0)
        found, anchor = target(page, link)
        path = os.path.relpath(found, os.path.dirname(PLACES[page]) or ".")
        return f"{text}({path}{anchor})"

    # what stands in back-quotes is no link
    parts = re.split(r"(?<!`)(`[^`]+`)(?!`)", line)
    whole = "".join(f"\0{number}\0" if number % 2 else part for number, part in enumerate(parts))
    whole = LINK.sub(replaced, whole)
    return re.sub(r"\0(\d+)\0", lambda match: parts[int(match.group(1))], whole)


def slug(heading, taken):
    """The anchor that a heading has in the repository."""
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "")
    base = re.sub(r"[^\w\- ]", "", text.strip().lower()).replace(" ", "-")
    count = taken.get(base, 0)
    taken[base] = count + 1
    return f"{base}-{count}" if count else base


def converted(page, text):
    lines, taken = [], {}
    fence, shift, in_list = None, 0, False
    for line in text.splitlines():
        opening = re.match(r" *(```+)", line)
        if fence:
            lines.append(" " * shift + line if line else line)
            if opening and opening.group(1) == fence:
                fence = None
            continue
        indentation = len(line) - len(line.lstrip())
        if line.strip() and indentation == 0 and not ITEM.match(line):
            in_list = False
        # Two or three spaces carry on an item in the repository; MkDocs wants four.
        shift = 4 - indentation if in_list and 2 <= indentation < 4 else 0
        if opening:
            fence = opening.group(1)
            lines.append(" " * shift + line)
            continue
        if re.fullmatch(r" *<!-- from \S+ -->", line):
            continue
        heading = HEADING.match(line)
        if heading:
            lines.append(f"{linked(page, line.rstrip())} {{: #{slug(heading.group(2), taken)} }}")
            continue
        item = ITEM.match(line)
        if item:
            if lines and lines[-1].strip() and not in_list:
                lines.append("")
            in_list = True
        lines.append(" " * shift + linked(page, line))
    return "\n".join(lines) + "\n"


def write(directory, path, text):
    path = os.path.join(directory, "pages", path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def shown(path):
    """The page of a file or a directory that some page links to."""
    if os.path.isdir(path):
        inside = sorted({name[len(path) + 1:] for name in FILES if name.startswith(path + "/")})
        return f"# {path}\n\n" + "".join(f"- `{name}`\n" for name in inside)
    language = LANGUAGES.get(path.rpartition(".")[2], "text")
    text = read(path)
    fence = "`" * 4
    return f"# {os.path.basename(path)}\n\n`{path}`\n\n{fence}{language}\n{text.rstrip()}\n{fence}\n"


def main(directory):
    shutil.rmtree(directory, ignore_errors=True)
    for page, staged in PLACES.items():
        write(directory, staged, converted(page, read(page)))
    for path in sorted(SHOWN):
        write(directory, file_page(path), shown(path))
    for path in FILES:
        if path.startswith("docs/") and path.endswith(".svg"):
            os.makedirs(os.path.dirname(os.path.join(directory, "pages", place(path))), exist_ok=True)
            shutil.copy(path, os.path.join(directory, "pages", place(path)))
    shutil.copytree("docs/site/assets", os.path.join(directory, "pages", "assets"))

    configuration = read("docs/site/mkdocs.yml")
    # A page of docs/ that the navigation does not name yet is at its end.
    named = set(re.findall(r"[\w./-]+\.md", configuration))
    rest = sorted(staged for staged in PLACES.values() if staged not in named)
    unknown = sorted(named - set(PLACES.values()))
    if unknown:
        sys.exit(f"docs/site/mkdocs.yml names pages that are not there: {', '.join(unknown)}")
    if rest:
        configuration += "  - More:\n" + "".join(f"      - {staged}\n" for staged in rest)
    with open(os.path.join(directory, "mkdocs.yml"), "w", encoding="utf-8") as file:
        file.write(configuration)


if __name__ == "__main__":
    main(sys.argv[1])
