"""A guide's file for tests."""

FILE = """---
title: What is TMS?
summary: What TMS is.
topic: basics
order: 1
authors: tandem-editors
written_on: 2026-11-22
update_due: 2027-05-22
---
Words of the file.
"""
