"""Files in and out: the unfinished game, and what people keep. It needs no terminal."""
