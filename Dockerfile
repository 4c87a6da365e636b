# One image for api, worker and the migration; docker-compose.yml says which one a container runs.
FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN node standalone/prepare.mjs --to-run && npm prune --omit=dev

FROM node:20-bookworm-slim
# The worker's runtime reads the system's certificates; tini hands signals on, so that a stop drains.
RUN apt-get update \
  && apt-get install -y --no-install-recommends ca-certificates tini \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
ENV NODE_ENV=production WORKFLOW_BUNDLE=/app/worker/dist/workflow-bundle.js
COPY --from=build --chown=node:node /app /app
USER node
ENTRYPOINT ["tini", "--"]
CMD ["node", "--require", "tsx/cjs", "api/main.ts"]
