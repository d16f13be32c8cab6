"""Pages for a browser: what stands on each, and the templates that lay it out."""
