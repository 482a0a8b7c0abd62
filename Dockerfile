# perkim: one image for web, worker, beat and backup. Debian 12 and Python 3.11, with which the tests run.

FROM python:3.11-slim-bookworm AS libraries
COPY requirements/production.txt /
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r /production.txt

FROM python:3.11-slim-bookworm
# Of WeasyPrint's libraries what papers need; of PostgreSQL what backup and restore need, as new as the server.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig postgresql-common ca-certificates \
    && /usr/share/postgresql-common/pgdg/apt.postgresql.org.sh -y \
    && apt-get install -y --no-install-recommends postgresql-client-18 \
    && rm -rf /var/lib/apt/lists/*
RUN groupadd --gid 10001 perkim && useradd --uid 10001 --gid perkim --no-create-home --shell /usr/sbin/nologin perkim \
    && install -d -o perkim -g perkim -m 700 /uploads /backups
COPY --from=libraries /venv /venv
WORKDIR /app
COPY . .
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=perkim.settings \
    ENV_FILE=/dev/null \
    STATIC_ROOT=/static \
    UPLOADS_ROOT=/uploads \
    XDG_CACHE_HOME=/tmp/cache
# Static files become part of the image; these values reach no process that serves.
RUN python -m compileall -q perkim rtlh bsps psu siteplan kumuh pisew konsultasi \
    && SECRET_KEY=build LOG_KEY=build PEOPLE_KEYS=k1:build PEOPLE_INDEX_KEY=build \
       DATABASE_URL=postgres://build/build REDIS_URL=redis://build EMAIL_URL=dummymail:// \
       python manage.py collectstatic --noinput
USER perkim
EXPOSE 8000
CMD ["gunicorn", "perkim.wsgi", "-c", "perkim/gunicorn_conf.py", "--bind", "0.0.0.0:8000"]
