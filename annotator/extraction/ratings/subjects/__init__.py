"""Who is rated."""
