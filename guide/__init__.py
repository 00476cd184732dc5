"""The guide: public advice, no tables, no idea who is reading."""
