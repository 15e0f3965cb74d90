"""Files in and out: the unfinished game, and what people keep. No terminal."""
