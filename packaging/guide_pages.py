"""The guide as pages for a browser: the folder of its Markdown, the folder for the pages.

Only the marks that the guide uses are known: headings, paragraphs, items, transcripts and files, `what is typed`, links to other
pages. A link that leads nowhere, and a page that isn't among the contents, stop it.
"""

import html
import pathlib
import re
import sys

CONTENTS = pathlib.Path(__file__).parent.parent / "src/cli/guide.rs"
STYLE = """
:root { color-scheme: light dark; --line: #8886; --quiet: #8882; }
body { font: 17px/1.5 "Segoe UI", "PT Sans", "Liberation Sans", sans-serif; margin: 0 auto; max-width: 48rem; padding: 1rem; }
h1 { font-size: 1.7rem; line-height: 1.2; }
h2 { font-size: 1.25rem; margin-top: 2rem; }
pre { background: var(--quiet); border: 1px solid var(--line); font-size: .82rem; line-height: 1.35; overflow-x: auto; padding: .7rem; }
code { font-family: Consolas, "PT Mono", "Liberation Mono", monospace; }
p code, li code { background: var(--quiet); padding: .1em .25em; }
.typed { font-weight: bold; }
.file { font-weight: bold; margin-bottom: -.7rem; }
nav { border-top: 1px solid var(--line); margin-top: 3rem; padding-top: 1rem; }
@media print { pre { overflow: visible; white-space: pre-wrap; } nav { display: none; } }
"""


def contents():
    """The names of the pages in the order in which a newcomer needs them: the program's own."""
    listed = re.search(r"guide_pages!\[(.*?)\];", CONTENTS.read_text(encoding="utf-8"), re.DOTALL).group(1)
    return re.findall(r'"([^"]+)"', listed)


def words(text, known):
    """A line of the guide: what stands between backticks is typed, other pages are links."""
    out = []
    for at, part in enumerate(text.split("`")):
        if at % 2:
            out.append(f"<code>{html.escape(part)}</code>")
            continue
        for said in re.split(r"(\[[^\]]+\]\([^)]+\))", part):
            link = re.fullmatch(r"\[(.+)\]\((.+)\.md\)", said)
            if not link:
                out.append(html.escape(said))
            elif link[2] in known:
                out.append(f'<a href="{link[2]}.html">{html.escape(link[1])}</a>')
            else:
                sys.exit(f"{link[2]}: the guide has no such page")
    return "".join(out)


def transcript(lines):
    """What was on the screen: without the marks of whoever runs it."""
    shown = []
    for line in lines:
        if line.startswith("? "):
            continue
        if line.startswith("> ") and shown:
            shown[-1] += " " + line[2:]
        else:
            shown.append(line.replace("[CWD]/", "").replace("[..]", "…"))
    shown = "\n".join(shown).strip("\n").split("\n")
    typed = lambda line: f'<span class="typed">{html.escape(line)}</span>' if line.startswith("$ ") else html.escape(line)
    return "\n".join(typed(line) for line in shown)


def body_of(markdown, known):
    out, lines, at = [], markdown.split("\n"), 0
    is_list = False
    while at < len(lines):
        line = lines[at]
        at += 1
        if line.startswith("- ") != is_list and line:
            out.append("<ul>" if not is_list else "</ul>")
            is_list = not is_list
        if line.startswith("```"):
            end = lines.index("```", at)
            _, _, file = line[3:].partition(" ")
            if file:
                out.append(f'<p class="file">{html.escape(file)}</p>')
            out.append(f'<pre tabindex="0"><code>{transcript(lines[at:end])}</code></pre>')
            at = end + 1
        elif line.startswith("# "):
            out.append(f"<h1>{words(line[2:], known)}</h1>")
        elif line.startswith("## "):
            out.append(f"<h2>{words(line[3:], known)}</h2>")
        elif line:
            while at < len(lines) and lines[at] and not re.match(r"- |#|```", lines[at]):
                line += " " + lines[at].strip()
                at += 1
            said = words(line.removeprefix("- "), known)
            out.append(f"<li>{said}</li>" if is_list else f"<p>{said}</p>")
    if is_list:
        out.append("</ul>")
    return "\n".join(out)


def page(title, body):
    return (
        '<!DOCTYPE html>\n<html lang="ru"><head><meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(title)}</title>\n<style>{STYLE}</style></head>\n<body>\n{body}\n</body></html>\n"
    )


def main(source, target):
    names = contents()
    stored = sorted(path.stem for path in source.glob("*.md"))
    if sorted(names) != stored:
        sys.exit(f"the contents and the folder differ: {sorted(set(names) ^ set(stored))}")
    target.mkdir(parents=True, exist_ok=True)
    titles, known = [], set(names)
    for name in names:
        markdown = (source / f"{name}.md").read_text(encoding="utf-8")
        title = markdown.split("\n", 1)[0].removeprefix("# ")
        titles.append((name, title))
        body = f'<main>{body_of(markdown, known)}</main>\n<nav><a href="index.html">Все темы руководства</a></nav>'
        (target / f"{name}.html").write_text(page(title, body), encoding="utf-8", newline="\n")
    items = "\n".join(f'<li><a href="{name}.html">{html.escape(title)}</a></li>' for name, title in titles)
    body = f"<main><h1>Руководство по программе nastavnik</h1>\n<ol>\n{items}\n</ol></main>"
    (target / "index.html").write_text(page("Руководство по программе nastavnik", body), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
