"""A guide's file for tests."""

FILE = """---
title: What is TMS?
summary: What TMS is.
topic: basics
order: 1
authors: tandem-editors
reviewers: demo-reviewer
last_reviewed: 2026-11-22
next_review_due: 2027-05-22
---
Words of the file.
"""
