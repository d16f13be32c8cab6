"""Facsimiles of coverage policies: content as data, rendered as tagged PDF, untagged PDF and text."""
