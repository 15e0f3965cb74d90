"""How things look: colours, and where lines break."""
