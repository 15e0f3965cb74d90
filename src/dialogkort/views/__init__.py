"""Games, plans and agreements put into words: immutable text with roles, but no colours, keys or screens."""
