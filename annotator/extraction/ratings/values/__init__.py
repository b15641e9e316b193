"""Which words of a scale are a judgement where they stand."""
