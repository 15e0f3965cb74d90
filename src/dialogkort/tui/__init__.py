"""What people see: screens that draw a game and send it commands. No rules of the game belong here."""
