"""A look at the delivery of notices in Django's admin site. What they say is for their recipients only."""

from django.contrib import admin

from perkim.lib.read_only_admin import ReadOnlyAdmin
from perkim.notices.models import Notice


@admin.register(Notice)
class NoticeAdmin(ReadOnlyAdmin):
    list_display = ["made_at", "recipient", "topic", "read_at", "mailed_at"]
    list_select_related = ["recipient"]
    exclude = ["text", "url"]
    show_full_result_count = False
