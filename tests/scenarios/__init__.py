"""Conversations as data files, and the stage that plays them."""
