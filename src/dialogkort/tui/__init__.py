"""What people see: screens that draw a game and send it commands. No rule of the game stands here."""
