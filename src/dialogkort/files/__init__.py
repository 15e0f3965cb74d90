"""Files, whatever they contain: durable writing, locks, safe YAML, front matter, Markdown. It knows no game."""
