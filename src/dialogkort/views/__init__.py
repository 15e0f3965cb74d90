"""What a game, a plan or an agreement says in words: frozen text with roles, no colours, no keys, no screen."""
