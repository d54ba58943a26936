"""Answers with what it was given."""


def main(content, **options):
    return options, [content, b"second"]
