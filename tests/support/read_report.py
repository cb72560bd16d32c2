#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""read_report FORMAT FILE: reads a report with parsers that are not sworn's and prints what is wrong with it, a line
each. FORMAT is json, xml, csv or html (of a Markdown report, as a renderer made it)."""

import csv
import html.parser
import json
import re
import sys
import xml.etree.ElementTree

# What the Markdown report has of its own, and what tables and code become.
TAGS = {"h3", "p", "br", "strong", "b", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "code", "pre",
        "details", "summary"}
# Behind a code span these mean nothing; elsewhere services make links of them.
LINKS = re.compile(r"@\w|#\d|(?<!\w)!\d|https?://|www\.\w|GH-\d|\w@\w")


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.problems, self.comments = [], [], 0

    def handle_starttag(self, tag, attributes):
        if tag not in TAGS:
            self.problems.append(f"an element <{tag}>")
        for name, _ in attributes:
            if name not in ("class", "lang"):
                self.problems.append(f"an attribute {name}")
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag == "br":
            return
        if not self.open or self.open[-1] != tag:
            self.problems.append(f"</{tag}> closes {self.open[-1:]}")
        else:
            self.open.pop()

    def handle_comment(self, data):
        self.comments += 1
        if data.strip() != "sworn-report":
            self.problems.append(f"a comment {data[:40]!r}")

    def handle_data(self, data):
        found = LINKS.search(data)
        if found and not {"code", "pre"} & set(self.open):
            self.problems.append(f"a link in {data[max(0, found.start() - 20):found.end() + 20]!r}")


def html_problems(text):
    page = Page()
    page.feed(text)
    page.close()
    if page.open:
        page.problems.append(f"left open: {page.open}")
    if page.comments != 1:
        page.problems.append(f"{page.comments} comments")
    return page.problems


def csv_problems(text):
    rows = list(csv.reader(text.splitlines(keepends=True), strict=True))
    problems = [f"a row of {len(row)} fields" for row in rows if len(row) != len(rows[0])]
    return problems + [f"a formula {cell[:20]!r}" for row in rows for cell in row
                       if cell.strip()[:1] in ("=", "+", "-", "@")]


def json_problems(text):
    return [] if isinstance(json.loads(text), dict) else ["no object"]


def xml_problems(text):
    root = xml.etree.ElementTree.fromstring(text)
    problems = []
    for suite in root:
        counted = {"tests": len(suite.findall("testcase"))}
        for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            counted[name] = len(suite.findall(f"testcase/{tag}"))
        problems += [f"{suite.get('name')}: {name} is {suite.get(name)}, there are {count}"
                     for name, count in counted.items() if suite.get(name) != str(count)]
    return problems


def main():
    kind, file = sys.argv[1:]
    with open(file, encoding="utf-8", newline="") as stream:
        text = stream.read()
    readers = {"json": json_problems, "xml": xml_problems, "csv": csv_problems, "html": html_problems}
    for problem in readers[kind](text):
        print(problem)


main()
