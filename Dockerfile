FROM node:24-bookworm-slim AS manifests
WORKDIR /weft
COPY .npmrc package.json package-lock.json ./
COPY shared/package.json shared/
COPY server/package.json server/
COPY web/package.json web/
COPY e2e/package.json e2e/
COPY bench/package.json bench/

FROM manifests AS page
RUN npm ci
COPY tsconfig.base.json ./
COPY shared shared
COPY web web
RUN npx vite build web

FROM manifests AS packages
RUN npm ci --omit=dev --workspace shared --workspace server

FROM node:24-bookworm-slim
LABEL org.opencontainers.image.title="Weft" \
      org.opencontainers.image.description="A place where people write documents together, on a server of their own" \
      org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data NODE_COMPILE_CACHE=/data/compiled
WORKDIR /weft
COPY --from=packages /weft/node_modules node_modules
COPY shared/package.json shared/
COPY shared/src shared/src
COPY server/package.json server/
COPY server/src server/src
COPY --from=page /weft/web/dist web/dist
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server/src/main.ts"]
