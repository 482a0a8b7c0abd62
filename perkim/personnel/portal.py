"""The admin's pages of accounts in the menu."""

from perkim.portal.menu import SETTINGS, MenuItem, register_item

register_item(MenuItem(label="Akun petugas", url_name="personnel:list", icon="users", group=SETTINGS, place=10))
register_item(MenuItem(label="Akun desa", url_name="personnel:villages", icon="landmark", group=SETTINGS, place=20))
