"""Components that find entities, one module each, in order of priority."""
