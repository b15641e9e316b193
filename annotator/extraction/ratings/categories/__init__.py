"""What of it is rated."""
