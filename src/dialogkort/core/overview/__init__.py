"""What the team can see about itself: figures of its agreements and its meetings. Pure, without words."""
