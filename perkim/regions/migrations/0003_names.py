"""Names in their plain form and in order, as perkim/lib/names.py makes them. Tests hold the two to each other."""

from django.db import migrations

# Apostrophes, quotation marks and letters of no width go; then accents, capitals, and all that stands between words.
PLAIN = r"""
CREATE FUNCTION plain_name(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN btrim(regexp_replace(lower(regexp_replace(normalize(regexp_replace($1 COLLATE "C",
    '[''`"\u00b4\u02b9\u02bb\u02bc\u02bd\u02c8\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u2032\u2033\uff07'
    '\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff]', '', 'g'), NFKD),
    '[\u0300-\u036f]', '', 'g')), '[\x01-\x2f\x3a-\x60\x7b-\x7f]+', ' ', 'g'), ' ')
"""
ORDER = r"""
CREATE FUNCTION name_order(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN regexp_replace(regexp_replace(plain_name($1), '([0-9]+)', '000000000000\1', 'g'), '[0-9]*([0-9]{12})', '\1', 'g')
"""


class Migration(migrations.Migration):

    dependencies = [
        ("regions", "0001_base"),
    ]

    operations = [
        migrations.RunSQL(PLAIN, "DROP FUNCTION plain_name(text)"),
        migrations.RunSQL(ORDER, "DROP FUNCTION name_order(text)"),
    ]
