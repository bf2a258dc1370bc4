"""Training of the targeted sentiment scorer; nothing here is needed to use it."""
