"""A page as a test reads it."""

import re
from html.parser import HTMLParser

VOID = {"meta", "link", "img", "input", "br", "hr"}


class Page(HTMLParser):
    """A page as read: its links, its ids, what is labelled, and whether tags close."""

    def __init__(self, text):
        super().__init__()
        self.open, self.ids, self.links, self.loaded = [], [], [], []
        self.fields, self.labels, self.headings, self.attributes = [], [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.attributes += [(tag, name) for name in found]
        if tag not in VOID:
            self.open.append(tag)
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "a":
            self.links.append(found["href"])
        if tag in ("img", "link", "script", "iframe") and found.get("rel") != "alternate":
            self.loaded.append(found.get("src") or found.get("href"))
        if tag in ("input", "select", "textarea"):
            self.fields.append(found["id"])
        if tag == "label":
            self.labels.append(found["for"])
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "html":
            self.language = found["lang"]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
