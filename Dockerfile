FROM python:3.11-slim

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
WORKDIR /app

# Dependencies first: they change less often than the code. Hashes make the build repeatable.
COPY requirements/runtime.txt requirements/build.txt requirements/
RUN pip install --no-cache-dir --require-hashes -r requirements/runtime.txt -r requirements/build.txt

COPY pyproject.toml README.md LICENSE ./
COPY backpack backpack
COPY store store
COPY tasks tasks
COPY bot bot
COPY sandbox sandbox
RUN pip install --no-cache-dir --no-deps --no-build-isolation . && useradd --system backpack-bot

USER backpack-bot
# Exec form: SIGTERM has to reach the process itself, so that it stops gracefully.
ENTRYPOINT ["backpack-bot"]
CMD ["serve"]
