"""Meetings and their attendance lie in a room of their own, which took the tables over."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("meetings", "0001_base"),
        ("swadaya", "0010_values_by_kind_of_work"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.DeleteModel(name="AttendanceEvent"),
                migrations.DeleteModel(name="MeetingEvent"),
                migrations.DeleteModel(name="Attendance"),
                migrations.DeleteModel(name="Meeting"),
            ]
        )
    ]
