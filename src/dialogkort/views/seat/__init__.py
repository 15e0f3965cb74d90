"""The page of a personal screen, as it is shown to one member."""
