"""The records as FollowTheMoney entities."""
