"""What the team can see about itself: figures on its agreements and its meetings. Pure, without text."""
