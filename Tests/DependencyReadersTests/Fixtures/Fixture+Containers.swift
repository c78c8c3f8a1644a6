@testable import DependencyReaders

extension Fixture {
    static let containers: [Fixture] = [
        Fixture(
            name: "Dockerfile", format: .dockerfile,
            text: """
                # syntax=docker/dockerfile:1.6
                # a comment
                ARG GO=1.21 \\
                    ALPINE="3.19"
                ARG REGISTRY
                ARG UNSET
                FROM --platform=linux/amd64 golang:${GO}-alpine${ALPINE} AS build
                ARG GO=9.9
                RUN --mount=type=bind,from=busybox:1.36,target=/x --mount=type=cache,from=build true
                FROM build AS test
                FROM ${REGISTRY:-ghcr.io}/acme/base:1@sha256:\(sha256)
                from \\
                  # in between
                  debian@sha256:\(sha256)
                FROM scratch
                FROM localhost:5000/x
                FROM docker.io/library/nginx:${UNSET}
                FROM $UNSET
                COPY --from=build /a /b
                COPY --chown=1 --from=0 /a /b
                COPY --from=redis:7 /a /b
                FROM
                """, path: "Dockerfile",
            expected: [
                "golang@1.21-alpine3.19 :7 direct platform=linux/amd64",
                "busybox@1.36 :9 direct",
                "acme/base@1 :11 direct sha256:e3b0c4 repository_url=ghcr.io",
                "debian@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 :12 direct sha256:e3b0c4",
                "x (latest) :16 direct repository_url=localhost:5000",
                "nginx (${UNSET}) :17 direct",
                "redis@7 :21 direct",
                "docker/dockerfile@1.6 :1 development direct",
                "! 17 the version has a variable without a default; the image is unpinned",
                "! 18 the name of the image is not known: \"$UNSET\"",
                "! 22 an image is expected after FROM",
            ]),
        Fixture(
            name: "workflow", format: .workflow,
            text: """
                name: CI
                on: [push]
                jobs:
                  build:
                    runs-on: ubuntu-latest
                    container: node:20
                    services:
                      db: { image: "postgres:16@sha256:\(sha256)" }
                      other:
                        image: ${{ matrix.image }}
                    steps:
                      - uses: actions/checkout@\(sha1) # v4.1.1
                      - name: no version in the comment
                        uses: "actions/setup-node@\(sha1)" # see issue 12
                      - uses: github/codeql-action/init@v3
                      - uses: ./.github/actions/local
                      - uses: docker://alpine:3.19
                      - run: |
                          uses: not/this@v1
                      - uses: broken
                      - uses: a/b@${{ env.V }}
                  call:
                    uses: acme/flows/.github/workflows/build.yml@main
                """, path: ".github/workflows/ci.yml",
            expected: [
                "node@20 :6 development direct",
                "postgres@16 :8 development direct sha256:e3b0c4",
                "actions/checkout@v4.1.1 :12 development direct vcs_url=git+https://github.com/actions/checkout@da39a3ee5e6b4b0d3255bfef95601890afd80709",
                "actions/setup-node@da39a3ee5e6b4b0d3255bfef95601890afd80709 :14 development direct vcs_url=git+https://github.com/actions/setup-node@da39a3ee5e6b4b0d3255bfef95601890afd80709",
                "github/codeql-action@v3 :15 development direct path=init",
                "alpine@3.19 :17 development direct",
                "a/b (${{ env.V }}) :21 development direct",
                "acme/flows@main :23 development direct path=.github/workflows/build.yml",
                "! 10 the name of the image is not known before the workflow runs",
                "! 20 \"owner/repository@reference\" is expected after \"uses\"",
            ]),
    ]
}
