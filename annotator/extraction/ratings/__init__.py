"""The rating finder: values, what they are about, and what has become of them."""
