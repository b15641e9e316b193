"""Whether a judgement is current, over, denied or hoped for, and when it was given."""
