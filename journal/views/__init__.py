"""Views, by the same nouns as the models."""
