"""A look at accounts in Django's admin site."""

from django.contrib import admin

from perkim.accounts.models import Assignment, User
from perkim.lib.read_only_admin import ReadOnlyAdmin


@admin.register(User)
class UserAdmin(ReadOnlyAdmin):
    list_display = ["username", "name", "is_active", "joined"]
    search_fields = ["username", "name"]
    exclude = ["password", "groups", "user_permissions"]


@admin.register(Assignment)
class AssignmentAdmin(ReadOnlyAdmin):
    list_display = ["user", "role", "programme", "region", "starts", "ends", "acting"]
    list_filter = ["role"]
