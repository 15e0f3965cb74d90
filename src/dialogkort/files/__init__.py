"""Files, whatever they are about: durable writing, locks, safe YAML, front matter, Markdown. It knows no game."""
