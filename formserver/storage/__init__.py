"""Keeps the facts: peewee lives here and nowhere else. It decides nothing and knows no clock."""
