# Style and icons: fetched with a lock, copied by an allow-list.
FROM node:24-bookworm-slim AS assets
RUN apt-get update && apt-get install --yes --no-install-recommends python3 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY bin/launch bin/launch
COPY static/icons.txt static/icons.txt
RUN PYTHONPATH=bin python3 -m launch.assets

# Python packages: every one pinned by its hash.
FROM python:3.13-slim-bookworm AS packages
WORKDIR /app
COPY requirements.lock ./
RUN python -m venv .venv && .venv/bin/pip install --no-cache-dir --require-hashes --requirement requirements.lock

FROM python:3.13-slim-bookworm
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    MEDIA_ROOT=/data/media
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin crm && install --directory --owner crm /data/media
WORKDIR /app
COPY --from=packages /app/.venv .venv
COPY . .
COPY --from=assets /app/static/vendor static/vendor
RUN PYTHONPATH=bin python -m launch.translations && python manage.py collectstatic --no-input --verbosity 0
USER crm
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["gunicorn", "crm.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "2", "--threads", "4", \
     "--graceful-timeout", "25", "--max-requests", "10000", "--max-requests-jitter", "1000", \
     "--worker-tmp-dir", "/dev/shm", "--no-control-socket", "--access-logfile", "-"]
