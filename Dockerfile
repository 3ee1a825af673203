# syntax=docker/dockerfile:1
FROM rust:1.95-slim-bookworm AS build
WORKDIR /build
# dependencies first: they change seldom, and this layer is kept
COPY Cargo.toml Cargo.lock ./
RUN mkdir -p src benches && echo 'fn main() {}' > src/main.rs && touch src/lib.rs \
    && cargo build --release --locked && rm -rf src target/release/isnad target/release/deps/*isnad* target/release/.fingerprint/isnad-*
COPY config config
COPY src src
RUN cargo build --release --locked

FROM gcr.io/distroless/cc-debian12:nonroot
COPY --from=build /build/target/release/isnad /usr/local/bin/isnad
ENV ISNAD_BIND=0.0.0.0:8080 ISNAD_LOG_FORMAT=json
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=5s --start-period=10s CMD ["/usr/local/bin/isnad", "healthcheck"]
ENTRYPOINT ["/usr/local/bin/isnad"]
CMD ["serve"]
