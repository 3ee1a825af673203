# syntax=docker/dockerfile:1
FROM rust:1.95-slim-bookworm AS build
WORKDIR /build
COPY . .
RUN --mount=type=cache,target=/usr/local/cargo/registry --mount=type=cache,target=/build/target \
    cargo build --release --locked --bin isnad && cp target/release/isnad /isnad

FROM gcr.io/distroless/cc-debian12:nonroot
COPY --from=build /isnad /usr/local/bin/isnad
ENV ISNAD_BIND=0.0.0.0:8080 ISNAD_LOG_FORMAT=json
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=5s --start-period=10s CMD ["/usr/local/bin/isnad", "healthcheck"]
ENTRYPOINT ["/usr/local/bin/isnad"]
CMD ["serve"]
