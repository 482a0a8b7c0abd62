"""Backup and restore of database, uploads and keys together."""
